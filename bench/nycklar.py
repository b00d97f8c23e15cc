"""What a change of keys costs: rewrapping, resealing, and whether anybody notices.

Runs in a test database of its own: python bench/nycklar.py
"""

import os
import sys
import threading
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
os.environ["TESTDATABAS"] = f"bench_nycklar_{os.getpid()}"

KEYS = 20_000
OWNERS, ROWS_PER_OWNER = 100, 30
USERS, SECONDS_AT_LEAST = 3, 10
REWRAP_BAR, RESEAL_BAR = 2_000, 500


def main() -> int:
    import django
    from django.core.management import call_command
    from django.test.utils import setup_databases, teardown_databases

    from config.databas import ARBETARE, ensure_database, take_role

    ensure_database(ROOT / "var" / "databas")
    django.setup()
    databases = setup_databases(verbosity=0, interactive=False)
    call_command("radskydd", verbosity=0)
    take_role(ARBETARE)
    call_command("ladda_referensdata", verbosity=0)
    try:
        reached = [measure_rewrapping(), measure_resealing(), measure_under_load()]
    finally:
        take_role(None)
        teardown_databases(databases, verbosity=0)
    return 0 if all(reached) else 1


def measure_rewrapping() -> bool:
    from encryption import rotation
    from encryption.models import Datanyckel
    from encryption.nyckeltjanst import Epok, nyckeltjanst

    tjanst, epok = nyckeltjanst(), Epok(1, 1)
    owners = [uuid4() for _ in range(KEYS)]
    Datanyckel.objects.bulk_create(
        [
            Datanyckel(agare_id=owner, version=1, epok_id=1, inslagen=tjanst.make(owner, 1, epok))
            for owner in owners
        ],
        batch_size=2_000,
    )
    rotation.new_epoch()
    started = perf_counter()
    done = sum(rotation.rewrap())
    rate = done / (perf_counter() - started)
    assert done == KEYS
    Datanyckel.objects.all().delete()
    print(f"rewrapping     {rate:>9,.0f} keys/s {REWRAP_BAR:>24,}", flush=True)
    return rate >= REWRAP_BAR


def measure_resealing() -> bool:
    """Rows of three sealed values, with a history row each."""
    from encryption import rotation
    from tests.encryption.app.models import Akt, Anteckning

    for number in range(OWNERS):
        akt = Akt.objects.create(namn=f"Barn {number}")
        for _ in range(ROWS_PER_OWNER):
            Anteckning.objects.create(akt=akt, text="x" * 200, rubrik="Rubrik", motiv="y" * 100)
    owners = list(Akt.objects.values_list("pk", flat=True))
    rotation.begin(owners)
    started = perf_counter()
    done = sum(rotation.reseal_all(owners, lambda *_: nullcontext()))
    rate = done / (perf_counter() - started)
    assert done == OWNERS * (2 * ROWS_PER_OWNER + 1)
    print(f"resealing      {rate:>9,.0f} rows/s {RESEAL_BAR:>24,}", flush=True)
    return rate >= RESEAL_BAR


def measure_under_load() -> bool:
    """People open and change their akter while every key of the town changes, again and again."""
    from access import nyckelbyte
    from encryption.models import Nyckelrotation

    people = [make_person() for _ in range(USERS)]
    quiet, failed = use_for(people, lambda: threading.Event().wait(SECONDS_AT_LEAST / 2))
    started = perf_counter()

    def rotate() -> None:
        while perf_counter() - started < SECONDS_AT_LEAST:
            nyckelbyte.rotate_root(lambda _: None)
            nyckelbyte.rotate_all(lambda _: None)
            let_settle()
            nyckelbyte.finish(lambda _: None)

    times, failures = use_for(people, rotate)
    failures += failed
    runs = Nyckelrotation.objects.filter(klar__isnull=False).count()
    print(
        f"under load     {len(times):>9,} requests while all keys changed, {runs} rounds;"
        f" {len(failures)} failed; median {median(times) * 1000:.0f} ms,"
        f" {median(times) / median(quiet):.2f} × without",
        *failures[:3],
        sep="\n",
        flush=True,
    )
    return not failures and runs > 0


def use_for(people: list[Any], work: Any) -> tuple[list[float], list[str]]:
    """Let each person go on opening and changing an akt until the work is done."""
    from django.db import connection, transaction

    from arenden.models import Person
    from audit import log
    from audit.verb import Verb

    stop = threading.Event()
    times: list[float] = []
    failures: list[str] = []

    def use(client: Any, user: Any, arende: Any) -> None:
        try:
            while not stop.is_set():
                started = perf_counter()
                status = client.get(f"/arenden/{arende.pk}/").status_code
                times.append(perf_counter() - started)
                if status != 200:
                    failures.append(f"status {status}")
                with transaction.atomic():
                    row = Person.objects.select_for_update().filter(akt=arende.akt).first()
                    assert row is not None
                    row.skola = f"Skola {perf_counter()}"
                    log.save(row, actor=user, verb=Verb.AKT_CHANGE)
        except Exception as error:  # noqa: BLE001 -- whatever it is, a person met it
            failures.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=use, args=person) for person in people]
    for thread in threads:
        thread.start()
    try:
        work()
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    return times, failures


def make_person() -> tuple[Any, Any, Any]:
    from django.test import Client

    from tests.builders import give_akt, make_anvandare, make_arende
    from tests.conftest import logga_in

    arende = make_arende()
    anvandare = make_anvandare(enhet=arende.enhet)
    give_akt(anvandare, arende.akt)
    client = logga_in(Client(), anvandare)
    client.get(f"/arenden/{arende.pk}/")  # the first request of a process loads everything
    return client, anvandare, arende


def let_settle() -> None:
    """As if the newest keys had been there for a while."""
    from django.db.models import F

    from encryption import rotation
    from encryption.keys import drop_keys
    from encryption.models import Datanyckel, Nyckelrotation

    earlier = rotation.SETTLED + timedelta(seconds=1)
    Datanyckel.objects.update(skapad=F("skapad") - earlier)
    Nyckelrotation.objects.update(startad=F("startad") - earlier)
    drop_keys()


if __name__ == "__main__":
    sys.exit(main())
