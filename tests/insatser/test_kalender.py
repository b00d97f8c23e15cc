"""The calendar page: one's own times, the unit's for whoever leads, and never a name."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.models import Niva, Omfattning, Roll, Skal, Tilltrade
from arenden.models.akt import Skyddsniva
from insatser.models import Insats, Plan, Tillfalle
from insatser.rules.kalender import Slag
from insatser.views.kalenderkallor import Urval, times_for
from riskbedomning.models import Bedomning
from samverkansteam.actions.teamarende import connect_arende
from tests.arenden.webb import own, som, text_of
from tests.builders import make_anvandare
from tests.insatser import vagen
from tests.insatser.tider import at, make_frist, make_mote
from tests.riskbedomning.instrument import make_instrumentversion
from tests.samverkansteam.builders import make_my_arende, make_rum

KALENDER = "/kalender/"
LISTA = {"vy": "lista"}


@pytest.fixture
def rum(db):
    return make_rum()


@pytest.fixture
def ledare(rum):
    """Somebody who leads the unit, and is in no team."""
    chef = make_anvandare(Roll.GRUPPLEDARE, enhet=rum.enhet)
    Tilltrade.objects.create(
        anvandare=chef,
        omfattning=Omfattning.ENHET,
        omfattning_id=rum.enhet.pk,
        niva=Niva.BESLUTA,
        skal=Skal.UPPDRAG,
        kalla=rum.enhet.pk,
        given_av=chef,
    )
    return chef


def urval(*, enhetens=False):
    idag = timezone.localdate()
    return Urval(idag, idag + timedelta(days=28), enhetens=enhetens)


def kinds(user, *, enhetens=False):
    tider = times_for(user, urval(enhetens=enhetens))
    return sorted((post.slag.name, post.arendenummer) for post in tider)


def plan_session(rum, dagar=3):
    plan = Plan.objects.create(
        akt=rum.arende.akt,
        namnd=rum.arende.namnd,
        arende=rum.arende,
        nummer=1,
        behov="Stöd i skolan.",
        barnets_syn="Det är bra.",
        uppfoljning_senast=timezone.localdate() + timedelta(days=90),
        skapad_av=rum.ledare,
    )
    insats = Insats.objects.create(
        akt=rum.arende.akt,
        namnd=rum.arende.namnd,
        arende=rum.arende,
        plan=plan,
        insatstyp=vagen.make_insatstyp(),
        ansvarig=rum.ledare,
        status=Insats.Status.PAGAENDE,
        startdatum=timezone.localdate(),
    )
    return Tillfalle.objects.create(
        akt=rum.arende.akt,
        namnd=rum.arende.namnd,
        insats=insats,
        nar=at(dagar),
        utfall=Tillfalle.Utfall.PLANERAT,
        planerat_forst=True,
        loggad_av=rum.ledare,
    )


def test_meetings_sessions_clocks_and_reminders_of_ones_own_cases(rum):
    nummer = rum.arende.arendenummer
    make_mote(rum)
    make_frist(rum.arende)
    make_frist(rum.arende, slag="utredning", dagar=5)
    plan_session(rum)
    Bedomning.objects.create(
        akt=rum.arende.akt,
        namnd=rum.arende.namnd,
        arende=rum.arende,
        instrumentversion=make_instrumentversion(),
        bedomare=rum.ledare,
        status=Bedomning.Status.FARDIG,
        fardig_at=timezone.now(),
        ny_bedomning=timezone.localdate() + timedelta(days=20),
    )
    assert kinds(rum.ledare) == [
        (slag, nummer) for slag in ("FRIST", "MOTE", "PAMINNELSE", "TILLFALLE", "UPPFOLJNING")
    ]
    shown = text_of(som(rum.ledare).get(KALENDER, LISTA))
    for slag in Slag:
        assert f"{slag} {nummer}" in shown


def test_a_team_with_several_cases_says_none_of_them(rum):
    make_mote(rum)
    annat = make_my_arende(rum.ledare, rum.enhet)
    connect_arende(team=rum.team, arende=annat, actor=rum.ledare)
    assert kinds(rum.ledare) == [("MOTE", "")]


def test_what_one_may_not_see_now_is_not_there(rum, ledare):
    make_mote(rum)
    make_frist(rum.arende)
    kollega = make_anvandare(Roll.SOCIALSEKRETERARE, enhet=rum.enhet)
    assert kinds(kollega) == []
    assert kinds(ledare) == []
    assert kinds(ledare, enhetens=True) == [("UPPFOLJNING", rum.arende.arendenummer)]
    Tilltrade.objects.filter(anvandare=rum.ledare).update(till=timezone.now())
    assert kinds(rum.ledare) == []


def test_whoever_leads_sees_the_units_times_by_whom_and_others_units_never(rum, ledare):
    make_frist(rum.arende)
    annan = make_rum()
    make_frist(annan.arende)
    shown = text_of(som(ledare).get(KALENDER, LISTA | {"vems": "enhetens"}))
    assert f"Uppföljning {rum.arende.arendenummer}" in shown
    assert str(rum.ledare) in shown
    assert annan.arende.arendenummer not in shown
    egna = som(rum.ledare).get(KALENDER, LISTA | {"vems": "enhetens"})
    assert egna.context["flikar"] == []
    assert not egna.context["enhetens"]


def test_a_protected_person_is_a_number_in_ones_own_and_absent_from_the_units(rum, ledare):
    make_frist(rum.arende)
    rum.arende.akt.skyddsniva = Skyddsniva.SKYDDAD_FOLKBOKFORING
    rum.arende.akt.save()
    Tilltrade.objects.create(
        anvandare=ledare,
        omfattning=Omfattning.AKT,
        omfattning_id=rum.arende.akt_id,
        niva=Niva.LASA,
        skal=Skal.TILLDELNING,
        kalla=rum.arende.pk,
        given_av=ledare,
    )
    shown = text_of(som(rum.ledare).get(KALENDER, LISTA))
    assert rum.arende.arendenummer in shown
    assert "Skyddad" not in shown
    assert kinds(ledare, enhetens=True) == []


def test_no_page_of_it_opens_a_name(rum):
    make_mote(rum)
    make_frist(rum.arende)
    for vy in ("dag", "vecka", "lista"):
        shown = text_of(som(rum.ledare).get(KALENDER, {"vy": vy}))
        for ord_ in ("Kim", "Exempelsson", "K.E.", "Ekskolan", "Björken"):
            assert ord_ not in shown


def test_day_week_and_list_turn_their_pages(rum):
    make_frist(rum.arende, dagar=10)
    client = som(rum.ledare)
    dag = (timezone.localdate() + timedelta(days=10)).isoformat()
    for vy in ("dag", "vecka", "lista"):
        assert rum.arende.arendenummer in text_of(client.get(KALENDER, {"vy": vy, "dag": dag}))
    assert rum.arende.arendenummer not in text_of(client.get(KALENDER, {"vy": "dag"}))
    framat = client.get(KALENDER, {"vy": "dag"}).context["nasta"]
    for _ in range(9):
        framat = client.get(KALENDER + framat).context["nasta"]
    assert rum.arende.arendenummer in text_of(client.get(KALENDER + framat))
    for skrap in ({"dag": "2026-99-99"}, {"dag": "x"}, {"vy": "risk"}, {"vems": "alla"}):
        assert client.get(KALENDER, skrap).status_code == 200


def test_it_asks_as_much_for_many_times_as_for_few(rum):
    client = som(rum.ledare)

    def asked():
        client.get(KALENDER, LISTA)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(KALENDER, LISTA).status_code == 200
        return len(own(queries))

    make_mote(rum)
    make_frist(rum.arende)
    plan_session(rum)
    few = asked()
    for n in range(10):
        make_frist(make_my_arende(rum.ledare, rum.enhet), dagar=n)
        make_mote(rum, dagar=n + 1)
    assert asked() == few
