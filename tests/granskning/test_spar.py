"""Along the log: one akt through time, one person's day, one request. Facts, never content."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from access.models import Anvandare, Roll
from audit.models import Logghandelse
from audit.verb import Verb
from tests.builders import give_akt, make_akt, make_anvandare, make_enhet, make_namnd
from tests.conftest import logga_in
from tests.granskning.test_logg import note

pytestmark = pytest.mark.django_db


@pytest.fixture
def namnd() -> Any:
    return make_namnd()


@pytest.fixture
def granskare(namnd) -> Anvandare:
    return make_anvandare(Roll.LOGGRANSKARE, enhet=make_enhet(namnd=namnd))


@pytest.fixture
def handlaggare(namnd) -> Anvandare:
    return make_anvandare(enhet=make_enhet(namnd=namnd), namn="Åsa Öberg")


@pytest.fixture
def sida(client, granskare):
    return logga_in(client, granskare)


def test_an_akt_is_shown_through_time_with_who_and_why(sida, handlaggare):
    akt = make_akt(enhet=handlaggare.uppdrag_nu[0].enhet)
    give_akt(handlaggare, akt)
    note(handlaggare, akt, falt=["arenden.Person.fornamn"])
    note(handlaggare, make_akt(), verb=Verb.JOURNAL_READ)
    html = sida.get(f"/logg/akt/{akt.pk}/").content.decode()
    for facts in ("Läste personakt", "Person: förnamn", "Åsa Öberg", "Tilldelad", str(akt.pk)):
        assert facts in html, facts
    assert "Läste journal" not in html
    assert "Exempelsson" not in html


def test_an_akt_nobody_may_be_reviewed_in_is_as_one_that_is_not_there(sida, granskare):
    kollega = make_anvandare(enhet=granskare.uppdrag_nu[0].enhet)
    akt = make_akt()
    note(kollega, akt)
    assert sida.get(f"/logg/akt/{akt.pk}/").status_code == 404
    assert sida.get(f"/logg/akt/{uuid4()}/").status_code == 404


def test_a_day_is_the_latest_unless_another_is_asked_for(sida, handlaggare):
    i_gar = timezone.now() - timedelta(days=1)
    with time_machine.travel(i_gar):
        note(handlaggare, make_akt(), verb=Verb.JOURNAL_READ)
    note(handlaggare, make_akt())
    note(handlaggare, make_akt())
    adress = f"/logg/person/{handlaggare.pk}/"
    html = sida.get(adress).content.decode()
    assert "2 händelser i 2 akter" in html
    assert "Läste journal" not in html
    html = sida.get(adress, {"dag": timezone.localdate(i_gar)}).content.decode()
    assert "1 händelse i 1 akt," in html
    assert "Läste journal" in html
    assert "Inga händelser den dagen" in sida.get(adress, {"dag": "2020-01-01"}).content.decode()
    assert sida.get(adress, {"dag": "i går"}).status_code == 200


def test_nobody_follows_themselves_or_their_own_unit_through_a_day(sida, granskare):
    kollega = make_anvandare(enhet=granskare.uppdrag_nu[0].enhet)
    note(granskare)
    note(kollega)
    for vem in (granskare, kollega, make_anvandare()):
        assert sida.get(f"/logg/person/{vem.pk}/").status_code == 404


def test_one_request_is_shown_whole_and_in_order(sida, handlaggare, client):
    logga_in(type(client)(), handlaggare).get("/min-logg/")
    rad = Logghandelse.objects.get(aktor_id=handlaggare.pk, verb=Verb.MYLOG_READ)
    html = sida.get(f"/logg/begaran/{rad.begaran_id}/").content.decode()
    assert "Läste sin egen logg" in html
    assert sida.get(f"/logg/begaran/{uuid4()}/").status_code == 404


def test_following_a_trail_is_logged_with_the_akter_it_showed(sida, granskare, handlaggare):
    akt = make_akt()
    rad = note(handlaggare, akt)
    sida.get(f"/logg/akt/{akt.pk}/")
    sida.get(f"/logg/person/{handlaggare.pk}/")
    lasta = Logghandelse.objects.filter(aktor_id=granskare.pk, verb=Verb.LOGG_READ)
    assert [entry.akt_id for entry in lasta.order_by("id")] == [akt.pk, akt.pk]
    assert rad.akt_id == akt.pk


def test_without_person_akt_or_day_the_last_thirty_days_are_shown(sida, handlaggare):
    with time_machine.travel(timezone.now() - timedelta(days=40)):
        gammal = note(handlaggare, make_akt(), verb=Verb.JOURNAL_READ)
    ny = note(handlaggare, make_akt())

    def seen(**filter_: Any) -> set[int]:
        return {v.rad.pk for v in sida.get("/logg/", filter_).context["rader"]}

    assert seen() == {ny.pk}
    assert seen(handelse=Verb.JOURNAL_READ.value) == set()
    assert seen(fran="2020-01-01") == seen(namn="Öberg") == {ny.pk, gammal.pk}
    assert seen(akt=str(gammal.akt_id)) == {gammal.pk}
    svar = sida.get("/logg/", {"handelse": Verb.JOURNAL_READ.value})
    assert "Visa de trettio dagarna före" in svar.content.decode()
    fore = sida.get(f"/logg/?{svar.context['foregaende']}")
    assert [v.rad.pk for v in fore.context["rader"]] == [gammal.pk]


def test_chosen_filters_are_said_and_can_be_taken_away_one_by_one(sida, handlaggare):
    svar = sida.get("/logg/", {"utfall": "nekad", "namn": "Öberg", "fore": "x"})
    assert svar.context["filterval"] == [
        {"namn": "Utfall: Nekat", "url": "?namn=%C3%96berg"},
        {"namn": "Vem, namn eller del av namn: Öberg", "url": "?utfall=nekad"},
    ]
