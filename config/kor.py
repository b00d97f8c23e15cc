"""What `./run` does: prepare the database, start web and worker, watch them, stop them all.

With `--kontroll` it stops again as soon as the log-in page has answered, with exit status 0.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from pathlib import Path
from typing import NoReturn
from urllib.error import URLError
from urllib.request import urlopen

from config.databas import (
    ARBETARE,
    DatabaseNotReadyError,
    ensure_database,
    not_writable,
    take_role,
)

VAR = Path(os.environ.get("INSATSER_VAR", "var")).resolve()
HOST = "127.0.0.1"
READY_SECONDS, STOP_SECONDS = 60, 15
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
WORKERS, THREADS = "2", "4"
ANNAN_VERSION = (
    "Databasen i {folder} är gjord av en annan version av programmet. Kör den versionen, eller "
    "flytta undan mappen så byggs en ny övningsstad:\n    mv {folder} {folder}-gammal"
)


def main() -> None:
    options = _options()
    for number in STOP_SIGNALS:
        signal.signal(number, _stop_on_signal)
    with _only_run(), _database():
        _prepare_database()
        _serve(options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run", description="Startar övningsstaden.")
    parser.add_argument("--port", type=int, default=8000, help="första port att prova (8000)")
    parser.add_argument("--kontroll", action="store_true", help="starta, kontrollera och stanna")
    return parser.parse_args()


def _stop_on_signal(*_: object) -> NoReturn:
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    print("\nStannar …", flush=True)
    sys.exit(0)


@contextmanager
def _only_run() -> Iterator[None]:
    """Two runs in the same folder would stop each other's database."""
    try:
        (VAR / "logg").mkdir(parents=True, exist_ok=True)
        lock = (VAR / "las").open("w")
    except OSError:
        sys.exit(not_writable(VAR))
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit("Systemet körs redan från den här mappen.")
        yield


@contextmanager
def _database() -> Iterator[None]:
    try:
        server = ensure_database(VAR / "databas")
    except DatabaseNotReadyError as not_ready:
        sys.exit(str(not_ready))
    try:
        yield
    finally:
        server.stop()


def _prepare_database() -> None:
    """Migrate as the owner when something is new; then, as the worker, fill what is empty."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.core.management import call_command, get_commands
    from django.db import connection

    from config.halsa import foreign_migrations, unapplied_migrations

    if foreign_migrations():
        sys.exit(ANNAN_VERSION.format(folder=VAR))
    if unapplied_migrations():
        print("Lägger upp databasen …", flush=True)
        call_command("migrate", verbosity=0)
    call_command("radskydd", verbosity=0)
    take_role(ARBETARE)
    call_command("ladda_referensdata", verbosity=0)
    if "demo" in get_commands() and not get_user_model().objects.exists():
        print("Bygger övningsstaden …", flush=True)
        call_command("demo")
    connection.close()


def _serve(options: argparse.Namespace) -> None:
    port = _free_port(options.port)
    address = f"http://{HOST}:{port}"
    with _child("web", _web_command(port)) as web, _child("arbetare", _worker_command()) as worker:
        children = {"web": web, "arbetare": worker}
        _wait_until_ready(f"{address}/halsa/redo", children)
        seconds = time.time() - float(os.environ.get("START", time.time()))
        if options.kontroll:
            _check_log_in(address, seconds)
            return
        _tell(address, seconds)
        while True:
            _raise_if_dead(children)
            time.sleep(0.5)


def _web_command(port: int) -> list[str]:
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "config.wsgi:application"]
    command += ["--host", HOST, "--port", str(port), "--workers", WORKERS]
    return [*command, "--blocking-threads", THREADS, "--no-ws", "--log-level", "warning"]


def _worker_command() -> list[str]:
    return [sys.executable, "manage.py", "arbetare"]


@contextmanager
def _child(name: str, command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    with _log_file(name).open("wb") as log:
        child = subprocess.Popen(
            command, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        yield child
    finally:
        child.terminate()
        try:
            child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)


def _log_file(name: str) -> Path:
    return VAR / "logg" / f"{name}.log"


def _free_port(first: int) -> int:
    for port in range(first, first + 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with suppress(OSError):
                probe.bind((HOST, port))
                return port
    sys.exit(f"Ingen ledig port mellan {first} och {first + 99}. Välj en annan: --port 9000")


def _wait_until_ready(url: str, children: dict[str, subprocess.Popen[bytes]]) -> None:
    give_up = time.monotonic() + READY_SECONDS
    while time.monotonic() < give_up:
        _raise_if_dead(children)
        if _status(url) == HTTPStatus.OK:
            return
        time.sleep(0.1)
    sys.exit(f"Systemet svarar inte på {url}. Se {_log_file('web')}")


def _raise_if_dead(children: dict[str, subprocess.Popen[bytes]]) -> None:
    for name, child in children.items():
        if (status := child.poll()) is not None:
            tail = _log_file(name).read_text(errors="replace").splitlines()[-20:]
            sys.exit("\n".join([*tail, f"Processen {name} dog ({status})."]))


def _status(url: str) -> int | None:
    try:
        with urlopen(url, timeout=10) as response:  # noqa: S310
            status: int = response.status
            return status
    except URLError as error:
        return getattr(error, "code", None)
    except OSError:
        return None


def _check_log_in(address: str, seconds: float) -> None:
    if (status := _status(f"{address}/logga-in/")) != HTTPStatus.OK:
        sys.exit(f"Inloggningssidan svarade {status} i stället för 200.")
    print(f"Inloggningssidan svarar. Klart på {seconds:.1f} s.", flush=True)


def _tell(address: str, seconds: float) -> None:
    from django.core.management import call_command, get_commands

    print(f"\nÖvningsstaden är igång på {seconds:.1f} s:  {address}\n", flush=True)
    if "demokonton" in get_commands():
        call_command("demokonton")
    print("\nEngångskod för ett konto:  .venv/bin/python manage.py engangskod ANVANDARE")
    print(f"Loggar: {VAR / 'logg'}   Stanna med Ctrl-C.\n", flush=True)


if __name__ == "__main__":
    main()
