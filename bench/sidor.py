"""Queries for each of the main pages with five rows and with sixty: at most twelve, and as many.

    DATABASE_URL=postgresql://… python bench/sidor.py

Cases are received, protected, opened and assigned through the real actions. Makes a database of
its own and removes it.
"""

import os
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
os.environ["TESTDATABAS"] = "bench_sidor"

FEW, MANY = 5, 60
BAR = 12
PAGES = {
    "Min dag": "insatser:min_dag",
    "Ärenden, mina": "insatser:arendelista",
    "Ärende": "insatser:arende",
    "Journal": "arenden:journal",
    "Bedömningar": "riskbedomning:lista",
    "Plan": "insatser:plan",
    "Ärendets team": "samverkansteam:arende",
    "Team": "samverkansteam:lista",
    "Min logg": "granskning:min_logg",
}
OF_ONE_ARENDE = {"Ärende", "Journal", "Bedömningar", "Plan", "Ärendets team"}


def make_cases(stad: Any, first: int, last: int) -> Any:
    """Cases in utredning with the handläggare, and in the first a signed note for each."""
    from django.utils import timezone

    from arenden.actions.journal import sign_anteckning, write_anteckning
    from tests.insatser import vagen
    from tests.samverkansteam.builders import make_team

    for nummer in range(first, last):
        barn = {"roll": "barn", "fornamn": f"Barn{nummer}", "ungefarlig_alder": 13}
        arende = vagen.receive(stad, berorda=[barn], text=f"Anmälan nummer {nummer}.")
        vagen.protect(stad, arende)
        vagen.open_(stad, vagen.fresh(arende))
        vagen.tell(stad, vagen.fresh(arende))
        vagen.assign(stad, vagen.fresh(arende))
        make_team(ledare=stad.handlaggare, enhet=stad.enhet)
    forsta = stad.handlaggare.arenden.order_by("id").first()
    for _ in range(first, last):
        anteckning = write_anteckning(
            arende=forsta,
            slag="samtal",
            nar=timezone.now(),
            narvarande="",
            text="Vi talades vid.",
            actor=stad.handlaggare,
        )
        sign_anteckning(anteckning=anteckning, version=1, actor=stad.handlaggare)
    return forsta


def queries(stad: Any, arende: Any) -> dict[str, int]:
    """How many statements each page sends, from the session to the log entry."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from config.databas import APP, ARBETARE, take_role
    from tests.conftest import logga_in

    take_role(APP)
    client = logga_in(Client(), stad.handlaggare)
    counted = {}
    for namn, sida in PAGES.items():
        address = reverse(sida, args=[arende.pk] if namn in OF_ONE_ARENDE else [])
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200, namn
        counted[namn] = sum(
            not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))
            for query in captured
        )
    take_role(ARBETARE)
    return counted


def main() -> int:
    import django
    from django.test.utils import setup_databases, teardown_databases

    from config.databas import ARBETARE, ensure_database, take_role

    ensure_database(ROOT / "var" / "databas")
    django.setup()
    from django.core.management import call_command

    databases = setup_databases(verbosity=0, interactive=False)
    try:
        call_command("radskydd", verbosity=0)
        take_role(ARBETARE)
        call_command("ladda_referensdata", verbosity=0)
        from tests.insatser.vagen import make_stad

        stad = make_stad()
        arende = make_cases(stad, 0, FEW)
        few = queries(stad, arende)
        make_cases(stad, FEW, MANY)
        many = queries(stad, arende)
    finally:
        take_role(None)
        teardown_databases(databases, verbosity=0)
    print(f"{'queries':<18}{f'{FEW} rows':>9}{f'{MANY} rows':>9}{'bar':>6}")
    for namn in PAGES:
        print(f"{namn:<18}{few[namn]:>9}{many[namn]:>9}{BAR:>6}")
    return 0 if all(few[namn] == many[namn] <= BAR for namn in PAGES) else 1


if __name__ == "__main__":
    sys.exit(main())
