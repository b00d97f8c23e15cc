"""Alarms about the log: each kind once while it lasts, its clocks, and who does what with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from access.models import Avisering, Roll
from audit.models import Logghandelse
from audit.verb import Verb
from granskning.actions.larm import (
    acknowledge_larm,
    close_larm,
    complete_steg,
    end_larm,
    raise_larm,
    report_broken,
)
from granskning.models import Larm
from granskning.rules.larm import INCIDENTER, Fynd, Klocka, Larmslag, Logglage, larm_of
from tests.arenden.webb import som, text_of
from tests.builders import make_anvandare

NU = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
FRISK = {
    "oforseglat_sedan": None,
    "utanfor_ordningen": 0,
    "utanfor_sedan": None,
    "avlopp_efter_sedan": None,
    "vittnen_efter": (),
    "prov_gjort": NU - timedelta(minutes=9),
    "prov_saknas": [],
    "is_provad": True,
    "sidoandringar": [],
}


def sedan(**tid) -> datetime:
    return NU - timedelta(**tid)


@pytest.mark.parametrize(
    ("fel", "slag"),
    [
        ({}, None),
        ({"prov_gjort": None, "is_provad": False}, None),
        ({"oforseglat_sedan": sedan(seconds=119)}, None),
        ({"oforseglat_sedan": sedan(seconds=121)}, Larmslag.FORSEGLING),
        ({"utanfor_ordningen": 1, "utanfor_sedan": sedan(seconds=1)}, Larmslag.ORDNING),
        ({"avlopp_efter_sedan": sedan(seconds=59)}, None),
        ({"avlopp_efter_sedan": sedan(seconds=61)}, Larmslag.AVLOPP),
        ({"vittnen_efter": (("revisionen", sedan(minutes=14)),)}, None),
        ({"vittnen_efter": (("revisionen", sedan(minutes=16)),)}, Larmslag.VITTNE),
        ({"prov_gjort": sedan(minutes=24)}, None),
        ({"prov_gjort": sedan(minutes=26)}, Larmslag.PROV),
        ({"prov_saknas": ["i avloppet"]}, Larmslag.PROV),
        ({"sidoandringar": ["Raden x"]}, Larmslag.SIDOANDRING),
    ],
)
def test_what_raises_which_alarm(fel, slag):
    assert [fynd.slag for fynd in larm_of(Logglage(**FRISK | fel), NU)] == ([slag] if slag else [])


def test_all_that_is_wrong_is_told_at_once():
    lage = Logglage(
        **FRISK | {"oforseglat_sedan": sedan(hours=1), "avlopp_efter_sedan": sedan(hours=1)}
    )
    assert {fynd.slag for fynd in larm_of(lage, NU)} == {Larmslag.FORSEGLING, Larmslag.AVLOPP}


@pytest.mark.parametrize(
    ("upptackt", "slut"),
    [
        (datetime(2026, 11, 21, 12, 30, tzinfo=UTC), datetime(2026, 12, 21, 12, 30, tzinfo=UTC)),
        (datetime(2026, 1, 31, 8, tzinfo=UTC), datetime(2026, 2, 28, 8, tzinfo=UTC)),
        (datetime(2026, 12, 31, 8, tzinfo=UTC), datetime(2027, 1, 31, 8, tzinfo=UTC)),
    ],
)
def test_the_clocks_run_from_the_discovery(upptackt, slut):
    assert Klocka.VARNING.deadline(upptackt) == upptackt + timedelta(hours=24)
    assert Klocka.INCIDENT.deadline(upptackt) == upptackt + timedelta(hours=72)
    assert Klocka.IMY.deadline(upptackt) == upptackt + timedelta(hours=72)
    assert Klocka.SLUTRAPPORT.deadline(upptackt) == slut


def larma(slag: Larmslag = Larmslag.BRUTEN) -> Larm:
    larm = raise_larm(Fynd(slag, timezone.now(), "Ett prov."))
    assert larm
    return larm


@pytest.fixture
def granskare(db):
    return make_anvandare(Roll.LOGGRANSKARE)


@pytest.fixture
def administrator(db):
    return make_anvandare(Roll.ADMINISTRATOR)


@pytest.mark.django_db
def test_an_alarm_is_raised_once_while_it_lasts_and_told_to_those_it_concerns(
    granskare, administrator, caplog
):
    ombud, annan = make_anvandare(Roll.DATASKYDDSOMBUD), make_anvandare()
    larm = larma(Larmslag.AVLOPP)
    assert raise_larm(Fynd(Larmslag.AVLOPP, timezone.now(), "Igen.")) is None
    told = Avisering.objects.filter(slag=Avisering.Slag.LARM, objekt_id=larm.pk)
    assert {rad.mottagare for rad in told} == {granskare, administrator, ombud}
    assert not annan.aviseringar.exists()
    assert [(rad.levelname, rad.getMessage()) for rad in caplog.records] == [
        ("ERROR", "larm: avlopp")
    ]
    end_larm(Larmslag.AVLOPP)
    larm.refresh_from_db()
    assert larm.avslutad is not None
    assert larm.avslutad_av is None
    assert not told.filter(last=None).exists()
    assert larma(Larmslag.AVLOPP) != larm


@pytest.mark.django_db
def test_a_broken_log_is_reported_in_words_without_content():
    report_broken("Förseglingen har stannat.")
    report_broken("Förseglingen har stannat.")
    larm = Larm.objects.get()
    assert (larm.slag, larm.uppgift) == ("bruten", "Förseglingen har stannat.")


@pytest.mark.django_db
@pytest.mark.parametrize("slag", sorted(INCIDENTER))
def test_an_incident_never_ends_by_itself(slag):
    larma(slag)
    with pytest.raises(ValueError, match="person"):
        end_larm(slag)


@pytest.mark.django_db
def test_an_incident_ends_when_every_step_is_seen_to(granskare):
    larm = larma()
    with pytest.raises(ValidationError, match="Kvittera"):
        close_larm(larm=larm, text="Klart.", actor=granskare)
    acknowledge_larm(larm=larm, text="Vi återställer.", actor=granskare)
    with pytest.raises(ValidationError, match="redan kvitterat"):
        acknowledge_larm(larm=larm, text="Igen.", actor=granskare)
    for klocka in Klocka:
        with pytest.raises(ValidationError, match="Bocka av"):
            close_larm(larm=larm, text="Klart.", actor=granskare)
        complete_steg(larm=larm, klocka=klocka, text="Gjort.", actor=granskare)
    with pytest.raises(ValidationError, match="redan avbockat"):
        complete_steg(larm=larm, klocka=Klocka.IMY, text="Igen.", actor=granskare)
    larm = close_larm(larm=larm, text="En disk gick sönder.", actor=granskare)
    assert (larm.avslutad_av, larm.slutsats) == (granskare, "En disk gick sönder.")
    with pytest.raises(PermissionDenied, match="avslutat"):
        acknowledge_larm(larm=larm, text="x", actor=granskare)


@pytest.mark.django_db
def test_who_may_do_what(granskare, administrator):
    larm = larma()
    with pytest.raises(PermissionDenied):
        acknowledge_larm(larm=larm, text="x", actor=make_anvandare())
    acknowledge_larm(larm=larm, text="x", actor=administrator)
    for klocka in Klocka:
        complete_steg(larm=larm, klocka=klocka, text="x", actor=administrator)
    with pytest.raises(PermissionDenied, match="loggranskare eller dataskyddsombudet"):
        close_larm(larm=larm, text="x", actor=administrator)
    tekniskt = larma(Larmslag.VITTNE)
    with pytest.raises(PermissionDenied, match="av sig självt"):
        close_larm(larm=tekniskt, text="x", actor=granskare)
    with pytest.raises(ValidationError, match="inga steg"):
        complete_steg(larm=tekniskt, klocka=Klocka.IMY, text="x", actor=granskare)


@pytest.mark.django_db
def test_the_page_shows_each_clock_with_day_and_hour(granskare):
    with time_machine.travel(datetime(2026, 11, 21, 9, 15, tzinfo=UTC), tick=False):
        larma()
    with time_machine.travel(datetime(2026, 11, 22, 10, 0, tzinfo=UTC), tick=False):
        visat = text_of(som(granskare).get(reverse("granskning:halsa")))
    assert "Loggen är bruten" in visat
    assert "Senast 2026-11-22 10:15 Tiden har gått ut" in visat
    assert visat.count("Senast 2026-11-24 10:15") == 2
    assert "Senast 2026-12-21 10:15" in visat


@pytest.mark.django_db
def test_the_page_of_a_whole_log_says_that_nothing_is_wrong(granskare):
    visat = text_of(som(granskare).get(reverse("granskning:halsa")))
    assert "Inget larm" in visat
    assert "Ingen har gjorts än." in visat


@pytest.mark.django_db
def test_an_alarm_is_acknowledged_ticked_off_and_ended_on_its_page(granskare):
    larm, client = larma(), som(granskare)
    sida = reverse("granskning:larm", args=[larm.pk])
    assert sida in client.get(reverse("granskning:logg")).content.decode()
    assert client.post(sida, {"gor": "kvittera", "text": ""}).status_code == 422
    assert client.post(sida, {"gor": "kvittera", "text": "Vi ser på det."}).status_code == 303
    for klocka in Klocka:
        skickat = {"gor": "steg", "klocka": klocka.value, "text": "Bedömt."}
        assert client.post(sida, skickat).status_code == 303
    svar = client.post(sida, {"gor": "avsluta", "text": "Ett diskfel."})
    assert svar.status_code == 303
    visat = text_of(client.get(sida))
    assert "Vi ser på det." in visat
    assert "Ett diskfel." in visat
    verb = Logghandelse.objects.filter(aktor_id=granskare.pk, objekt_slag="granskning.Larm")
    assert list(verb.order_by("id").values_list("verb", flat=True)) == [
        Verb.LARM_ACKNOWLEDGE,
        Verb.LARM_CLOSE,
    ]


@pytest.mark.django_db
def test_whoever_watches_the_processes_is_told(client):
    sida = reverse("halsa_logg")
    assert client.get(sida).content == b"loggen hel"
    larma(Larmslag.AVLOPP)
    svar = client.get(sida)
    assert (svar.status_code, svar.content) == (503, b"larm")
    end_larm(Larmslag.AVLOPP)
    with time_machine.travel(timezone.now() + timedelta(minutes=3)):
        assert client.get(sida).status_code == 503  # what was written is not sealed
