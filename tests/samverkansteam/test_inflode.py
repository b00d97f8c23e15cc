"""Reports that belong to a team: consent and absence, or a mark that stays out of the akt."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from access.models import Enhet, Roll
from arenden.actions.import_fall import import_fall
from arenden.models import Arende, Frist, Journalanteckning, Steg
from insatser.flows.check import disagreements
from samverkansteam.actions.team import add_part
from samverkansteam.models import Franvarovecka, Markering, Samtycke, Teamarende
from tests.builders import make_anvandare, make_enhet, make_namnd
from tests.samverkansteam.builders import make_organisation, make_team

FALL = Path(__file__).resolve().parents[2] / "arenden" / "data" / "fall"
pytestmark = pytest.mark.django_db


@pytest.fixture
def systemet():
    return make_anvandare(Roll.SYSTEM, anvandarnamn="systemet")


def fall(namn: str, **andrat: Any) -> tuple[str, bytes]:
    (fil,) = FALL.glob(f"{namn}-*.json")
    return fil.name, json.dumps(json.loads(fil.read_text("utf-8")) | andrat).encode()


def make_mottagning(omrade: str) -> Enhet:
    return make_enhet(namnd=make_namnd(stadsdelsomrade=omrade), slag=Enhet.Slag.MOTTAGNING)


def make_sst(omrade: str) -> Enhet:
    enhet = make_mottagning(omrade)
    ledare = make_anvandare(Roll.SKOLSOCIAL, enhet=enhet)
    team = make_team(ledare=ledare, enhet=enhet, teamtyp="sst")
    add_part(team=team, organisation=make_organisation(), kontaktpunkt="", actor=ledare)
    return enhet


def test_a_pupil_comes_to_the_team_with_consent_and_absence(systemet):
    make_sst("Skarpnäck")
    (utfall,) = import_fall([fall("05")], actor=systemet)
    assert utfall.fel == []
    (arende,) = utfall.arenden
    assert arende.steg == Steg.PLAN
    assert list(disagreements(Arende.objects.get(pk=arende.pk))) == []
    assert [vecka.vecka for vecka in Franvarovecka.objects.order_by("vecka")] == [
        "2026-W42",
        "2026-W43",
        "2026-W45",
        "2026-W46",
    ]
    samtycke = Samtycke.objects.get()
    assert samtycke.givet_av == "Johan Mönster, Petra Mönster"
    assert samtycke.fran == date(2026, 11, 16)


def test_without_both_guardians_the_pupil_is_refused_with_the_reason(systemet):
    make_sst("Skarpnäck")
    samtycke = {
        "givet_av": ["197103011032"],
        "mottagare": ["skola"],
        "form": "skriftligt",
        "datum": "2026-11-16",
    }
    (utfall,) = import_fall([fall("05", samtycke=samtycke)], actor=systemet)
    assert utfall.fel == ["samtycke.givet_av: 1 av 2 vårdnadshavare har inte samtyckt."]
    assert not Arende.objects.exists()


@pytest.mark.parametrize(("namn", "omrade"), [("05", "Skarpnäck"), ("06", "Enskede-Årsta-Vantör")])
def test_without_a_team_the_report_is_refused(systemet, namn, omrade):
    make_mottagning(omrade)
    (utfall,) = import_fall([fall(namn)], actor=systemet)
    assert "Bilda teamet först." in utfall.fel[0]
    assert not Arende.objects.exists()


def test_what_the_police_said_stays_with_the_team(systemet):
    enhet = make_mottagning("Enskede-Årsta-Vantör")
    make_team(ledare=make_anvandare(Roll.GRUPPLEDARE, enhet=enhet), enhet=enhet, teamtyp="trefas")
    (utfall,) = import_fall([fall("06")], actor=systemet)
    assert [arende.steg for arende in utfall.arenden] == [Steg.FORHANDSBEDOMNING] * 2
    farger = {markering.farg for markering in Markering.objects.all()}
    assert farger == {Markering.Farg.GUL, Markering.Farg.ROD}
    assert all("underrättelse" in markering.motiv for markering in Markering.objects.all())
    for arende in utfall.arenden:
        assert "underrättelse" not in arende.anmalningar.get().text
        assert arende.anmalningar.get().handelse is None
    assert not Journalanteckning.objects.exists()
    frister = Frist.objects.filter(slag="trefas_markering")
    assert {timezone.localdate(frist.senast) for frist in frister} == {date(2026, 12, 3)}


def test_importing_again_changes_nothing(systemet):
    make_sst("Skarpnäck")
    list(import_fall([fall("05")], actor=systemet))
    (utfall,) = import_fall([fall("05")], actor=systemet)
    assert utfall.redan
    assert Teamarende.objects.count() == 1
