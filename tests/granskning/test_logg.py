"""Reviewing the log: whose rows, which facts, and never the content."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from access.models import Anvandare, Niva, Omfattning, Roll, Skal, Tilltrade, Uppdrag
from arenden.models import Personakt
from audit import log
from audit.models import Kontrollpunkt, Loggblad, Logghandelse
from audit.verb import Verb
from granskning.views.logg import GRANSKARE
from tests.builders import give_akt, make_akt, make_anvandare, make_enhet, make_namnd
from tests.conftest import logga_in

pytestmark = pytest.mark.django_db

LOGG = "/logg/"
FALT = ["arenden.Person.fornamn", "arenden.Person.efternamn"]


def note(vem: Anvandare | None, akt: Personakt | None = None, **falt: Any) -> Logghandelse:
    with transaction.atomic():
        return log.record(
            actor=vem, verb=falt.pop("verb", Verb.AKT_READ), akt_id=akt and akt.pk, **falt
        )


@pytest.fixture
def namnd() -> Any:
    return make_namnd()


@pytest.fixture
def granskare(namnd) -> Anvandare:
    return make_anvandare(Roll.LOGGRANSKARE, enhet=make_enhet(namnd=namnd))


@pytest.fixture
def handlaggare(namnd) -> Anvandare:
    return make_anvandare(enhet=make_enhet(namnd=namnd))


@pytest.fixture
def sida(client, granskare) -> Client:
    return logga_in(client, granskare)


def rows(client: Client, **filter_: Any) -> list[Any]:
    return client.get(LOGG, filter_).context["rader"]


def ids(client: Client, **filter_: Any) -> set[int]:
    return {visning.rad.pk for visning in rows(client, **filter_)}


@pytest.mark.parametrize("roll", sorted(set(Roll) - GRANSKARE))
def test_the_log_is_for_its_reviewers(client, roll):
    rad = note(make_anvandare())
    logga_in(client, make_anvandare(roll))
    assert client.get(LOGG).status_code == 403
    assert client.get(f"{LOGG}{rad.pk}/").status_code == 403


def test_a_row_says_when_who_what_which_fields_and_why(sida, handlaggare):
    akt = make_akt(enhet=handlaggare.uppdrag_nu[0].enhet)
    give_akt(handlaggare, akt)
    note(handlaggare, akt, falt=FALT)
    html = sida.get(LOGG).content.decode()
    for facts in (
        handlaggare.namn,
        "socialsekreterare",
        str(handlaggare.uppdrag_nu[0].enhet),
        "Läste personakt",
        f"…{str(akt.pk)[-6:]}",
        "person: efternamn, förnamn",
        "Genomfört",
        "Tilldelad handläggare sedan",
    ):
        assert facts in html, facts


def test_the_reviewer_never_sees_the_content(sida, handlaggare):
    akt = make_akt(enhet=handlaggare.uppdrag_nu[0].enhet)
    rad = note(handlaggare, akt, falt=FALT)
    for adress in (LOGG, f"{LOGG}{rad.pk}/"):
        html = sida.get(adress).content.decode()
        assert "Kim" not in html
        assert "Exempelsson" not in html
        assert "2011" not in html


def test_an_access_without_a_grant_stands_out(sida, handlaggare):
    note(handlaggare, make_akt())
    [visning] = rows(sida)
    assert visning.is_oforklarad
    assert "Ingen förklaring" in sida.get(LOGG).content.decode()


def test_a_unit_duty_explains(sida, namnd):
    enhet = make_enhet(namnd=namnd)
    chef = make_anvandare(Roll.GRUPPLEDARE, enhet=enhet)
    Tilltrade.objects.create(
        anvandare=chef, omfattning=Omfattning.ENHET, omfattning_id=enhet.pk, niva=Niva.BESLUTA,
        skal=Skal.UPPDRAG, kalla=enhet.pk, given_av=chef,
    )  # fmt: skip
    note(chef, make_akt(enhet=enhet))
    assert rows(sida)[0].forklaring.startswith("Uppdrag i enheten")


def test_a_reviewer_sees_neither_their_own_acts_nor_their_own_unit_nor_other_namnder(
    sida, granskare, handlaggare
):
    kollega = make_anvandare(enhet=granskare.uppdrag_nu[0].enhet)
    granskad = note(handlaggare)
    dolda = [note(granskare), note(kollega), note(make_anvandare()), note(None)]
    synliga = ids(sida)
    assert granskad.pk in synliga
    assert not synliga & {rad.pk for rad in dolda}
    for rad in dolda:
        assert sida.get(f"{LOGG}{rad.pk}/").status_code == 404


def test_a_reviewer_of_the_whole_city_also_sees_failed_attempts(client):
    stadens = Anvandare.objects.create(anvandarnamn="stad", namn="Stadens Granskare")
    Uppdrag.objects.create(anvandare=stadens, roll=Roll.LOGGRANSKARE, fran="2020-01-01")
    logga_in(client, stadens)
    okand = note(None, verb=Verb.SESSION_LOGIN_FAILED, utfall=log.Utfall.NEKAD)
    assert okand.pk in ids(client)
    assert "Ingen inloggad" in client.get(LOGG).content.decode()


def test_an_enhetschef_sees_the_own_unit_but_not_themselves(client, namnd, handlaggare):
    chef = make_anvandare(Roll.ENHETSCHEF, enhet=handlaggare.uppdrag_nu[0].enhet)
    granne = make_anvandare(enhet=make_enhet(namnd=namnd))
    logga_in(client, chef)
    granskad = note(handlaggare)
    dolda = {note(chef).pk, note(granne).pk}
    assert granskad.pk in ids(client)
    assert not ids(client) & dolda


def test_the_review_is_logged_and_names_the_akt_it_was_about(sida, granskare, handlaggare):
    akt = make_akt()
    rad = note(handlaggare, akt)
    sida.get(LOGG)
    sida.get(LOGG, {"akt": str(akt.pk)})
    sida.get(f"{LOGG}{rad.pk}/")
    lasta = Logghandelse.objects.filter(aktor_id=granskare.pk, verb=Verb.LOGG_READ).order_by("id")
    assert [entry.akt_id for entry in lasta] == [None, akt.pk, akt.pk]


def test_filters_narrow_the_list(sida, handlaggare, namnd):
    annan = make_anvandare(enhet=make_enhet(namnd=namnd), namn="Åsa Öberg")
    akt = make_akt()
    a = note(handlaggare, akt)
    b = note(annan, verb=Verb.SEARCH_RUN)
    c = note(annan, verb=Verb.ACCESS_DENIED, utfall=log.Utfall.NEKAD)
    assert ids(sida) == {a.pk, b.pk, c.pk}
    assert ids(sida, namn="öberg") == {b.pk, c.pk}
    assert ids(sida, handelse=Verb.SEARCH_RUN.value) == {b.pk}
    assert ids(sida, akt=str(akt.pk)) == {a.pk}
    assert ids(sida, utfall="nekad") == {c.pk}
    assert ids(sida, till="2020-01-01") == set()
    assert ids(sida, fran="2020-01-01") == {a.pk, b.pk, c.pk}


def test_a_faulty_filter_shows_nothing_and_says_why(sida, handlaggare):
    note(handlaggare)
    response = sida.get(LOGG, {"akt": "inte en akt", "fran": "i går"})
    assert not response.context["rader"]
    assert set(response.context["filter_form"].errors) == {"akt", "fran"}


def test_pages_follow_each_other_without_gaps_or_repeats(sida, handlaggare):
    written = {note(handlaggare).pk for _ in range(120)}
    seen: list[int] = []
    fore = ""
    for _ in range(3):
        response = sida.get(LOGG, {"fore": fore} if fore else {})
        seen += [visning.rad.pk for visning in response.context["rader"]]
        fore = response.context["aldre"]
    assert fore == ""
    assert seen == sorted(written, reverse=True)


@pytest.mark.parametrize("fore", ["skräp", "2026-01-01_", "_5", "2026-99-99T00:00:00Z_1"])
def test_a_broken_place_starts_from_the_newest(sida, handlaggare, fore):
    rad = note(handlaggare)
    assert rad.pk in ids(sida, fore=fore)


def test_the_page_counts_nothing_and_asks_a_fixed_number_of_questions(
    sida, namnd, django_assert_max_num_queries
):
    def fill(antal: int) -> None:
        for _ in range(antal):
            vem = make_anvandare(enhet=make_enhet(namnd=namnd))
            akt = make_akt()
            give_akt(vem, akt)
            note(vem, akt, falt=FALT)

    fill(2)
    with django_assert_max_num_queries(16) as few:
        sida.get(LOGG)
    fill(15)
    with django_assert_max_num_queries(len(few.captured_queries)) as many:
        sida.get(LOGG)
    assert not any(
        "COUNT(" in query["sql"] and "logghandelse" in query["sql"]
        for query in many.captured_queries
    )


def test_the_entry_shows_what_else_happened_in_the_same_request(sida, handlaggare, client):
    logga_in(Client(), handlaggare).get("/min-logg/")
    rad = Logghandelse.objects.get(aktor_id=handlaggare.pk)
    html = sida.get(f"{LOGG}{rad.pk}/").content.decode()
    assert "Läste sin egen logg" in html
    assert "127.0.0.1" in html
    assert "Ännu inte" in html


def test_the_box_says_how_far_the_log_is_sealed(sida, handlaggare):
    assert "ännu inte förseglad" in sida.get(LOGG).content.decode()
    rad = note(handlaggare)
    Loggblad.objects.create(plats=0, handelse_id=rad.pk, blad=rad.blad)
    Kontrollpunkt.objects.create(
        storlek=1, rot=rad.blad, kant=rad.blad, anteckning="", skapad=timezone.now()
    )
    html = sida.get(LOGG).content.decode()
    assert "förseglad till och med händelse nummer 1," in html
    assert "larmar annars" in html
    assert "Plats 0" in sida.get(f"{LOGG}{rad.pk}/").content.decode()


@pytest.mark.parametrize("roll", [roll for roll in Roll if roll is not Roll.SYSTEM])
def test_everyone_sees_their_own_log_and_only_that(client, roll):
    jag = make_anvandare(roll)
    egen, annans = note(jag), note(make_anvandare())
    logga_in(client, jag)
    response = client.get(reverse("granskning:min_logg"))
    sedda = {visning.rad.pk for visning in response.context["rader"]}
    assert egen.pk in sedda
    assert annans.pk not in sedda
    assert Logghandelse.objects.filter(aktor_id=jag.pk, verb=Verb.MYLOG_READ).exists()
