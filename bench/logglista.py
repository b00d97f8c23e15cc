"""The reviewer's pages of the log with a hundred thousand entries and with ten million.

    DATABASE_URL=postgresql://… python bench/logglista.py [largest]

Five years of a city: ten nämnder of ten units, thirty people in each, and one unit that fell silent
long ago. The statements are those of the pages (granskning/forms/logg.py and models/logg.py); the
first page and the one after it are fetched. Makes a database of its own and removes it.
"""

import os
import sys
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
os.environ["TESTDATABAS"] = "bench_logglista"

SMALL, LARGE = 100_000, 10_000_000
PER_SIDA = 51
ROUNDS = 15
SLOWEST_BAR_MS = 300

UUID = "('00000000-0000-7000-80{slag:02x}-' || lpad(to_hex({n}), 12, '0'))::uuid"
NAMND, ENHET, ANVANDARE, AKT, BEGARAN = range(1, 6)
TYST = 99
"""The unit whose last entry is four years old."""

VERB = """(CASE WHEN i % 100003 = 0 THEN 'fack.read' WHEN i % 997 = 0 THEN 'beslut.read_pdf'
    WHEN i % 10 < 4 THEN 'arende.read' WHEN i % 10 < 6 THEN 'journal.read'
    WHEN i % 10 < 8 THEN 'arende.list' ELSE 'search.run' END)"""
KROPP = """'{"huvud":{},"ovrigt":{"adress":"192.0.2.7","andamal":"handlaggning",
"falt":["arenden.Person.fornamn","arenden.Person.efternamn"],"regel":"arende.read",
"salt":"00112233445566778899aabbccddeeff","session":"0123456789abcdef","version":2}}'"""


def uuid_of(slag: int, n: object) -> str:
    return UUID.format(slag=slag, n=n)


def entries(first: int, last: int, largest: int) -> str:
    """Entries `first`+1 to `last`, evenly over the five years up to now, in order of time."""
    person = "(i * 7919::bigint % 3000)"
    enhet = f"({person} / 30)"
    silent = f"{enhet} = {TYST} AND i > {largest} / 5"
    return f"""INSERT INTO audit_logghandelse (kropp, blad, tid, aktor_id, roll, enhet_id, namnd_id,
            verb, akt_id, objekt_slag, objekt_id, utfall, tilltrade_id, begaran_id)
        SELECT convert_to({KROPP}, 'UTF8'), sha256(int8send(i)),
            now() - ({largest} - i) * interval '5 years' / {largest},
            {uuid_of(ANVANDARE, person)}, 'socialsekreterare',
            {uuid_of(ENHET, enhet)}, {uuid_of(NAMND, f"({enhet} / 10)")}, {VERB},
            CASE WHEN i % 10 < 6 THEN {uuid_of(AKT, "(i * 104729::bigint % 100000)")} END,
            '', '', CASE WHEN i % 211 = 0 THEN 'nekad' ELSE 'ok' END, NULL,
            {uuid_of(BEGARAN, "i / 2")}
        FROM generate_series({first + 1}::bigint, {last}::bigint) i
        WHERE NOT ({silent})"""


def fill(first: int, last: int, largest: int) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexdef, indexname FROM pg_indexes WHERE tablename ="
            " 'audit_logghandelse' AND indexname NOT LIKE '%pkey'"
        )
        indexes = cursor.fetchall()
        for _, name in indexes:
            cursor.execute(f"DROP INDEX {name}")
        cursor.execute(entries(first, last, largest))
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for definition, _ in indexes:
            cursor.execute(definition)
        cursor.execute("VACUUM ANALYZE audit_logghandelse")


def make_people() -> dict[str, Any]:
    """The organisation once, and the readers of the log."""
    from django.db import connection
    from django.utils import timezone

    from access.models import Anvandare, Roll, Uppdrag

    with connection.cursor() as cursor:
        cursor.execute(f"""INSERT INTO access_namnd
            (id, kod, namn, slag, stadsdelsomrade, giltig_fran)
            SELECT {uuid_of(NAMND, "n")}, 'N' || n, 'Nämnd ' || n, 'stadsdel', '', '2020-01-01'
            FROM generate_series(0, 9) n""")
        cursor.execute(f"""INSERT INTO access_enhet (id, namnd_id, namn, slag)
            SELECT {uuid_of(ENHET, "e")}, {uuid_of(NAMND, "e / 10")}, 'Enhet ' || e, 'utredning'
            FROM generate_series(0, 99) e""")
        cursor.execute(f"""INSERT INTO access_anvandare
            (id, password, anvandarnamn, namn, epost, is_active, skapad)
            SELECT {uuid_of(ANVANDARE, "h")}, '', 'h' || h, 'Namn ' || h, '', true, now()
            FROM generate_series(0, 2999) h""")
        ids = ((NAMND, 3), (ENHET, 31), (NAMND, TYST // 10), (ENHET, TYST))
        cursor.execute(f"SELECT {', '.join(uuid_of(slag, n) for slag, n in ids)}")
        namnd, enhet, tysts, tyst = cursor.fetchone()
    lasare = {}
    for namn, roll, falt in (
        ("city", Roll.LOGGRANSKARE, {}),
        ("namnd", Roll.LOGGRANSKARE, {"namnd_id": namnd}),
        ("chef", Roll.ENHETSCHEF, {"namnd_id": namnd, "enhet_id": enhet}),
        ("tyst", Roll.ENHETSCHEF, {"namnd_id": tysts, "enhet_id": tyst}),
    ):
        lasare[namn] = Anvandare.objects.create(anvandarnamn=namn, namn=namn)
        Uppdrag.objects.create(anvandare=lasare[namn], roll=roll, fran=timezone.localdate(), **falt)
    return lasare


def pages() -> dict[str, tuple[str, dict[str, str]]]:
    """Each page as its reader and its filters."""
    from django.utils import timezone

    akt = "00000000-0000-7000-8004-000000000007"
    forr = str(timezone.localdate() - timedelta(days=3 * 365))
    return {
        "the city's newest": ("city", {}),
        "a nämnd's newest": ("namnd", {}),
        "a unit's newest": ("chef", {}),
        "a silent unit": ("tyst", {}),
        "a silent unit, all years": ("tyst", {"fran": "2020-01-01"}),
        "a rare act, last month": ("namnd", {"handelse": "fack.read"}),
        "a rare act, all years": ("namnd", {"handelse": "fack.read", "fran": "2020-01-01"}),
        "refused, all years": ("chef", {"utfall": "nekad", "fran": "2020-01-01"}),
        "one person": ("city", {"namn": "Namn 17"}),
        "one person, one act": ("city", {"namn": "Namn 1711", "handelse": "search.run"}),
        "one akt": ("city", {"akt": akt}),
        "one akt, one nämnd": ("namnd", {"akt": akt}),
        "a month three years ago": ("namnd", {"fran": forr, "till": forr}),
        "nothing passes, all years": ("city", {"handelse": "gallring.drill", "fran": "2020-01-01"}),
    }


def measure(how: Callable[[], Any]) -> float:
    how()
    times = []
    for _ in range(ROUNDS):
        started = perf_counter()
        how()
        times.append(perf_counter() - started)
    return median(times) * 1000


def first_pages(reader: Any, filters: dict[str, str]) -> None:
    """The first page and the one after it, as the view fetches them."""
    from access.models import Anvandare
    from granskning.forms.logg import LoggForm
    from granskning.models import Loggrad

    reader = Anvandare.objects.get(pk=reader.pk)
    rader = LoggForm(filters).narrow(Loggrad.objects.visible_to(reader))
    page = list(rader.newest_first()[:PER_SIDA])
    if page:
        list(rader.newest_first(before=(page[-1].tid, page[-1].pk))[:PER_SIDA])


def main() -> int:
    import django
    from django.test.utils import setup_databases, teardown_databases

    from config.databas import ensure_database

    largest = int(sys.argv[1]) if len(sys.argv) > 1 else LARGE
    ensure_database(ROOT / "var" / "databas")
    django.setup()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        return report(largest)
    finally:
        teardown_databases(databases, verbosity=0)


def report(largest: int) -> int:
    lasare = make_people()
    filled, times = 0, {}
    for size in (SMALL, largest):
        started = perf_counter()
        # the small log is the newest part of the large one: the same months, fewer entries
        fill(filled, size, size)
        filled = size
        print(f"{size:,} entries after {perf_counter() - started:.0f} s", flush=True)
        times[size] = {
            name: measure(partial(first_pages, lasare[who], filters))
            for name, (who, filters) in pages().items()
        }
    print(f"{'two pages, ms':<28}{SMALL:>12,}{largest:>14,}   growth")
    for name in times[SMALL]:
        small, large = times[SMALL][name], times[largest][name]
        print(f"{name:<28}{small:>12.1f}{large:>14.1f}{large / small:>8.2f}×")
    slowest = max(times[largest].values())
    print(f"slowest {slowest:.0f} ms (bar {SLOWEST_BAR_MS})")
    return 0 if slowest <= SLOWEST_BAR_MS else 1


if __name__ == "__main__":
    sys.exit(main())
