"""The log as static files, for whoever checks it without us (https://c2sp.org/tlog-tiles).

Every file is put in its place whole, and the signed head last of all, so the folder may be served
or copied while it is written: what its head calls for is there. The tiles hold hashes of salted
bodies and tell nothing; the bundles hold the bodies, and are for an auditor alone.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from audit.bevis import signed_head
from audit.merkle import EMPTY_ROOT, range_root
from audit.models import Kontrollpunkt, Loggallring, Loggblad, Logghandelse
from audit.note import InvalidNote
from audit.plattor import HEIGHT, WIDTH, Plattor
from audit.vittnesmal import note_with_witnesses

CHECKPOINT = "checkpoint"
CLOCKS_APART = 3600
ENTRIES = "entries"
LONGEST = (1 << 16) - 1
"""What the two bytes before an entry in a bundle can tell."""


class NotExported(Exception):
    """The log cannot be written to the folder; the message says why, in Swedish."""


@dataclass(frozen=True)
class Uttag:
    """What an export left: how many entries its head covers, and how many files were written."""

    storlek: int
    nya: int


def export_log(folder: Path, *, handelser: bool = False) -> Uttag:
    """Write what the folder lacks of the log under the newest head; the bodies too, if asked for.

    Raises NotExported if nothing is sealed, or the folder holds another log.
    """
    head = Kontrollpunkt.objects.order_by("-storlek").first()
    if head is None:
        raise NotExported("Inget i loggen är förseglat än.")
    tree = Plattor(head.storlek)
    _require_same_log(folder / CHECKPOINT, tree)
    new = sum(_write_missing(folder, level, tree) for level in _levels(tree.storlek))
    if handelser:
        new += _write_bundles(folder, tree)
    os.sync()
    _put(folder / CHECKPOINT, note_with_witnesses(head).encode())
    _drop_outgrown(folder / "tile")
    return Uttag(head.storlek, new + 1)


def tile_path(folder: Path, level: int | str, number: int, width: int = WIDTH) -> Path:
    """Where a tile or bundle is: x001/x234/067, and 067.p/112 when it is not full."""
    *above, last = (part.zfill(3) for part in f"{number:,}".split(","))
    path = folder.joinpath("tile", str(level), *(f"x{part}" for part in above))
    return path / last if width == WIDTH else path / f"{last}.p" / str(width)


def _require_same_log(path: Path, tree: Plattor) -> None:
    if not path.exists():
        return
    try:
        earlier = signed_head(path.read_text())
    except (InvalidNote, ValueError) as error:
        raise NotExported(f"{path} är ingen kontrollpunkt från den här loggen.") from error
    within = 0 < earlier.storlek <= tree.storlek
    if (range_root(0, earlier.storlek, tree.node) if within else EMPTY_ROOT) != earlier.rot:
        raise NotExported(f"Loggen börjar inte med det som {path} gäller. Ta reda på varför.")


def _levels(size: int) -> Iterator[int]:
    level = 0
    while size >> HEIGHT * level:
        yield level
        level += 1


def _write_missing(folder: Path, level: int, tree: Plattor) -> int:
    """Write the tiles of a level that the folder lacks; returns how many."""
    return _write(
        folder,
        level,
        tree.storlek >> HEIGHT * level,
        lambda number: b"".join(tree.hashes(level, number)),
    )


def _write_bundles(folder: Path, tree: Plattor) -> int:
    """Write the bundles that the folder lacks, or that hold entries pruned since."""
    return _write(folder, ENTRIES, tree.storlek, lambda number: _bundle(number, tree), _pruned_at())


def _pruned_at() -> dict[int, float]:
    """When entries of a bundle were last pruned, in seconds since 1970."""
    runs = Loggallring.objects.order_by("handelse_id")
    return {
        number: tid.timestamp()
        for first, last, tid in runs.values_list("fran_plats", "till_plats", "handelse__tid")
        for number in range(first // WIDTH, last // WIDTH + 1)
    }


def _write(
    folder: Path,
    level: int | str,
    wide: int,
    content: Callable[[int], bytes],
    outdated: Mapping[int, float] = MappingProxyType({}),
) -> int:
    """Write the files of a level that are missing, or older than `outdated`; returns how many."""
    new = 0
    for number in range(-(-wide // WIDTH)):
        path = tile_path(folder, level, number, min(WIDTH, wide - number * WIDTH))
        if not path.exists() or path.stat().st_mtime < outdated.get(number, 0) + CLOCKS_APART:
            _put(path, content(number))
            new += 1
    return new


def _bundle(number: int, tree: Plattor) -> bytes:
    """The bodies of a tile's entries, each after its length; one that was pruned has length 0."""
    first = number * WIDTH
    last = first + tree.width(0, number) - 1
    leaves = Loggblad.objects.filter(plats__range=(first, last)).order_by("plats")
    ids = list(leaves.values_list("handelse_id", flat=True))
    bodies = dict(Logghandelse.objects.filter(pk__in=ids).values_list("pk", "kropp"))
    return b"".join(_prefixed(bytes(bodies.get(pk, b""))) for pk in ids)


def _prefixed(body: bytes) -> bytes:
    if len(body) > LONGEST:
        raise NotExported(f"En händelse är {len(body)} byte lång; filen rymmer högst {LONGEST}.")
    return len(body).to_bytes(2) + body


def _put(path: Path, content: bytes) -> None:
    """Put a file in its place whole, or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.ny")
    unfinished.write_bytes(content)
    unfinished.replace(path)


def _drop_outgrown(tiles: Path) -> None:
    """Remove the tiles that were not full, where the full one now is."""
    for partial in tiles.rglob("*.p"):
        if partial.with_suffix("").exists():
            shutil.rmtree(partial)
