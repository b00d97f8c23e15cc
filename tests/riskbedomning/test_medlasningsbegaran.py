"""Whoever may read along is told that it is wanted, and nobody else is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from access.actions import give_tilltrade
from access.models import Avisering, Niva, Omfattning, Roll, Skal
from riskbedomning import policy
from riskbedomning.actions import Svarsuppgift, save_samlad, save_svar, start_bedomning
from riskbedomning.models import Medlasningsbegaran
from tests.builders import give_akt, make_akt, make_anvandare, make_arende
from tests.riskbedomning.instrument import SAMLAD, answer_all, read_along
from tests.riskbedomning.test_policy import people

OMFATTANDE = SAMLAD | {"samlad": "omfattande_stod"}
VISST = SAMLAD | {"samlad": "visst_stod"}


@pytest.fixture
def gun(arende):
    """Leads the unit."""
    gun = make_anvandare(Roll.GRUPPLEDARE, namn="Gun Leder", enhet=arende.enhet)
    give_akt(gun, arende.akt, Niva.BESLUTA)
    return gun


@pytest.fixture
def besvarad(bedomning, asa):
    answer_all(bedomning, actor=asa)
    return bedomning


def judge(bedomning, actor, **samlad):
    bedomning.refresh_from_db()
    return save_samlad(bedomning=bedomning, version=bedomning.version, actor=actor, **samlad)


def told():
    rader = Avisering.objects.unread().filter(slag=Avisering.Slag.MEDLASNING)
    return set(rader.values_list("mottagare__namn", flat=True))


def test_those_who_may_read_along_are_told_once_without_a_word_of_it(besvarad, asa, bjorn, gun):
    judge(besvarad, asa, **OMFATTANDE)
    judge(besvarad, asa, **OMFATTANDE | {"motiv": "Ett ord till."})
    assert told() == {"Björn Ek", "Gun Leder"}
    rad = Avisering.objects.get(mottagare=gun)
    assert rad.referens == besvarad.arende.arendenummer
    assert Avisering.objects.count() == 2


def test_nobody_outside_the_grants_is_told(besvarad, asa, gun):
    folk = people(besvarad)
    judge(besvarad, asa, **OMFATTANDE)
    fick = {rad.mottagare for rad in Avisering.objects.filter(slag=Avisering.Slag.MEDLASNING)}
    assert fick == {gun, *(folk[vem] for vem in ("colleague", "reader", "gruppledare"))}


def test_an_emergency_grant_asks_nothing_more_of_anybody(besvarad, asa, arende):
    jour = make_anvandare(namn="Jour Habo", enhet=arende.enhet)
    give_tilltrade(
        anvandare=jour,
        omfattning=Omfattning.AKT,
        omfattning_id=arende.akt_id,
        niva=Niva.LASA,
        skal=Skal.NODOPPNING,
        kalla=arende.pk,
        till=timezone.now() + timedelta(hours=4),
        actor=asa,
    )
    judge(besvarad, asa, **OMFATTANDE)
    assert told() == set()


def test_less_concern_and_no_conclusion_ask_for_nobody(besvarad, asa, bjorn):
    judge(besvarad, asa, **VISST)
    assert not Medlasningsbegaran.objects.exists()
    assert told() == set()


def test_it_goes_when_somebody_has_read(besvarad, asa, bjorn, gun):
    row = judge(besvarad, asa, **OMFATTANDE)
    read_along(row, bjorn)
    assert told() == set()
    assert Medlasningsbegaran.objects.get().avslutad is not None
    assert not Medlasningsbegaran.objects.for_reader(gun).exists()


def test_it_goes_when_the_concern_is_less_and_comes_back_with_it(besvarad, asa, gun):
    judge(besvarad, asa, **OMFATTANDE)
    judge(besvarad, asa, **VISST)
    assert told() == set()
    judge(besvarad, asa, **OMFATTANDE)
    assert told() == {"Gun Leder"}
    assert Medlasningsbegaran.objects.count() == 2


def mark_kritisk(bedomning, actor):
    svar = bedomning.svar.select_related("faktor").filter(faktor__slag="risk").first()
    uppgift = Svarsuppgift(svar.faktor, svar.version, {"kritisk": "ja"})
    assert save_svar(bedomning=bedomning, uppgifter=[uppgift], actor=actor) == []


def test_a_risk_marked_by_a_colleague_asks_for_it_too(besvarad, asa, bjorn, gun):
    judge(besvarad, asa, **VISST)
    mark_kritisk(besvarad, bjorn)
    assert told() == {"Gun Leder"}


@pytest.mark.parametrize(
    "who", ["assessor", "colleague", "reader", "gruppledare", "extern", "former", "locked"]
)
def test_the_list_of_min_dag_agrees_with_the_policy(besvarad, asa, who):
    person = people(besvarad)[who]
    judge(besvarad, asa, **OMFATTANDE)
    listad = Medlasningsbegaran.objects.for_reader(person).exists()
    assert listad is bool(policy.may_second_read(person, besvarad))


def test_whoever_has_answered_something_is_not_listed(besvarad, asa, bjorn):
    judge(besvarad, asa, **OMFATTANDE)
    assert Medlasningsbegaran.objects.for_reader(bjorn).exists()
    mark_kritisk(besvarad, bjorn)
    assert not Medlasningsbegaran.objects.for_reader(bjorn).exists()


def test_min_dag_says_why_and_leads_there(as_user, besvarad, asa, gun):
    row = judge(besvarad, asa, **OMFATTANDE)
    lank = reverse("riskbedomning:medlasning", args=[besvarad.arende_id, besvarad.pk])
    client = as_user(gun)
    page = client.get(reverse("insatser:min_dag")).content.decode()
    assert page.count(f'href="{lank}"') == 2
    assert "stor oro, Åsa Öberg bedömer" in page
    read_along(row, gun)
    assert lank not in client.get(reverse("insatser:min_dag")).content.decode()


def questions(client):
    with CaptureQueriesContext(connection) as fragor:
        assert client.get(reverse("insatser:min_dag")).status_code == 200
    return len(fragor)


def another_waits(version, asa, gun):
    arende = make_arende(akt=make_akt(enhet=asa.uppdrag.get().enhet))
    give_akt(asa, arende.akt)
    give_akt(gun, arende.akt, Niva.BESLUTA)
    bedomning = start_bedomning(arende=arende, instrumentversion=version, actor=asa)
    answer_all(bedomning, actor=asa)
    judge(bedomning, asa, **OMFATTANDE)


def test_min_dag_asks_as_much_for_three_as_for_one(as_user, besvarad, asa, gun, version):
    client = as_user(gun)
    judge(besvarad, asa, **OMFATTANDE)
    questions(client)
    en = questions(client)
    for _ in range(2):
        another_waits(version, asa, gun)
    assert questions(client) <= en
    assert Medlasningsbegaran.objects.for_reader(gun).count() == 3
