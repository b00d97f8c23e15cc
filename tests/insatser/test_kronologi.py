"""The chronology of a case: everything that happened, narrowed, turned, paged and read on paper."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from access.models import Roll
from arenden.actions.journal import add_tillagg
from arenden.models import Journalanteckning, Steg
from audit.models import Logghandelse
from audit.verb import Verb
from insatser.views.fakta import FAKTA, Del
from insatser.views.kronologi import PER_SIDA
from tests.arenden.webb import own, som, text_of
from tests.builders import make_anvandare
from tests.insatser import vagen
from tests.policy.varld import make_varld

SIDA = PER_SIDA["40"]


@pytest.fixture
def arende(stad):
    return vagen.arende_at(stad, Steg.UTREDNING)


@pytest.fixture
def client(stad, arende):
    return som(stad.handlaggare)


def kronologi(arende):
    return reverse("insatser:kronologi", args=[arende.pk])


def rubriker(response):
    return [handelse["rubrik"] for handelse in response.context["handelser"]]


def note(arende, av, n=0, text="Vi talade om skolan."):
    nar = timezone.now() - timedelta(days=n + 1)
    return Journalanteckning.objects.create(
        akt=arende.akt,
        namnd=arende.namnd,
        arende=arende,
        slag="samtal",
        nar=nar,
        text=text,
        forfattare=av,
        signerad=nar,
    )


@pytest.mark.django_db
def test_every_kind_of_event_is_found_in_a_world_with_one_of_everything():
    """Each kind answers for every case; each case of the world tells how it came in."""
    varld = make_varld("Järva")
    user = varld.stad.handlaggare
    found = set()
    for arende in varld.arenden:
        kom_in = {
            rad["f_handelse"]: fakta.describe(arende, rad)["rubrik"]
            for fakta in FAKTA
            for rad in fakta.rows(arende, user, Q())
        }
        assert kom_in["anmalan"] == "Orosanmälan kom in"
        found |= kom_in.keys()
    borde = {"journal", "skyddsbedomning", "inleds", "beslut", "plan", "insats", "team"}
    borde |= {"teammote", "samtycke", "delgivning", "gemensam_atgard", "handling"}
    borde |= {"gang", "frist_uppfylld", "tillfalle", "underrattelse", "utredning"}
    assert borde <= found


def test_newest_first_or_oldest_first(client, arende):
    nyast = client.get(kronologi(arende))
    aldst = client.get(kronologi(arende), {"ordning": "aldst"})
    assert rubriker(nyast)[-1] == "Orosanmälan kom in"
    assert rubriker(aldst) == list(reversed(rubriker(nyast)))


def test_narrowed_to_a_part_and_a_period(client, arende, stad):
    note(arende, stad.handlaggare, n=1)
    dagen = (timezone.localdate() - timedelta(days=2)).isoformat()
    bara = client.get(kronologi(arende), {"slag": Del.JOURNAL.value})
    assert rubriker(bara) == ["Samtal i journalen"]
    assert "Journal" in text_of(bara)
    assert rubriker(client.get(kronologi(arende), {"fran": dagen, "till": dagen})) == [
        "Samtal i journalen"
    ]
    assert rubriker(client.get(kronologi(arende), {"till": "2000-01-01"})) == []
    assert client.get(kronologi(arende), {"slag": "risk", "fran": "x"}).status_code == 200


def test_paging_by_a_cursor_shows_each_event_once(client, arende, stad):
    for n in range(SIDA * 2):
        note(arende, stad.handlaggare, n=n // 4)  # four at the same moment of a day
    sedda, adress = [], kronologi(arende) + "?slag=journal"
    while adress:
        response = client.get(adress)
        sedda += [handelse["rad"] for handelse in response.context["handelser"]]
        nasta = response.context["nasta"]
        adress = kronologi(arende) + nasta if nasta else ""
    assert len(sedda) == len(set(sedda)) == SIDA * 2
    for skrap in ("x", "~~", "2026-11-22T10:00:00~x~journal", "2026-11-22~x"):
        assert client.get(kronologi(arende), {"efter": skrap}).status_code == 200


def test_the_words_are_shown_when_asked_for_and_an_addition_with_its_note(client, arende, stad):
    anteckning = note(arende, stad.handlaggare, n=20)
    add_tillagg(
        anteckning=anteckning,
        roll="stammer_inte",
        text="Det var hennes bror.",
        actor=stad.handlaggare,
    )
    utan = text_of(client.get(kronologi(arende)))
    assert "skolan" not in utan
    assert "bror" not in utan
    bara_tillagget = {"text": "on", "slag": "journal", "fran": timezone.localdate().isoformat()}
    response = client.get(kronologi(arende), bara_tillagget)
    assert len(rubriker(response)) == 1
    shown = text_of(response)
    assert shown.index("Vi talade om skolan.") < shown.index("Det var hennes bror.")
    assert "Den enskilde uppger att uppgiften inte stämmer" in shown
    assert "skriven 21 dagar efter" in shown


def test_what_was_opened_is_logged_and_nothing_is_opened_by_the_list_itself(client, arende, stad):
    note(arende, stad.handlaggare)

    def opened():
        rad = Logghandelse.objects.filter(verb=Verb.KRONOLOGI_READ).latest("id")
        assert rad.akt_id == arende.akt_id
        return {
            falt
            for falt in json.loads(bytes(rad.kropp))["ovrigt"]["falt"]
            if "Journalanteckning" in falt
        }

    client.get(kronologi(arende))
    assert opened() == set()
    client.get(kronologi(arende), {"text": "on"})
    assert opened()


def test_it_asks_as_much_for_a_long_history_as_for_a_short(client, arende, stad):
    def asked(**val):
        client.get(kronologi(arende), val)
        with CaptureQueriesContext(connection) as queries:
            client.get(kronologi(arende), val)
        return len(own(queries))

    note(arende, stad.handlaggare)
    kort, med_text = asked(), asked(text="on")
    for n in range(SIDA):
        note(arende, stad.handlaggare, n=n)
    assert asked() == kort
    assert asked(text="on") == med_text <= kort + 4


def test_who_does_not_reach_the_case_finds_no_chronology(arende, stad):
    frammande = make_anvandare(Roll.SOCIALSEKRETERARE)
    assert som(frammande).get(kronologi(arende)).status_code == 404


@pytest.mark.django_db
def test_a_meeting_of_a_team_is_for_those_in_the_team():
    """Reaching the akt is not being in the team: the meeting is not among what they see."""
    varld = make_varld("Järva")
    fall = varld.fall[Steg.UPPFOLJNING]["arende"]
    assert "Teammöte" in rubriker(som(varld.stad.handlaggare).get(kronologi(fall)))
    assert "Teammöte" not in rubriker(som(varld.stad.enhetschef).get(kronologi(fall)))
