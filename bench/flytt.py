"""Moving 1 000 running cases to the next version of the ärendeflöde, and back.

    DATABASE_URL=postgresql://… python bench/flytt.py

Each stands at its utredning, which the second version begins with telling those concerned. Every
case is checked afterwards: stored flow and facts say the same. Makes a database of its own and
removes it.
"""

import json
import os
import sys
from io import StringIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
os.environ.setdefault("TESTDATABAS", "bench_flytt")

ANTAL = 1_000
BAR = 120.0
PLAN = {
    "flode": "arendeflode",
    "fran": 1,
    "till": 2,
    "noder": {"utredning": "underrattelse"},
    "skal": "Mätning av hur lång tid en flytt tar.",
}


def main() -> int:
    import django
    from django.core.management import call_command
    from django.test.utils import setup_databases, teardown_databases

    from config.databas import ensure_database

    ensure_database(ROOT / "var" / "databas")
    django.setup()
    databases = setup_databases(verbosity=0, interactive=False)
    call_command("radskydd", verbosity=0)
    try:
        reached = measure()
    finally:
        teardown_databases(databases, verbosity=0)
    return 0 if reached else 1


def measure(antal: int = ANTAL) -> bool:
    """Print how long it takes there and back, and tell whether both are within the bar."""
    make_cases(antal)
    with NamedTemporaryFile("w", suffix=".json") as fil:
        json.dump(PLAN, fil)
        fil.flush()
        torrt, _ = run(fil.name, "--dry-run")
        dit, text = run(fil.name)
        oense = disagreeing()
        omgang = text.rsplit(" ", 1)[-1].strip()
        hem, svar = run(fil.name, "--tillbaka", omgang)
    oense += disagreeing()
    print(
        f"{antal} cases: dry run {torrt:.1f} s, there {dit:.1f} s, back {hem:.1f} s (bar ≤ {BAR})"
    )
    print(svar.strip().splitlines()[-1])
    print(f"{oense} cases where flow and facts differ afterwards")
    return oense == 0 and max(dit, hem) <= BAR


def run(*argument: str) -> tuple[float, str]:
    """Seconds of the command, and what it says."""
    from django.core.management import call_command

    ut = StringIO()
    started = perf_counter()
    call_command("migrate_flow", *argument, stdout=ut)
    return perf_counter() - started, ut.getvalue()


def disagreeing() -> int:
    from arenden.models import Arende
    from insatser.flows.check import disagreements

    return sum(bool(list(disagreements(arende))) for arende in Arende.objects.all())


def make_cases(antal: int) -> None:
    """Applications, each in an akt of its own, in the first version, with its utredning open."""
    from django.db import transaction
    from django.utils import timezone

    from arenden.models import Anmalan, Utredning
    from insatser.flows.arendeflode_v1 import ArendeflodeV1
    from tests.builders import make_akt, make_anvandare, make_arende, make_enhet

    enhet = make_enhet()
    vem = make_anvandare(enhet=enhet)
    nu = timezone.now()
    for _ in range(antal):
        with transaction.atomic():
            arende = make_arende(akt=make_akt(enhet=enhet), slag="ansokan", handlaggare=vem)
            gemensamt = {"akt": arende.akt, "namnd": arende.namnd, "arende": arende}
            anmalan = Anmalan.objects.create(
                slag="ansokan",
                inkom=nu,
                kanal="brev",
                anmalare_kategori="Förälder",
                text="Vi behöver hjälp.",
                registrerad_av=vem,
                **gemensamt,
            )
            Utredning.objects.create(inledd=nu, inledd_av=vem, **gemensamt)
            ArendeflodeV1.inflode.run(anmalan=anmalan, actor=vem)


if __name__ == "__main__":
    sys.exit(main())
