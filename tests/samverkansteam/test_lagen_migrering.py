"""Consents from before each answer had a row of its own go through the migration unharmed."""

from __future__ import annotations

import pytest

from tests.test_kopia import empty_url, run_there

__all__ = ["empty_url"]
pytestmark = pytest.mark.django_db(transaction=True)

SCRIPT = """
import datetime as dt, django; django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

motor = MigrationExecutor(connection)
under = [nod for nod in motor.loader.graph.leaf_nodes() if nod[0] in ("access", "arenden")]
mal = [*under, ("samverkansteam", "0002_skydd")]
motor.migrate(mal)
apps = motor.loader.project_state(mal).apps


def make(modell, **falt):
    return apps.get_model(modell)._base_manager.create(**falt)


dag = dt.date(2026, 3, 2)
namnd = make("access.Namnd", kod="N1", namn="Provnämnd", slag="stadsdel", giltig_fran=dag)
enhet = make("access.Enhet", namnd=namnd, namn="Enhet", slag="utredning")
vem = make("access.Anvandare", anvandarnamn="prov", namn="Prov Provsson")
akt = make("arenden.Personakt", enhet=enhet, namnd=namnd)
typ = make(
    "samverkansteam.Teamtyp", kod="prov", namn="Prov", parter=["kommunal_skola"],
    parter_vid_behov=[], motesintervall_dagar=30, giltig_fran=dag,
)
make(
    "samverkansteam.Lagrum", kod="C", namn="Samtycke", paragraf="OSL 10:1", fran=["socialtjanst"],
    till=["kommunal_skola"], villkor=[], kalla="OSL", giltig_fran=dag,
)
team = make("samverkansteam.Team", namnd=namnd, teamtyp=typ, namn="Björken", skapad_av=vem)
part = make("samverkansteam.Part", team=team, namnd=namnd)
make(
    "samverkansteam.Samtycke", akt=akt, namnd=namnd, team=team, mottagare=part, slag=["skola"],
    givare="Alva Berg, 15 år, och hennes mamma", form="muntligt", forklarat="Allt är sagt.",
    till=dt.date(2027, 1, 1), registrerat_av=vem,
)

motor = MigrationExecutor(connection)
motor.migrate([("samverkansteam", "0003_lagen")])
from samverkansteam.models import Lagrum, Samtycke

samtycke = Samtycke.objects.get()
print(samtycke.givet_av)
print(samtycke.forklarat)
print(list(samtycke.slag), samtycke.sprak, samtycke.svar.count(), samtycke.upphort)
print(Lagrum.objects.get().kod)
"""


def test_a_consent_from_before_keeps_who_gave_it_and_waits_for_each_answer(empty_url):
    svar = run_there(empty_url, "-c", SCRIPT)
    assert svar.returncode == 0, svar.stderr
    assert svar.stdout.splitlines() == [
        "Alva Berg, 15 år, och hennes mamma",
        "Allt är sagt.",
        "['skola'] None 0 None",
        "C",
    ]
