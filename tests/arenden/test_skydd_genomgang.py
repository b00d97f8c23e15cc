"""Every page, opened by everybody, once a person is protected: nothing of them shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from access.models import Niva, Omfattning, Roll, Skal, Tilltrade
from arenden.actions.skydd import put_adress, set_skydd
from arenden.models import Identitetsbeteckning, Person, Personakt, Steg
from arenden.models.akt import SKYDDAD_PERSON, Skyddsniva
from tests.builders import make_anvandare
from tests.conftest import logga_in
from tests.policy.matris import ADDRESSES, MATRIS
from tests.policy.stad import Stad, get, kwargs_for, make_stad
from tests.policy.varld import make_varld

pytestmark = pytest.mark.django_db

NAMN, EFTERNAMN, NUMMER = "Zakarias", "Hemligsson", "20110418-2397"
PLATS = ("Dolda gatan 17", "070-555 17 17", "Gömda skolan", "Gömda dalen")
ROLLER = (
    Roll.MOTTAGNING,
    Roll.SOCIALSEKRETERARE,
    Roll.ENHETSCHEF,
    Roll.REGISTRATOR,
    Roll.SAMORDNARE,
    Roll.LOGGRANSKARE,
    Roll.EXTERN,
)
WHO = (NAMN, EFTERNAMN, NUMMER, "Z.H.")


@pytest.fixture(scope="module")
def stad(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stad]:
    with django_db_blocker.unblock(), transaction.atomic():
        varld = make_varld("Järva")
        for arende in varld.arenden:
            protect(varld, arende)
        yield make_stad(varld, varld)
        transaction.set_rollback(True)


def protect(varld: Any, arende: Any) -> None:
    """Make the person of a case known by name and place, and then protected."""
    akt = Personakt.objects.get(pk=arende.akt_id)
    akt.stadsdelsomrade = PLATS[3]
    akt.save()
    person = Person.objects.get(akt=akt)
    person.fornamn, person.efternamn = NAMN, EFTERNAMN
    person.adress, person.telefon, person.skola = PLATS[:3]
    person.save()
    if arende.steg == Steg.UPPFOLJNING:
        Identitetsbeteckning.objects.create(
            akt=akt, namnd=akt.namnd, slag="personnummer", nummer=NUMMER, giltig_fran=akt.oppnad
        )
    set_skydd(
        arende=arende,
        skyddsniva=Skyddsniva.SKYDDAD_FOLKBOKFORING,
        actor=varld.stad.gruppledare,
    )
    put_adress(akt, adress=PLATS[0], telefon=PLATS[1], skola="", actor=varld.stad.gruppledare)


def make_unnamed(stad: Stad, roll: Roll) -> Any:
    """Somebody who has the whole unit and the team, and is named for nothing."""
    if roll == Roll.EXTERN:
        return stad.egen.extern
    anvandare = make_anvandare(roll, enhet=stad.egen.stad.enhet)
    team = stad.egen.fall[Steg.UPPFOLJNING]["team"]
    mal = [
        (Omfattning.ENHET, stad.egen.stad.enhet.pk),
        (Omfattning.ENHET, stad.egen.stad.mottagning.pk),
        (Omfattning.TEAM, team),
    ]
    for omfattning, vad in mal:
        Tilltrade.objects.create(
            anvandare=anvandare, omfattning=omfattning, omfattning_id=getattr(vad, "pk", vad),
            niva=Niva.BESLUTA, skal=Skal.UPPDRAG, kalla=stad.egen.stad.enhet.pk,
            given_av=anvandare,
        )  # fmt: skip
    return anvandare


def everything(response: Any) -> str:
    headers = "\n".join(f"{namn}: {varde}" for namn, varde in response.headers.items())
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return headers + body.decode(errors="replace")


def telling(client: Client, stad: Stad, secrets: tuple[str, ...], **only: bool) -> dict[str, Any]:
    """Addresses whose answer holds one of the secrets; with `lists`, those about no one person."""
    found, walked = {}, 0
    for namn in MATRIS:
        if only.get("lists") and ADDRESSES[namn].pattern.converters.keys() - {"team"}:
            continue
        try:
            kwargs = kwargs_for(namn, stad, stad.egen)
        except KeyError:  # this world has none of what the page is about
            continue
        walked += 1
        text = everything(get(client, namn, kwargs))
        if hits := [secret for secret in secrets if secret in text]:
            found[namn] = hits
    assert walked > (15 if only.get("lists") else 70)
    return found


@pytest.mark.parametrize("roll", ROLLER)
def test_nobody_unnamed_finds_anything_of_a_protected_person(stad, roll):
    client = logga_in(Client(raise_request_exception=False), make_unnamed(stad, roll))
    assert telling(client, stad, WHO + PLATS) == {}


def test_to_the_named_lists_are_masked_and_the_place_shows_nowhere(stad):
    for anvandare in (stad.egen.stad.gruppledare, stad.egen.stad.handlaggare):
        client = logga_in(Client(raise_request_exception=False), anvandare)
        assert telling(client, stad, PLATS) == {}
        assert telling(client, stad, WHO, lists=True) == {}
    lista = get(client, "insatser:arendelista", {}).content.decode()
    assert SKYDDAD_PERSON in lista


def test_the_named_see_who_it_is_in_the_akt_itself(stad):
    client = logga_in(Client(raise_request_exception=False), stad.egen.stad.gruppledare)
    assert NAMN in everything(
        get(client, "insatser:arende", kwargs_for("insatser:arende", stad, stad.egen))
    )
