"""The sweep of the clocks' ladder: a hundred thousand armed clocks, a thousand of them due.

    DATABASE_URL=postgresql://… python bench/frister.py [armed]

Held against a naive sweep in the same run, which loads every armed clock and asks each. Everything
is rolled back between the rounds. Also twice as many armed clocks with as many due: the sweep
should not notice. Makes a database of its own and removes it.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
os.environ["TESTDATABAS"] = "bench_frister"

ARMED, DUE = 100_000, 1_000
ROUNDS = 3
RATIO_BAR, GROWTH_BAR = 0.2, 1.5


def make_clock() -> Any:
    """One clock of one case, as everything starts it."""
    from tests.insatser import vagen

    arende = vagen.receive(vagen.make_stad())
    return arende.frister.get(slag="forhandsbedomning")


def fill(frist: Any, first: int, last: int) -> None:
    """More such clocks: those of them that are due first, the others over the coming year."""
    from django.db import connection

    from arenden.models import Frist

    kolumner = [str(field.column) for field in Frist._meta.concrete_fields]
    varden = {
        "id": "gen_random_uuid()",
        "nasta_steg": f"now() + CASE WHEN n <= {DUE} THEN interval '-1 hour'"
        " ELSE make_interval(mins => 5 * mod(n, 100000) + 60) END",
        "mal": f"CASE WHEN n <= {DUE} THEN current_date + 3 ELSE mal + mod(n, 365) END",
        "senast": f"CASE WHEN n <= {DUE} THEN current_date + 4 ELSE senast"
        " + make_interval(days => mod(n, 365)) END",
    }
    namn = ", ".join(kolumner)
    uttryck = ", ".join(varden.get(kolumn, kolumn) for kolumn in kolumner)
    with connection.cursor() as cursor:
        # the triggers that note what has no entry in the log: the sweep never wakes them
        cursor.execute("ALTER TABLE arenden_frist DISABLE TRIGGER USER")
        cursor.execute(
            f"INSERT INTO arenden_frist ({namn}) SELECT {uttryck}"
            " FROM arenden_frist, generate_series(%s, %s) n WHERE id = %s",
            [first, last, frist.pk],
        )
        cursor.execute("VACUUM ANALYZE arenden_frist")


def sweep(nu: Any) -> int:
    from arenden.actions.varningar import claim_varningar

    seen = 0
    while claimed := claim_varningar(nu=nu):
        seen += claimed
    return seen


def naive(nu: Any) -> int:
    """Load every running clock and ask each whether a rung has fallen due."""
    from arenden.actions.frister import slag_of
    from arenden.models import Frist, Fristvarning
    from arenden.rules import frister

    seen = 0
    for frist in Frist.objects.running().iterator(chunk_size=2_000):
        if frist.mal is None or frist.senast is None:
            continue
        lage = frister.Utrakning(frist.mal, frist.senast.date(), frist.senast)
        dagar = frister.due_rung(slag_of(frist), lage, nu)
        if dagar is not None:
            _, is_new = Fristvarning.objects.get_or_create(
                frist=frist, mal=frist.mal, dagar_fore=dagar, defaults={"akt_id": frist.akt_id}
            )
            seen += is_new
    return seen


def measure(how: Callable[[Any], int], *, rounds: int = ROUNDS) -> tuple[float, int]:
    """Milliseconds, and how many clocks were warned of; nothing of it stays."""
    from django.db import transaction
    from django.utils import timezone

    nu, times, seen = timezone.now(), [], 0
    for _ in range(rounds):
        with transaction.atomic():
            started = perf_counter()
            seen = how(nu)
            times.append(perf_counter() - started)
            transaction.set_rollback(True)
    return median(times) * 1000, seen


def main() -> int:
    import django
    from django.test.utils import setup_databases, teardown_databases

    from config.databas import ensure_database

    armed = int(sys.argv[1]) if len(sys.argv) > 1 else ARMED
    ensure_database(ROOT / "var" / "databas")
    django.setup()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        return report(armed)
    finally:
        teardown_databases(databases, verbosity=0)


def report(armed: int) -> int:
    from arenden import fard
    from tests.conftest import carry_out

    carry_out("access", "radskydd")
    carry_out("config", "ladda_referensdata")
    fard.tell_varning = lambda *_, **__: None  # what is told costs what it costs
    frist = make_clock()
    fill(frist, 1, armed)
    ours, ours_seen = measure(sweep)
    loads_all, naive_seen = measure(naive, rounds=1)
    fill(frist, armed + 1, 2 * armed)
    doubled, doubled_seen = measure(sweep)
    print(f"{'armed':>10}{'due':>8}{'ms':>10}")
    for who, number, seen, took in (
        ("sweep", armed, ours_seen, ours),
        ("sweep", 2 * armed, doubled_seen, doubled),
        ("naive", armed, naive_seen, loads_all),
    ):
        print(f"{number:>10,}{seen:>8,}{took:>10.0f}  {who}")
    ratio, growth = ours / loads_all, doubled / ours
    print(
        f"sweep / naive {ratio:.3f} (bar {RATIO_BAR}),"
        f" twice the clocks {growth:.2f} × (bar {GROWTH_BAR})"
    )
    return 0 if ratio <= RATIO_BAR and growth <= GROWTH_BAR else 1


if __name__ == "__main__":
    sys.exit(main())
