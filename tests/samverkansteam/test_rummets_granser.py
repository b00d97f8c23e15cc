"""Another party tries every address of the site, and finds its room and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from access.models import Anvandare, Organisation
from arenden.models import Steg
from audit.models import Logghandelse
from samverkansteam.actions.team import add_deltagare, add_part, close_team
from samverkansteam.models import Team
from tests.conftest import logga_in
from tests.policy.matris import MATRIS
from tests.policy.stad import Stad, kwargs_for, make_stad
from tests.policy.varld import make_varld
from tests.samverkansteam.builders import make_extern, make_organisation

pytestmark = pytest.mark.django_db

RUMMET = {
    "samverkansteam:kallelse",
    "samverkansteam:kallelse_pdf",
    "samverkansteam:lista",
    "samverkansteam:mote",
    "samverkansteam:mote_ical",
    "samverkansteam:nytt_bidrag",
    "samverkansteam:rum",
    "samverkansteam:snabblogg",
    "samverkansteam:utlamnat",
}
"""What another party opens in a team where nothing has been released to it."""
PROTOKOLLET = {
    "samverkansteam:eget_protokoll",
    "samverkansteam:eget_protokoll_pdf",
    "samverkansteam:protokoll",
    "samverkansteam:protokoll_pdf",
}
"""What a meeting left behind, for the parties that were called to it."""
EGET = {"granskning:min_logg", "granskning:mina_fragor", "insatser:forstasida"}
"""What everybody has of their own, outside `access`."""


@pytest.fixture(scope="module")
def stad(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stad]:
    """Built once, and rolled back after the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        varld = make_varld("Järva")
        yield make_stad(varld, varld)
        transaction.set_rollback(True)


def team_of(stad: Stad) -> Team:
    return Team.objects.get(pk=stad.egen.fall[Steg.UPPFOLJNING]["team"])


def join(stad: Stad, slag: str) -> Anvandare:
    """Somebody of another kind of party, in the team that works with the child."""
    ledare, extern = stad.egen.stad.handlaggare, make_extern(make_organisation(slag=slag))
    part = add_part(
        team=team_of(stad), organisation=extern.organisation, kontaktpunkt="", actor=ledare
    )
    add_deltagare(part=part, anvandare=extern, actor=ledare)
    return extern


def everything_secret(stad: Stad) -> set[str]:
    """Names, numbers and words of the child that no page of the room may hold."""
    fall = stad.egen.fall[Steg.UPPFOLJNING]
    arende = fall["arende"]
    person = arende.akt.person
    return {
        arende.arendenummer,
        person.efternamn,
        "Ringde hem till barnet",
        "klockan tio på tisdagar",
        "Alva kommer oftare i tid",
    }


def address_of(namn: str, stad: Stad) -> str:
    return reverse(namn, kwargs=kwargs_for(namn, stad, stad.egen))


def walk(stad: Stad, extern: Anvandare, method: str) -> dict[str, HttpResponse]:
    """Each address with the true ids of the child, the akt and the other party's things."""
    client = logga_in(Client(), extern)
    svar = {}
    for namn in MATRIS:
        if method == "post" and namn.startswith("access:"):
            continue
        with transaction.atomic():
            svar[namn] = getattr(client, method)(address_of(namn, stad))
    return svar


@pytest.mark.parametrize("slag", [Organisation.Slag.POLIS, Organisation.Slag.FRISTAENDE_SKOLA])
def test_every_address_leads_to_the_room_or_nowhere(stad, slag):
    extern = join(stad, slag)
    hemligt = everything_secret(stad)
    svar = walk(stad, extern, "get")
    oppna = {n for n, s in svar.items() if s.status_code < 400 and not n.startswith("access:")}
    assert oppna == RUMMET | EGET
    for namn in oppna:
        text = b"".join(svar[namn]).decode(errors="replace")
        assert not {ord_ for ord_ in hemligt if ord_ in text}, namn
    lasta = Logghandelse.objects.filter(aktor_id=extern.pk, akt_id__isnull=False)
    assert not lasta.exclude(verb="access.denied").exists()


def test_nothing_is_done_by_posting_to_every_address(stad):
    extern = join(stad, Organisation.Slag.POLIS)
    svar = walk(stad, extern, "post")
    assert {namn for namn, s in svar.items() if s.status_code < 400} == EGET
    lasta = Logghandelse.objects.filter(aktor_id=extern.pk, akt_id__isnull=False)
    assert not lasta.exclude(verb="access.denied").exists()


def test_the_room_is_gone_in_the_request_that_follows_the_end_of_the_team(stad):
    extern = join(stad, Organisation.Slag.REGION)
    client, rummet = logga_in(Client(), extern), team_of(stad)
    adresser = {namn: address_of(namn, stad) for namn in RUMMET - {"samverkansteam:lista"}}
    assert {client.get(adress).status_code for adress in adresser.values()} == {200}
    close_team(team=rummet, actor=stad.egen.stad.handlaggare)
    assert {client.get(adress).status_code for adress in adresser.values()} == {404}
    lista = client.get(reverse("samverkansteam:lista")).content.decode()
    assert str(rummet.pk) not in lista


def test_the_minutes_are_for_the_parties_that_were_called(stad):
    skolan, nytillkommen = stad.egen.extern, join(stad, Organisation.Slag.POLIS)
    for vem, status in ((skolan, 200), (nytillkommen, 404)):
        client = logga_in(Client(), vem)
        svar = {namn: client.get(address_of(namn, stad)).status_code for namn in PROTOKOLLET}
        assert svar == dict.fromkeys(PROTOKOLLET, status)
    hallet = stad.egen.fall[Steg.UPPFOLJNING]["hallet"]
    sida = client.get(reverse("samverkansteam:mote", args=[team_of(stad).pk, hallet]))
    assert "Mötet hölls innan ni kom med." in sida.content.decode()
    assert "Vi fortsätter som vi har sagt." not in sida.content.decode()
