"""What a party brings is its own: seen when shared, taken back, and in an akt by decision only."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from uuid6 import uuid7

from access.middleware import row_level_security
from access.models import Avisering, Organisation
from arenden.models import Handling, Journalanteckning
from audit.models import Logghandelse
from samverkansteam.actions.atagande import answer_atagande
from samverkansteam.actions.bidrag import (
    share_bidrag,
    take_back_bidrag,
    take_in_bidrag,
    write_bidrag,
)
from samverkansteam.actions.mote import NyttAtagande
from samverkansteam.actions.team import add_deltagare, add_part
from samverkansteam.actions.teamarende import connect_arende
from samverkansteam.models import Atagande, Bidrag, Bidragsfil, Bidragsintag, Deltagare
from tests.arenden.filer import upload
from tests.builders import make_anvandare
from tests.conftest import logga_in, page_itself
from tests.samverkansteam.builders import (
    Rum,
    make_bidrag,
    make_extern,
    make_my_arende,
    make_organisation,
    make_rum,
)
from tests.samverkansteam.test_mote import hold, make_mote

pytestmark = pytest.mark.django_db


def url(namn: str, rum: Rum, *args) -> str:
    return reverse(f"samverkansteam:{namn}", args=[rum.team.pk, *args])


def take_in(rum: Rum, bidrag: Bidrag, **override) -> Bidragsintag:
    falt = {"grund": "handlaggning", "skal": "Skolan har sett det själv.", "actor": rum.ledare}
    return take_in_bidrag(bidrag=bidrag, teamarende=rum.teamarende, **falt | override)


def another_party(rum: Rum):
    polis = make_extern(make_organisation(slag=Organisation.Slag.POLIS))
    part = add_part(
        team=rum.team, organisation=polis.organisation, kontaktpunkt="", actor=rum.ledare
    )
    add_deltagare(part=part, anvandare=polis, actor=rum.ledare)
    return polis


def test_until_it_is_shared_the_party_alone_sees_it():
    rum = make_rum()
    bidrag = make_bidrag(rum.part, rum.extern)
    polis = another_party(rum)
    for person, ser in ((rum.extern, True), (rum.ledare, False), (polis, False)):
        assert Bidrag.objects.visible_to(person).exists() == ser
        assert Bidragsfil.objects.visible_to(person).exists() == ser
    share_bidrag(bidrag=bidrag, actor=rum.extern)
    assert Bidrag.objects.visible_to(rum.ledare).exists()
    assert not Bidrag.objects.visible_to(polis).exists()
    assert Avisering.objects.get(mottagare=rum.ledare).slag == Avisering.Slag.BIDRAG


def test_the_wall_itself_hides_what_is_not_shared():
    rum = make_rum()
    make_bidrag(rum.part, rum.extern)
    for person, antal in ((rum.ledare, 0), (rum.extern, 1)):
        with row_level_security(person.pk):
            assert Bidrag.objects.count() == antal
            assert Bidragsfil.objects.count() == antal


def test_what_is_not_shared_answers_the_socialtjanst_exactly_as_what_is_absent(client):
    rum = make_rum()
    bidrag = make_bidrag(rum.part, rum.extern)
    logga_in(client, rum.ledare)
    dolt, borta = (client.get(url("bidrag", rum, pk)) for pk in (bidrag.pk, uuid7()))
    assert (dolt.status_code, page_itself(dolt)) == (404, page_itself(borta))


def test_the_socialtjanst_writes_none_and_an_empty_one_is_refused():
    rum = make_rum()
    falt = {"part": rum.part, "rubrik": "R", "sekretess": "S"}
    with pytest.raises(PermissionDenied):
        write_bidrag(text="Text", actor=rum.ledare, **falt)
    with pytest.raises(ValidationError, match="Skriv något"):
        write_bidrag(text=" ", actor=rum.extern, **falt)
    with pytest.raises(ValidationError, match="ingen person"):
        write_bidrag(text="Text", nummer=7, actor=rum.extern, **falt)


def test_the_party_takes_it_back_with_its_file():
    rum = make_rum()
    bidrag = make_bidrag(rum.part, rum.extern, dela=True)
    kropp = Path(settings.HANDLINGAR_DIR) / bidrag.filer.get().lagrat_namn
    assert kropp.exists()
    with pytest.raises(PermissionDenied):
        take_back_bidrag(bidrag=bidrag, actor=rum.ledare)
    with transaction.atomic():
        take_back_bidrag(bidrag=bidrag, actor=rum.extern)
    assert not Bidrag.objects.exists()
    assert Logghandelse.objects.filter(verb="bidrag.take_back").count() == 2


def test_taking_in_leaves_a_note_a_handling_and_the_log():
    rum = make_rum()
    bidrag = make_bidrag(rum.part, rum.extern, nummer=1, dela=True)
    intag = take_in(rum, bidrag)
    anteckning = Journalanteckning.objects.get()
    assert anteckning.is_signerad
    assert "Alva kommer oftare i tid." in anteckning.text
    assert "23 kap. 2 §" in anteckning.text
    assert "Skolan har sett det själv." in anteckning.text
    handling = Handling.objects.get()
    assert (handling.anteckning, handling.slag) == (anteckning, Handling.Slag.SKOLA)
    assert b"".join(handling.opened()) == b"".join(bidrag.filer.get().opened())
    assert Logghandelse.objects.filter(
        verb="bidrag.take_in", akt_id=rum.arende.akt_id, aktor_id=rum.ledare.pk
    ).exists()
    assert intag.grund == Bidragsintag.Grund.HANDLAGGNING


def test_what_is_taken_in_is_neither_taken_back_nor_taken_again():
    rum = make_rum()
    bidrag = make_bidrag(rum.part, rum.extern, dela=True)
    take_in(rum, bidrag)
    with pytest.raises(PermissionDenied, match="fört in bidraget"):
        take_back_bidrag(bidrag=bidrag, actor=rum.extern)
    with pytest.raises(PermissionDenied, match="redan infört"):
        take_in(rum, bidrag)


def test_what_tells_of_another_person_of_the_team_is_not_taken_into_this_akt():
    rum = make_rum()
    annat = make_my_arende(rum.ledare, rum.enhet)
    connect_arende(team=rum.team, arende=annat, actor=rum.ledare)
    bidrag = make_bidrag(rum.part, rum.extern, nummer=2, dela=True)
    with pytest.raises(PermissionDenied, match="en annan person"):
        take_in(rum, bidrag)


def test_what_is_not_shared_is_not_taken_in_and_not_by_anybody_else():
    rum = make_rum()
    bidrag = make_bidrag(rum.part, rum.extern)
    with pytest.raises(PermissionDenied, match="inte delat"):
        take_in(rum, bidrag)
    share_bidrag(bidrag=bidrag, actor=rum.extern)
    for person in (rum.extern, make_anvandare(enhet=rum.enhet)):
        with pytest.raises(PermissionDenied):
            take_in(rum, bidrag, actor=person)
    assert not Journalanteckning.objects.exists()


@pytest.mark.parametrize(
    "sats",
    [
        "UPDATE samverkansteam_bidrag SET sekretess = rubrik",
        "UPDATE samverkansteam_bidragsfil SET nyckel = filnamn",
    ],
)
def test_the_web_changes_no_word_of_a_contribution(sats):
    rum = make_rum()
    make_bidrag(rum.part, rum.extern, dela=True)
    with (
        pytest.raises(DatabaseError, match="keeps its words"),
        transaction.atomic(),
        row_level_security(rum.ledare.pk),
        connection.cursor() as cursor,
    ):
        cursor.execute(sats)


def test_the_whole_way_on_the_pages(client):
    rum = make_rum()
    logga_in(client, rum.extern)
    klart = client.post(
        url("nytt_bidrag", rum),
        {"rubrik": "Närvaron", "text": "Bättre nu.", "sekretess": "Vår", "fil": upload()},
    )
    assert klart.status_code == 303
    bidrag = Bidrag.objects.get()
    sida = url("bidrag", rum, bidrag.pk)
    assert "Bara ni ser det" in client.get(sida).content.decode()
    assert client.post(f"{sida}filer/ny/", {"fil": upload("mer.pdf")}).status_code == 303
    assert client.post(f"{sida}dela/").status_code == 303
    fil = bidrag.filer.first()
    hamtad = logga_in(client, rum.ledare).get(url("hamta_bidragsfil", rum, bidrag.pk, fil.pk))
    assert b"".join(hamtad).startswith(b"%PDF")
    hit = reverse("samverkansteam:ta_in_bidrag", args=[rum.arende.pk, rum.team.pk, bidrag.pk])
    assert hit in client.get(sida).content.decode()
    assert client.post(hit, {"grund": "handlaggning", "skal": "Behövs."}).status_code == 303
    assert Handling.objects.count() == 2
    logga_in(client, rum.extern)
    assert "Infört i akten" in client.get(sida).content.decode()
    assert client.post(f"{sida}ta-tillbaka/").status_code == 403


def test_a_file_of_a_kind_that_is_not_taken_is_refused_with_the_reason(client):
    rum = make_rum()
    logga_in(client, rum.extern)
    svar = client.post(
        url("nytt_bidrag", rum),
        {"rubrik": "R", "sekretess": "S", "fil": upload("elak.exe", b"MZ\x90\x00")},
    )
    assert svar.status_code == 422
    assert not Bidrag.objects.exists()


def test_an_atagande_is_answered_in_words(client):
    rum = make_rum()
    skolans = Deltagare.objects.get(anvandare=rum.extern)
    senast = timezone.localdate() + timedelta(days=7)
    hold(rum, make_mote(rum), ataganden=[NyttAtagande(skolans, "Ringer hem.", senast)])
    atagande = Atagande.objects.get()
    with pytest.raises(ValidationError, match="varför"):
        answer_atagande(atagande=atagande, gjort=False, svar="", actor=rum.extern)
    logga_in(client, rum.extern)
    sida = url("svara_atagande", rum, atagande.pk)
    assert client.post(sida, {"gjort": "nej", "svar": "Mentorn är sjuk."}).status_code == 303
    atagande.refresh_from_db()
    assert (atagande.klart, atagande.svar) == (None, "Mentorn är sjuk.")
    assert "Mentorn är sjuk." in client.get(url("rum", rum)).content.decode()
    client.post(sida, {"gjort": "ja", "svar": ""})
    atagande.refresh_from_db()
    assert atagande.klart is not None
