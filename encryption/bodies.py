"""Where sealed files lie on disk: under random names that say nothing, in one folder of their own.

A body is written and synced before the row that names it is saved, and removed when the deletion
of that row is committed. A crash in between leaves a body without a row, never a row without a
body; `remove_orphans` clears such bodies away.
"""

from __future__ import annotations

import os
import re
import secrets
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import transaction

from encryption.errors import cannot_open

NAME = re.compile(r"[0-9a-f]{32}")
LEFT_OVER = ".ny"


def folder() -> Path:
    """Return the folder of the bodies; made on first use, for its owner only."""
    path = Path(settings.HANDLINGAR_DIR)
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


@contextmanager
def new_body() -> Iterator[tuple[str, IO[bytes]]]:
    """Give a new name and a file to write; whole and on disk when the block ends, or not there."""
    name = secrets.token_hex(16)
    final = folder() / name
    draft = final.with_suffix(LEFT_OVER)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield name, file
            file.flush()
            os.fsync(file.fileno())
        draft.rename(final)
    finally:
        draft.unlink(missing_ok=True)
    _sync_folder()


def open_body(stored_name: str) -> IO[bytes]:
    """Open a stored body, or raise SealError when it is gone."""
    try:
        return _path(stored_name).open("rb")
    except FileNotFoundError:
        raise cannot_open() from None


def unnamed_body() -> IO[bytes]:
    """Return a file that has no name and is gone when closed, however the process ends."""
    return tempfile.TemporaryFile(dir=folder())


def delete_file(stored_name: str) -> None:
    """Remove a body when the transaction commits, at once outside one. Gone already is well."""
    path = _path(stored_name)
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def remove_now(stored_name: str) -> None:
    """Remove a body whose row was never saved."""
    _path(stored_name).unlink(missing_ok=True)


def remove_orphans(named: Iterable[str], *, before: datetime) -> int:
    """Remove bodies last written before a moment that no row names; return how many."""
    kept = set(named)
    orphans = [
        path
        for path in folder().iterdir()
        if path.name not in kept and path.stat().st_mtime < before.timestamp()
    ]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def _path(stored_name: str) -> Path:
    if not NAME.fullmatch(stored_name):
        raise ValueError("A body is named by 32 hexadecimal digits.")
    return folder() / stored_name


def _sync_folder() -> None:
    descriptor = os.open(folder(), os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
