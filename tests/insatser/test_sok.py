"""The search page: who is found, what is said of whom one may not see, and what is left behind."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from access.models import Omfattning, Roll, Skal, Tilltrade
from arenden.actions import sok
from arenden.actions.sokrader import update_sokrad
from arenden.models.akt import Skyddsniva
from audit.models import Logghandelse
from tests.arenden.webb import errors_at, own, som, text_of
from tests.builders import give_akt, make_akt, make_anvandare, make_arende
from tests.conftest import page_itself
from tests.insatser import vagen

SOK = reverse("insatser:sok")
PNR = "20120126-2399"


@pytest.fixture(autouse=True)
def _no_names_from_before():
    sok.drop_registers()


def person(stad, fornamn, efternamn, till=None, **falt):
    """Somebody with an ärende in the nämnd, reached by `till` through an assignment."""
    akt = make_akt(enhet=stad.enhet, **falt)
    akt.person.fornamn, akt.person.efternamn = fornamn, efternamn
    akt.person.save()
    update_sokrad(akt)
    if till is not None:
        give_akt(till, akt)
    return make_arende(akt=akt)


def numbers(response):
    return [rad["arende"].arendenummer for rad in response.context["rader"]]


def ask(client, text, **mer):
    return client.post(SOK, {"q": text} | mer)


def test_a_name_is_found_as_one_happens_to_spell_it(stad):
    egen = person(stad, "Christoffer", "Sjöberg", stad.handlaggare)
    person(stad, "Kristoffer", "Schöberg")  # a colleague's
    client = som(stad.handlaggare)
    for text in ("Kristoffer", "sjöb", "Schöberg Kristofer", "CHRISTOFFER SJÖBERG", "Sjöbreg"):
        response = ask(client, text)
        assert numbers(response) == [egen.arendenummer], text
        assert "1 person" in text_of(response)
        assert "Christoffer Sjöberg" in text_of(response)
        assert "Schöberg" not in text_of(response).replace(text, "")


def test_a_number_leads_straight_to_the_case(stad):
    arende = vagen.receive(stad)
    client = som(stad.mottagare)
    for text in (PNR, "1201262399", arende.arendenummer.lower()):
        response = ask(client, text)
        assert response.status_code == 302
        assert response["Location"] == reverse("insatser:arende", args=[arende.pk])


@pytest.mark.parametrize(
    ("osynlig", "finns_inte"),
    [
        ("Christoffer Sjöberg", "Christoffer Sjöholm"),
        ("Sjöberg", "Sjöholm"),
        ("Kristofer", "Kristiana"),
        (PNR, "19121212-1212"),
        ("{nummer}", "PRV-2026-99999"),
    ],
)
def test_one_outside_the_grants_is_answered_as_one_who_does_not_exist(stad, osynlig, finns_inte):
    person(stad, "Christoffer", "Sjöberg")
    osynlig = osynlig.format(nummer=vagen.receive(stad).arendenummer)
    client = som(stad.handlaggare)
    client.get(SOK)
    ask(client, "Någon annan")
    svar, fragor = [], []
    for text in (osynlig, finns_inte):
        with CaptureQueriesContext(connection) as queries:
            response = ask(client, text)
        typed = f'value="{text}"'
        assert typed in response.content.decode()
        svar.append((response.status_code, page_itself(response).replace(typed, "")))
        asked = [sql for sql in own(queries) if "INSERT" not in sql]
        fragor.append([re.split("WHERE|unnest", sql)[0] for sql in asked])
    assert svar[0] == svar[1]
    assert "Ingen träff" in svar[0][1]
    assert fragor[0] == fragor[1]


def test_the_database_is_asked_as_much_whatever_is_found(stad):
    """Names are matched in memory, and one page of ids is asked for, filled up to its size."""
    client = som(stad.handlaggare)
    for n in range(sok.PER_SIDA + 5):
        person(stad, "Elin", f"Ström{'abcdefghij'[n % 10]}", stad.handlaggare)
    person(stad, "Åsa", "Lind", stad.handlaggare)
    ask(client, "Elin")
    fragor = {}
    for text in ("Elin", "Åsa", "Zebulon"):
        ask(client, text)
        with CaptureQueriesContext(connection) as queries:
            ask(client, text)
        fragor[text] = own(queries)
    assert len({len(alla) for alla in fragor.values()}) == 1
    for alla in fragor.values():
        (sidan,) = [
            sql for sql in alla if "arendenummer" in sql and "akt_id" in sql and " IN (" in sql
        ]
        assert sidan.count("::uuid") >= sok.PER_SIDA


def test_a_long_answer_has_pages_that_ask_again(stad):
    for _ in range(sok.PER_SIDA + 3):
        person(stad, "Elin", "Ström", stad.handlaggare)
    client = som(stad.handlaggare)
    first, second, beyond = (ask(client, "elin", sida=n) for n in ("", "2", "99"))
    assert (len(numbers(first)), len(numbers(second))) == (sok.PER_SIDA, 3)
    assert not set(numbers(first)) & set(numbers(second))
    assert numbers(beyond) == numbers(second)
    assert "Sida 1 av 2" in text_of(first)
    assert 'name="sida" value="2"' in first.content.decode()
    assert "?" not in "".join(part for part in first.content.decode().split('"') if "elin" in part)


def test_a_protected_person_is_there_for_those_named_and_without_a_name(stad):
    skyddad = person(
        stad,
        "Elin",
        "Ström",
        stad.handlaggare,
        skyddsniva=Skyddsniva.SEKRETESSMARKERING,
    )
    response = ask(som(stad.handlaggare), "Elin")
    assert numbers(response) == [skyddad.arendenummer]
    assert "Skyddade uppgifter" in text_of(response)
    assert "Ström" not in text_of(response)
    assert "2011" not in text_of(response).replace(skyddad.arendenummer, "")
    assert numbers(ask(som(make_anvandare(enhet=stad.enhet)), "Elin")) == []


def test_names_of_another_namnd_are_not_searched(stad):
    """Even somebody who reaches the akt finds it by its numbers only, without a duty there."""
    annan = vagen.make_stad()
    arende = person(annan, "Elin", "Ström", stad.handlaggare)
    client = som(stad.handlaggare)
    assert numbers(ask(client, "Elin")) == []
    assert ask(client, arende.arendenummer).status_code == 302


def test_a_change_is_found_at_once(stad):
    client = som(stad.mottagare)
    assert numbers(ask(client, "Elias")) == []
    arende = vagen.receive(stad)
    assert numbers(ask(client, "Elias")) == [arende.arendenummer]


def test_names_are_opened_once_and_kept(stad):
    person(stad, "Elin", "Ström", stad.handlaggare)
    client = som(stad.handlaggare)
    ask(client, "Elin")
    with CaptureQueriesContext(connection) as queries:
        ask(client, "Elin")
    assert not any("arenden_sokrader(" in sql for sql in own(queries))


def test_the_namnd_searched_longest_ago_gives_way(stad, monkeypatch):
    annan = vagen.make_stad()
    for vem in (stad, annan):
        person(vem, "Elin", "Ström", vem.handlaggare)
    monkeypatch.setattr(sok, "MOST_PERSONS", 1)
    ask(som(stad.handlaggare), "Elin")
    ask(som(annan.handlaggare), "Elin")
    assert list(sok._registers) == [annan.namnd.pk]


@pytest.mark.parametrize(
    "text", ["hög risk 3", "<b>", "20120126-2398", "x", "han slog henne i natt på torget"]
)
def test_what_may_not_be_searched_by_is_explained(stad, text):
    [fel] = errors_at(ask(som(stad.handlaggare), text), "q")
    assert fel.endswith(".")
    loggat = Logghandelse.objects.get(verb="search.run")
    assert loggat.utfall == "nekad"


def test_every_search_is_logged_and_no_word_of_it(stad):
    egen = person(stad, "Christoffer", "Sjöberg", stad.handlaggare)
    client = som(stad.handlaggare)
    for text in ("Sjöberg", "Zebulon", PNR, "PRV-2026-99999"):
        ask(client, text)
    sokningar = Logghandelse.objects.filter(verb="search.run", aktor_id=stad.handlaggare.pk)
    kroppar = " ".join(bytes(rad.kropp).decode() for rad in Logghandelse.objects.all())
    assert "namn: 1 träffar" in kroppar
    assert kroppar.count("namn: 0 träffar") == 1
    assert "nummer: 0 träffar" in kroppar
    for ord_ in ("Sjöberg", "Zebulon", "2399", "99999"):
        assert ord_ not in kroppar
    read = Logghandelse.objects.get(verb="search.read", akt_id=egen.akt_id)
    assert "Person.efternamn" in bytes(read.kropp).decode()
    assert sokningar.count() == 4


def test_what_is_asked_in_an_address_is_not_heard(stad):
    person(stad, "Elin", "Ström", stad.handlaggare)
    response = som(stad.handlaggare).get(SOK, {"q": "Elin"})
    assert response.status_code == 200
    assert b"Elin" not in response.content
    assert "rader" not in response.context
    assert not Logghandelse.objects.filter(verb="search.run").exists()


def test_a_grant_that_has_ended_finds_nothing(stad):
    arende = person(stad, "Elin", "Ström", stad.handlaggare)
    client = som(stad.handlaggare)
    assert numbers(ask(client, "Elin")) == [arende.arendenummer]
    Tilltrade.objects.filter(anvandare=stad.handlaggare).delete()
    assert numbers(ask(client, "Elin")) == []


def test_a_unit_grant_finds_the_units_persons(stad):
    arende = person(stad, "Elin", "Ström")
    assert Tilltrade.objects.filter(
        anvandare=stad.gruppledare, omfattning=Omfattning.ENHET, skal=Skal.UPPDRAG
    ).exists()
    assert numbers(ask(som(stad.gruppledare), "elin ström")) == [arende.arendenummer]


def test_the_page_is_for_those_who_work_with_children(stad):
    for roll in (Roll.LOGGRANSKARE, Roll.ANALYTIKER, Roll.ADMINISTRATOR, Roll.EXTERN):
        assert ask(som(make_anvandare(roll)), "Elin").status_code == 403
