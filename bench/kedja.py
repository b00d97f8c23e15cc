"""The log against a hash chain in the request path, at 1, 8 and 16 clients.

    DATABASE_URL=postgresql://… python bench/kedja.py

Each client is a process with a connection of its own. A transaction changes a row of its own,
writes a log entry, works for five milliseconds as a page does while it is rendered, and commits.
With the log, the entry stands by itself, and another process seals all the while. With the chain,
the entry holds the hash of the one before it, so the newest is locked until the commit. The third
way writes its link after the work, just before the commit.

Makes a database of its own and removes it.
"""

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import product
from pathlib import Path
from queue import Empty
from time import perf_counter, sleep
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
os.environ["TESTDATABAS"] = "bench_kedja"

CLIENTS = (1, 8, 16)
SECONDS = 4.0
WORK = 0.005
BAR = 8.0
WAYS = ("log", "chain", "chain, last")

TABLES = """
CREATE TABLE bench_rad (id int PRIMARY KEY, varde bigint NOT NULL);
INSERT INTO bench_rad SELECT i, 0 FROM generate_series(0, 63) i;
CREATE TABLE bench_kedja (
    id bigint PRIMARY KEY, fore bytea NOT NULL, kropp bytea NOT NULL, hash bytea NOT NULL
);
CREATE TABLE bench_kedjehuvud (id int PRIMARY KEY, senast bigint NOT NULL, hash bytea NOT NULL);
INSERT INTO bench_kedjehuvud VALUES (1, 0, '\\x');
GRANT SELECT, INSERT, UPDATE ON bench_rad, bench_kedja, bench_kedjehuvud TO PUBLIC;
"""


def link(cursor: Any, kropp: bytes) -> None:
    """Append to the chain: lock its end, hash onto it, move the end."""
    cursor.execute("SELECT senast, hash FROM bench_kedjehuvud WHERE id = 1 FOR UPDATE")
    senast, fore = cursor.fetchone()
    digest = sha256(bytes(fore) + kropp).digest()
    cursor.execute(
        "WITH huvud AS (UPDATE bench_kedjehuvud SET senast = %s, hash = %s WHERE id = 1)"
        " INSERT INTO bench_kedja VALUES (%s, %s, %s, %s)",
        [senast + 1, digest, senast + 1, fore, kropp, digest],
    )


def one_change(way: str, client: int) -> None:
    from uuid import UUID

    from django.db import connection, transaction

    from audit import log
    from audit.verb import Verb

    akt_id = UUID(int=client)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE bench_rad SET varde = varde + 1 WHERE id = %s", [client])
        if way == "log":
            log.record(actor=None, verb=Verb.AKT_CHANGE, akt_id=akt_id, falt=["skola"])
        else:
            kropp = f'{{"akt":"{akt_id}","falt":["skola"],"verb":"akt.change"}}'.encode()
        if way == "chain":
            link(cursor, kropp)
        sleep(WORK)
        if way == "chain, last":
            link(cursor, kropp)


def client(way: str, number: int, url: str, start: Any, done: Any) -> None:
    """One client: as many changes as fit between the start and the end of the time."""
    connect(url)
    one_change(way, number)
    start.wait()
    until, made = perf_counter() + SECONDS, 0
    while perf_counter() < until:
        one_change(way, number)
        made += 1
    done.put(made)


def sealer(url: str, stop: Any) -> None:
    """What the worker does meanwhile."""
    connect(url)
    from audit.sealing import seal_log

    while not stop.is_set():
        seal_log()
        sleep(0.5)


def connect(url: str) -> None:
    os.environ["DATABASE_URL"] = url
    import django

    django.setup()


def rate(way: str, clients: int, url: str) -> float:
    """Committed changes in a second."""
    spawn = multiprocessing.get_context("spawn")
    start, done, stop = spawn.Barrier(clients), spawn.Queue(), spawn.Event()
    workers = [
        spawn.Process(target=client, args=(way, number, url, start, done))
        for number in range(clients)
    ]
    if way == "log":
        workers.append(spawn.Process(target=sealer, args=(url, stop)))
    for worker in workers:
        worker.start()
    made = list(results(done, clients))
    stop.set()
    for worker in workers:
        worker.join()
    return sum(made) / SECONDS


def results(done: Any, expected: int) -> Iterator[int]:
    for _ in range(expected):
        try:
            yield done.get(timeout=120)
        except Empty as error:
            raise SystemExit("A client did not answer.") from error


def report(measured: Callable[[str, int], float]) -> int:
    rates = {(way, clients): measured(way, clients) for clients, way in product(CLIENTS, WAYS)}
    print(f"{'changes/s':<14}" + "".join(f"{clients:>10}" for clients in CLIENTS))
    for way in WAYS:
        print(f"{way:<14}" + "".join(f"{rates[way, clients]:>10,.0f}" for clients in CLIENTS))
    for way in WAYS[1:]:
        ratios = [rates["log", clients] / rates[way, clients] for clients in CLIENTS]
        print(f"{f'log × {way}':<18}" + "".join(f"{ratio:>9.2f}×" for ratio in ratios))
    reached = rates["log", 16] / rates["chain", 16]
    print(f"log against a chain at 16 clients: {reached:.1f} × (bar {BAR:.0f})")
    return 0 if reached >= BAR else 1


def main() -> int:
    import django
    from django.test.utils import setup_databases, teardown_databases

    from config.databas import ensure_database

    ensure_database(ROOT / "var" / "databas")
    django.setup()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        return report(prepared())
    finally:
        teardown_databases(databases, verbosity=0)


def prepared() -> Callable[[str, int], float]:
    """Make the tables, and tell the clients where the database is."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(TABLES)
    info = connection.settings_dict
    host = info["HOST"] or info["OPTIONS"].get("host", "")
    url = f"postgresql://{info['USER']}@/{info['NAME']}?host={host}"
    return lambda way, clients: rate(way, clients, url)


if __name__ == "__main__":
    sys.exit(main())
