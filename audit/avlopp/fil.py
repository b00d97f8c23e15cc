"""A folder with one file a day, to which lines are only ever added."""

from __future__ import annotations

import mmap
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from audit.avlopp.rader import START

PATTERN = "logg-*.jsonl"


class Filavlopp:
    """Appends to `logg-ÅÅÅÅ-MM-DD.jsonl` (the day in UTC) and has it on disk before it returns."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, lines: Sequence[bytes]) -> None:
        """Raises OSError if they could not be written whole; then they are to be sent again."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self.folder / f"logg-{datetime.now(UTC):%Y-%m-%d}.jsonl"
        is_new = not path.exists()
        descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            _write(descriptor, _end_of_torn_line(descriptor) + b"\n".join(lines) + b"\n")
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if is_new:
            _sync_folder(self.folder)

    def newest(self) -> list[Path]:
        """The two newest files: what left today and yesterday."""
        return sorted(self.folder.glob(PATTERN))[-2:]

    def has(self, entry_id: int) -> bool:
        """Whether the line of an entry is in one of the two newest files."""
        start = START.format(entry_id).encode()
        return any(_contains(path, start) for path in self.newest())


def _write(descriptor: int, data: bytes) -> None:
    """All of it, however little the system takes at a time."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _end_of_torn_line(descriptor: int) -> bytes:
    """What ends the line that a crash cut off, so that the next one is a line of its own."""
    size = os.fstat(descriptor).st_size
    return b"\n" if size and os.pread(descriptor, 1, size - 1) != b"\n" else b""


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _contains(path: Path, start: bytes) -> bool:
    with path.open("rb") as file:
        if path.stat().st_size == 0:
            return False
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as held:
            return held.rfind(start) >= 0
