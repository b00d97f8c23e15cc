"""A report to a team form begins its way by itself, once, and only where the form is meant."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from access.models import Enhet, Organisation, Roll
from arenden.actions.import_fall import import_fall
from arenden.models import Arende, Frist
from insatser.models import Arbetsgang
from insatser.policy import may_begin_on_report
from samverkansteam.actions.team import add_deltagare, add_part
from samverkansteam.models import Teamarende
from tests.builders import make_anvandare, make_enhet, make_namnd
from tests.insatser import gangen
from tests.samverkansteam.builders import make_extern, make_organisation, make_team

FALL = Path(__file__).resolve().parents[2] / "arenden" / "data" / "fall"
pytestmark = pytest.mark.django_db


@pytest.fixture
def systemet():
    return make_anvandare(Roll.SYSTEM, anvandarnamn="systemet")


def fall(nummer: str, **andrat) -> tuple[str, bytes]:
    (fil,) = FALL.glob(f"{nummer}-*.json")
    return fil.name, json.dumps(json.loads(fil.read_text("utf-8")) | andrat).encode()


def make_receiver(omrade: str, teamtyp: str, slag: str) -> Enhet:
    """A mottagning with a team of the kind, where one party and a jurist take part."""
    enhet = make_enhet(namnd=make_namnd(stadsdelsomrade=omrade), slag=Enhet.Slag.MOTTAGNING)
    ledare = make_anvandare(Roll.GRUPPLEDARE, enhet=enhet)
    team = make_team(ledare=ledare, enhet=enhet, teamtyp=teamtyp)
    add_part(team=team, organisation=make_organisation(slag=slag), kontaktpunkt="", actor=ledare)
    jurist = make_extern(make_organisation(slag=Organisation.Slag.SOCIALTJANST))
    part = add_part(team=team, organisation=jurist.organisation, kontaktpunkt="", actor=ledare)
    add_deltagare(part=part, anvandare=jurist, is_jurist=True, actor=ledare)
    return enhet


def test_a_pupil_s_way_begins_with_the_report(systemet):
    make_receiver("Skarpnäck", "sst", Organisation.Slag.KOMMUNAL_SKOLA)
    (utfall,) = import_fall([fall("05")], actor=systemet)
    assert utfall.fel == []
    gang = Arbetsgang.objects.get()
    assert (gang.flode, gang.arende, gang.startad_av) == (
        "skolsocialt_team",
        utfall.arenden[0],
        systemet,
    )
    assert gang.ankare.isoformat() == "2026-11-17T09:00:00+00:00"
    assert gangen.open_steps(gang) == ["signal"]


def test_each_person_of_a_report_to_trefas_has_a_way(systemet):
    make_receiver("Enskede-Årsta-Vantör", "trefas", Organisation.Slag.POLIS)
    (utfall,) = import_fall([fall("06")], actor=systemet)
    gangar = Arbetsgang.objects.filter(flode="trefas")
    assert {gang.arende for gang in gangar} == set(utfall.arenden)
    assert not Frist.objects.exclude(kalla=None).exists()


def test_a_second_report_goes_on_along_the_way_that_is_begun(systemet):
    make_receiver("Enskede-Årsta-Vantör", "trefas", Organisation.Slag.POLIS)
    (forsta,) = import_fall([fall("06")], actor=systemet)
    (andra,) = import_fall(
        [fall("06", text="Personen nämndes igen.", inkom="2026-11-13T14:00:00+01:00")],
        actor=systemet,
    )
    assert (andra.fel, andra.arenden) == ([], forsta.arenden)
    assert Arbetsgang.objects.count() == Teamarende.objects.count() == len(forsta.arenden)


def test_a_pupil_outside_the_form_is_received_without_a_way(systemet):
    make_receiver("Skarpnäck", "sst", Organisation.Slag.KOMMUNAL_SKOLA)
    namn, fil = fall("05")
    data = json.loads(fil)
    data["berorda"][0]["arskurs"] = 2
    (utfall,) = import_fall([(namn, json.dumps(data).encode())], actor=systemet)
    assert utfall.fel == []
    assert Arende.objects.count() == 1
    assert not Arbetsgang.objects.exists()


def test_who_neither_works_with_the_case_nor_received_it_begins_nothing(systemet):
    enhet = make_receiver("Skarpnäck", "sst", Organisation.Slag.KOMMUNAL_SKOLA)
    (utfall,) = import_fall([fall("05")], actor=systemet)
    annan = make_anvandare(Roll.REGISTRATOR, enhet=enhet)
    assert not may_begin_on_report(annan, utfall.arenden[0])
    assert may_begin_on_report(systemet, utfall.arenden[0])
