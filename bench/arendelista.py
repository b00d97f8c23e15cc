"""The caseload's first page in a town of ten thousand akter and of a million, under the wall.

    DATABASE_URL=postgresql://… python bench/arendelista.py [largest]

One town grows from the small size to the large: units of 500 akter, handläggare with 40 of them,
a grant for each. The statements are those of the page itself (insatser/views/arenden.py), run in
the web's role under row level security and, for comparison, as the owner without it. Sealed
columns are empty: nothing is opened here, what opening costs is measured in bench/falt.py.

Makes a database of its own and removes it.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
os.environ["TESTDATABAS"] = "bench_arendelista"

SMALL, LARGE = 10_000, 1_000_000
PER_ENHET, PER_HANDLAGGARE, ENHETER_PER_NAMND = 500, 40, 10
ROUNDS = 60
GROWTH_BAR, WALL_BAR = 1.5, 2.0

TABLES = (
    "access_anvandare",
    "access_tilltrade",
    "access_uppdrag",
    "arenden_personakt",
    "arenden_person",
    "arenden_arende",
    "arenden_utredning",
)
# Ids are counted up, so that each statement finds the rows of the one before by their number.
UUID = "('00000000-0000-7000-80{slag:02x}-' || lpad(to_hex({n}), 12, '0'))::uuid"
NAMND, ENHET, ANVANDARE, LEDARE, AKT = range(1, 6)


def uuid_of(slag: int, n: object) -> str:
    return UUID.format(slag=slag, n=n)


def town(first: int, last: int) -> Iterator[str]:
    """The statements that add akter number `first`+1 to `last`, and who works with them."""
    i = "(i - 1)"
    enhet, handlaggare = f"({i} / {PER_ENHET})", f"({i} / {PER_HANDLAGGARE})"
    akter = f"generate_series({first + 1}, {last}) i"
    enheter = f"generate_series({first // PER_ENHET}, {last // PER_ENHET - 1}) e"
    namnder = (
        f"generate_series({first // PER_ENHET // ENHETER_PER_NAMND},"
        f" {last // PER_ENHET // ENHETER_PER_NAMND - 1}) n"
    )
    anvandare = f"generate_series({first // PER_HANDLAGGARE}, {last // PER_HANDLAGGARE - 1}) h"
    namnd = f"({enhet} / {ENHETER_PER_NAMND})"
    namnd_of_e = f"(e / {ENHETER_PER_NAMND})"
    yield f"""INSERT INTO access_namnd (id, kod, namn, slag, stadsdelsomrade, giltig_fran)
        SELECT {uuid_of(NAMND, "n")}, 'N' || n, 'Nämnd ' || n, 'stadsdel', '', '2020-01-01'
        FROM {namnder}"""
    yield f"""INSERT INTO access_enhet (id, namnd_id, namn, slag)
        SELECT {uuid_of(ENHET, "e")}, {uuid_of(NAMND, namnd_of_e)}, 'Enhet ' || e, 'utredning'
        FROM {enheter}"""
    for slag, rader, prefix, x in (
        (ANVANDARE, anvandare, "h", "h"),
        (LEDARE, enheter, "l", "e"),
    ):
        yield f"""INSERT INTO access_anvandare
            (id, password, anvandarnamn, namn, epost, is_active, skapad)
            SELECT {uuid_of(slag, x)}, '', '{prefix}' || {x}, 'Namn ' || {x}, '', true, now()
            FROM {rader}"""
    yield f"""INSERT INTO access_tilltrade (id, anvandare_id, omfattning, omfattning_id, niva,
            skal, kalla, fran, given_av_id)
        SELECT uuidv7(), {uuid_of(LEDARE, "e")}, 'enhet', {uuid_of(ENHET, "e")}, 30,
            'uppdrag', uuidv7(), '2024-01-01', {uuid_of(LEDARE, "e")} FROM {enheter}"""
    yield f"""INSERT INTO access_tilltrade (id, anvandare_id, omfattning, omfattning_id, niva,
            skal, kalla, fran, given_av_id)
        SELECT uuidv7(), {uuid_of(ANVANDARE, handlaggare)}, 'akt', {uuid_of(AKT, "i")}, 20,
            'tilldelning', uuidv7(), '2024-01-01', {uuid_of(LEDARE, enhet)} FROM {akter}"""
    yield f"""INSERT INTO arenden_personakt (id, namnd_id, enhet_id, fodelsear, kon,
            stadsdelsomrade, skyddsniva, oppnad, version)
        SELECT {uuid_of(AKT, "i")}, {uuid_of(NAMND, namnd)}, {uuid_of(ENHET, enhet)},
            2006 + i % 15, 'O', '', 'ingen', '2025-01-01', 1 FROM {akter}"""
    yield f"""INSERT INTO arenden_person (id, akt_id, namnd_id, version, fornamn, efternamn, adress,
            telefon, skola, skolform, kannetecken)
        SELECT {uuid_of(AKT, "i")}, {uuid_of(AKT, "i")}, {uuid_of(NAMND, namnd)}, 1, '', '', '',
            '', '', '', '' FROM {akter}"""
    yield f"""INSERT INTO arenden_arende (id, akt_id, namnd_id, version, arendenummer, slag,
            enhet_id, handlaggare_id, steg, oppnat, avslutat, narmaste_frist)
        SELECT {uuid_of(AKT, "i")}, {uuid_of(AKT, "i")}, {uuid_of(NAMND, namnd)}, 1, 'P-' || i,
            'orosanmalan', {uuid_of(ENHET, enhet)},
            CASE WHEN i % 20 > 0 THEN {uuid_of(ANVANDARE, handlaggare)} END,
            CASE WHEN i % 5 = 0 THEN 'avslutat' ELSE 'utredning' END,
            timestamptz '2025-01-01' + i % 600 * interval '1 day',
            CASE WHEN i % 5 = 0 THEN timestamptz '2026-11-01' END,
            timestamptz '2026-11-21' + (i % 1000 * 7919 % 200 - 50) * interval '1 day'
        FROM {akter}"""
    yield f"""INSERT INTO arenden_utredning (id, akt_id, namnd_id, version, arende_id, inledd,
            inledd_av_id, hord, barnets_rost, barnets_basta, sammanfattning)
        SELECT {uuid_of(AKT, "i")}, {uuid_of(AKT, "i")}, {uuid_of(NAMND, namnd)}, 1,
            {uuid_of(AKT, "i")}, '2026-01-01', {uuid_of(ANVANDARE, handlaggare)}, '', '', '',
            '' FROM {akter} WHERE i % 2 = 0"""


def grow(first: int, last: int) -> None:
    from django.db import connection

    with connection.cursor() as cursor, indexes_made_afterwards(cursor):
        for statement in town(first, last):
            cursor.execute(statement)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


@contextmanager
def indexes_made_afterwards(cursor: Any) -> Iterator[None]:
    """Foreign keys and secondary indexes away while rows pour in, and back as they were."""
    cursor.execute(
        "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)"
        " FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass::text = ANY(%s)",
        [list(TABLES)],
    )
    foreign_keys = cursor.fetchall()
    cursor.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
        " WHERE indrelid::regclass::text = ANY(%s) AND NOT EXISTS"
        " (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)",
        [list(TABLES)],
    )
    indexes = cursor.fetchall()
    for table, name, _ in foreign_keys:
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    for name, _ in indexes:
        cursor.execute(f"DROP INDEX {name}")
    yield
    cursor.execute("SET maintenance_work_mem = '256MB'")
    for _, definition in indexes:
        cursor.execute(definition)
    for table, name, definition in foreign_keys:
        cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")


def statements(user: Any, flik: str) -> dict[str, Callable[[], Any]]:
    """The two statements of a tab's first page, built and sent as the view does."""
    from insatser.views.arenden import PER_SIDA, SORT, _in_tab

    def ordered() -> Any:
        return _in_tab(flik, user).for_list().order_by(SORT["frist"], "id")

    return {
        "list": lambda: list(ordered()[:PER_SIDA]),
        "count": lambda: ordered().count(),
    }


def measure() -> dict[tuple[str, str, bool], float]:
    """Milliseconds, the fastest of all rounds, by tab, statement and whether the wall stands."""
    from django.db import transaction

    from access.middleware import row_level_security
    from access.models import Anvandare

    tabs = {
        "mina": Anvandare.objects.get(anvandarnamn="h3"),
        "enhetens": Anvandare.objects.get(anvandarnamn="l3"),
        "otilldelade": Anvandare.objects.get(anvandarnamn="l3"),
        "avslutade": Anvandare.objects.get(anvandarnamn="l3"),
    }
    times: dict[tuple[str, str, bool], list[float]] = {}
    for round_ in range(ROUNDS + 3):
        for flik, user in tabs.items():
            for wall in (True, False):
                with transaction.atomic(), row_level_security(user.pk) if wall else nullcontext():
                    for name, run in statements(user, flik).items():
                        started = perf_counter()
                        run()
                        taken = (perf_counter() - started) * 1000
                        if round_ >= 3:
                            times.setdefault((flik, name, wall), []).append(taken)
    show_scans(tabs)
    return {key: min(values) for key, values in times.items()}


def show_scans(tabs: dict[str, Any]) -> None:
    """Print the plan of a statement that walks a whole table of the town."""
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    from access.middleware import row_level_security

    for flik, user in tabs.items():
        with transaction.atomic(), row_level_security(user.pk):
            for name, run in statements(user, flik).items():
                with CaptureQueriesContext(connection) as captured:
                    run()
                with connection.cursor() as cursor:
                    cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {captured[0]['sql']}")
                    plan = "\n".join(row[0] for row in cursor.fetchall())
                if "Seq Scan on arenden_" in plan or os.environ.get("PLAN"):
                    print(f"Plan of {flik}, {name}:\n{plan}")


def report(small: dict[Any, float], large: dict[Any, float], size: int) -> bool:
    reached = True
    print(f"{'ms':<20}{'10⁴':>9}{f'{size:,}':>12}{'growth':>9}{'no wall':>9}{'wall':>8}")
    for flik in dict.fromkeys(key[0] for key in large):
        for name in ("list", "count"):
            with_wall, without = large[flik, name, True], large[flik, name, False]
            growth, wall = with_wall / small[flik, name, True], with_wall / without
            reached = reached and growth <= GROWTH_BAR and wall <= WALL_BAR
            print(
                f"{flik + ', ' + name:<20}{small[flik, name, True]:>9.2f}{with_wall:>12.2f}"
                f"{growth:>8.2f}×{without:>9.2f}{wall:>7.2f}×"
            )
    print(f"{'bars':<20}{'':>9}{'':>12}{GROWTH_BAR:>8}×{'':>9}{WALL_BAR:>7}×")
    return reached


def main(largest: int = LARGE) -> int:
    import django
    from django.test.utils import setup_databases, teardown_databases

    from config.databas import ensure_database

    ensure_database(ROOT / "var" / "databas")
    django.setup()
    from django.core.management import call_command

    databases = setup_databases(verbosity=0, interactive=False)
    try:
        call_command("radskydd", verbosity=0)
        grow(0, SMALL)
        small = measure()
        started = perf_counter()
        grow(SMALL, largest)
        print(f"The town grew to {largest:,} akter in {perf_counter() - started:.0f} s")
        reached = report(small, measure(), largest)
    finally:
        teardown_databases(databases, verbosity=0)
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
