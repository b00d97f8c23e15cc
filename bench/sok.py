"""Search among the names of fifty thousand persons of one nämnd.

    DATABASE_URL=postgresql://… python bench/sok.py [persons]

Measured are the opening of all search rows through the database function, as the web's role under
row level security, the building of the register, and one search of each kind by somebody who
reaches all of them, by somebody who reaches forty, and for a name that nobody has. Names are made
up, a few very common and many rare.

Makes a database of its own and removes it.
"""

import os
import random
import statistics
import sys
import tracemalloc
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
os.environ["TESTDATABAS"] = "bench_sok"

PERSONS, CASELOAD, ROUNDS = 50_000, 40, 15
LOAD_BAR, SEARCH_BAR = 10.0, 50.0
"""Seconds to open and build once after a change; milliseconds for the slowest search."""

FIRST = (
    "Ann",
    "Krist",
    "Moham",
    "Eri",
    "Sof",
    "Al",
    "Johan",
    "Mar",
    "Fat",
    "Os",
    "El",
    "Jen",
    "Aks",
)
ENDS = (
    "a",
    "ina",
    "ed",
    "k",
    "ia",
    "i",
    "na",
    "in",
    "ima",
    "kar",
    "ias",
    "ny",
    "el",
    "ofer",
    "ard",
)
FORE = (
    *("Berg", "Lind", "Sjö", "Ek", "Ny", "Holm", "Sund", "Öst", "Väst", "Nor", "Hell", "Wall"),
    *("Björk", "Dal", "Fors", "Gran", "Hag", "Kvarn", "Lund", "Mo", "Palm", "Ros", "Stål", "Åker"),
)
AFTER = (
    *("ström", "berg", "qvist", "gren", "man", "dahl", "lund", "ell", "mark", "stedt", "blad"),
    *("in", "én", "sson", "fors", "löf", "strand", "by", "hammar", "bäck", "ås", "vall", "rot"),
)
SEARCHES = {
    "as written": "Mohamed Lindström",
    "beginning": "lin",
    "sound": "Muhammed Lindstrøm",
    "slip of the pen": "Mohaemd Lindtsröm",
    "nobody's name": "Zebulon Quistgaard",
}


def names(antal: int) -> list[str]:
    """Common and rare names, and one person in ten with a name that nobody else has."""
    dealt = random.Random(1)  # noqa: S311
    fornamn = [first + end for first in FIRST for end in ENDS]
    efternamn = [fore + after for fore in FORE for after in AFTER]
    for alla in (fornamn, efternamn):
        dealt.shuffle(alla)
    letters = "abdefgiklmnoprstuvåäö"
    rare = ("".join(dealt.choices(letters, k=9)).title() for _ in range(antal))
    return [
        f"{first} {next(rare) if dealt.random() < 0.1 else last}"
        for first, last in zip(
            dealt.choices(fornamn, [1 / (n + 1) for n in range(len(fornamn))], k=antal),
            dealt.choices(efternamn, [1 / (n + 1) for n in range(len(efternamn))], k=antal),
            strict=True,
        )
    ]


def town(antal: int) -> tuple[Any, Any]:
    """A nämnd full of persons with a search row each, and somebody with a duty in it."""
    from arenden.models import Personakt, Sokrad, Sokregister
    from tests.builders import make_anvandare, make_enhet

    enhet = make_enhet()
    user = make_anvandare(enhet=enhet)
    register = Sokregister.objects.create(namnd=enhet.namnd)
    akter = Personakt.objects.bulk_create(
        (Personakt(namnd=enhet.namnd, enhet=enhet) for _ in range(antal)), batch_size=5_000
    )
    Sokrad.objects.bulk_create(
        (
            Sokrad(akt=akt, namnd=enhet.namnd, nyckel=register.nyckel, namn=[namn])
            for akt, namn in zip(akter, names(antal), strict=True)
        ),
        batch_size=5_000,
    )
    return user, enhet.namnd


def measure(antal: int) -> bool:
    from django.db import transaction

    from access.middleware import row_level_security
    from arenden.models.sokning import load_names
    from arenden.rules.namnregister import Namnregister

    user, namnd = town(antal)
    with transaction.atomic(), row_level_security(user.pk):
        started = perf_counter()
        rader = load_names(namnd.pk)
        opened = perf_counter() - started
    tracemalloc.start()
    register = Namnregister(rader)
    memory = tracemalloc.get_traced_memory()[0] / 2**20
    tracemalloc.stop()
    started = perf_counter()
    Namnregister(rader)
    built = perf_counter() - started
    took = f"{opened:.2f} s to open, {built:.2f} s to build, {memory:.0f} MB"
    print(f"{len(register):,} persons: {took}")
    alla = {akt_id for akt_id, _ in rader}
    egna = {akt_id for akt_id, _ in rader[:CASELOAD]}
    print(f"{'ms':<18}{'reaches all':>14}{'hits':>8}{f'reaches {CASELOAD}':>14}{'hits':>8}")
    slowest = 0.0
    for kind, text in SEARCHES.items():
        row = ""
        for synliga in (alla, egna):
            times = []
            for _ in range(ROUNDS):
                started = perf_counter()
                hits = register.search(text, synliga)
                times.append((perf_counter() - started) * 1000)
            slowest = max(slowest, statistics.median(times))
            row += f"{statistics.median(times):>14.2f}{len(hits):>8,}"
        print(f"{kind:<18}{row}")
    print(f"bars: {LOAD_BAR:.0f} s, {SEARCH_BAR:.0f} ms")
    return opened + built <= LOAD_BAR and slowest <= SEARCH_BAR


def main(antal: int = PERSONS) -> int:
    import django
    from django.test.utils import setup_databases, teardown_databases

    from config.databas import ensure_database

    ensure_database(ROOT / "var" / "databas")
    django.setup()
    from django.core.management import call_command

    databases = setup_databases(verbosity=0, interactive=False)
    try:
        call_command("radskydd", verbosity=0)
        reached = measure(antal)
    finally:
        teardown_databases(databases, verbosity=0)
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
