"""A file of 200 MB in and out, sealed, against copying it as it is; and the memory it takes.

    python bench/filer.py [MB]

«In» is everything that happens to an upload: sealed as it arrives, verified, checked as its kind,
sealed again for its row, synced. «Out» is verifying the whole file and then handing it out. The raw
copy writes and syncs, or reads, the same bytes. The kinds take turns; printed are medians.
"""

import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")

import django
from django.conf import settings

django.setup()

from arenden.rules.filrensning import cleaned  # noqa: E402
from arenden.rules.filslag import Filtyp  # noqa: E402
from arenden.uppladdning import receive  # noqa: E402
from encryption.bodies import new_body, open_body, remove_now  # noqa: E402
from encryption.filer import OpenedFile, Sealer, file_context, new_file_key  # noqa: E402

Held = TypeVar("Held")

PIECE = 64 * 1024
ROUNDS = 5
MB = int(sys.argv[1]) if len(sys.argv) > 1 else 200
MEMORY_BAR = 32
"""MB more in memory than before the first file."""

KEY, CONTEXT = new_file_key(), file_context("arenden.Handling", uuid4(), uuid4())


def pdf() -> Iterator[bytes]:
    piece = os.urandom(PIECE)
    yield b"%PDF-1.7"
    for _ in range(MB * 1024 * 1024 // PIECE - 1):
        yield piece
    yield b"%%EOF"


def resident() -> int:
    """The most memory held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def sealed_in() -> str:
    upload = receive("a.pdf", pdf())
    with new_body() as (name, file):
        sealer = Sealer(file, KEY, CONTEXT)
        for piece in cleaned(Filtyp.PDF, upload.chunks()):
            sealer.write(piece)
        sealer.finish()
    upload.close()
    return name


def sealed_out(name: str) -> None:
    opened = OpenedFile(open_body(name), KEY, CONTEXT)
    for _ in opened:
        pass
    opened.close()


def raw_in(path: Path) -> None:
    with path.open("wb") as file:
        for piece in pdf():
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def raw_out(path: Path) -> None:
    with path.open("rb") as file:
        while file.read(PIECE):
            pass


def timed(act: Callable[..., Held], *given: object) -> tuple[float, Held]:
    start = time.perf_counter()
    held = act(*given)
    return time.perf_counter() - start, held


def main() -> None:
    seconds: dict[str, list[float]] = {name: [] for name in ("in", "raw in", "out", "raw out")}
    with tempfile.TemporaryDirectory() as place:
        settings.HANDLINGAR_DIR = place
        before = resident()
        for _ in range(ROUNDS):
            took, name = timed(sealed_in)
            seconds["in"].append(took)
            seconds["out"].append(timed(sealed_out, name)[0])
            remove_now(name)
            raw = Path(place) / "raw"
            seconds["raw in"].append(timed(raw_in, raw)[0])
            seconds["raw out"].append(timed(raw_out, raw)[0])
            raw.unlink()
        more = resident() - before
    median = {name: statistics.median(times) for name, times in seconds.items()}
    for name, value in median.items():
        print(f"{name:8} {MB / value:8.0f} MB/s")
    for way in ("in", "out"):
        print(f"{way:8} {median[way] / median['raw ' + way]:8.1f} × the time of the raw copy")
    print(f"memory   {more:8d} MB more (bar {MEMORY_BAR})")
    sys.exit(more > MEMORY_BAR)


main()
