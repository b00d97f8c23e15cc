"""What is known of the person: corrected with history, and identified when the number is found."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.actions import match_jav
from access.behorighet import is_declared_by
from access.models import Anvandare
from access.policy import require
from arenden import policy
from arenden.actions.las import lock, lock_arende
from arenden.actions.skydd import PLATS
from arenden.actions.sokrader import update_sokrad
from arenden.models import Arende, Identitetsbeteckning, Person, Personakt
from arenden.models.uppslag import find_akt_id
from arenden.rules.identitet import Nummer, OgiltigtNummer, parse_nummer
from audit import log
from audit.action import action
from audit.verb import Verb

TWO_IDENTITIES = (
    "Akten har redan ett nummer och skyddade personuppgifter. En ny identitet kopplas aldrig till "
    "den gamla: lägg upp en egen akt. Är det gamla numret fel, tala med gruppledaren."
)


@action
def change_person(
    *, arende: Arende, version: int, nummer: str, actor: Anvandare, **uppgifter: Any
) -> Person:
    """Save what is known of the person. A number identifies one who came without.

    Every earlier value stays in the history. A number that already has an akt in the nämnd is
    refused: the two are one person's, and joining them is a matter of its own.
    """
    arende = lock_arende(arende)
    require(policy.may_work(actor, arende))
    return put_person(arende, version=version, nummer=nummer, actor=actor, **uppgifter)


def put_person(
    arende: Arende, *, version: int, nummer: str, actor: Anvandare, **uppgifter: Any
) -> Person:
    """The same inside the action that decided it, also in a closed case."""
    if arende.akt.is_skyddad and (plats := uppgifter.keys() & PLATS.keys()):
        raise ValidationError(dict.fromkeys(plats, "Uppgiften hör till adressfacket, inte hit."))
    person = lock(Person, arende.akt.person.pk, version=version)
    for falt, varde in uppgifter.items():
        setattr(person, falt, varde)
    if nummer.strip():
        identitet = _parse(nummer)
        _identify(arende.akt, identitet, actor)
        person.fodelsedatum = person.fodelsedatum or identitet.fodd
    log.save(person, actor=actor, verb=Verb.AKT_CHANGE)
    update_sokrad(arende.akt)
    return person


def _parse(nummer: str) -> Nummer:
    try:
        return parse_nummer(nummer, idag=timezone.localdate())
    except OgiltigtNummer as fel:
        raise ValidationError({"nummer": str(fel)}) from fel


def _identify(akt: Personakt, nummer: Nummer, actor: Anvandare) -> None:
    if is_declared_by(actor, nummer.siffror):
        raise ValidationError(
            {"nummer": "Numret är anmält som jäv för dig. Be gruppledaren ta över ärendet."}
        )
    upptagen = find_akt_id(akt.namnd, nummer.siffror)
    if upptagen == akt.pk:
        return
    if akt.is_skyddad and akt.identitetsbeteckning_set.exists():
        raise ValidationError({"nummer": TWO_IDENTITIES})
    if upptagen is not None:
        raise ValidationError(
            {"nummer": "Personen har redan en akt i nämnden. Tala med gruppledaren om akterna."}
        )
    beteckning = Identitetsbeteckning(
        akt=akt,
        namnd=akt.namnd,
        slag=nummer.slag,
        nummer=str(nummer),
        giltig_fran=timezone.localdate(),
    )
    log.save(beteckning, actor=actor, verb=Verb.AKT_IDENTIFY)
    akt.fodelsear, akt.kon = nummer.fodelsear, nummer.kon
    log.save(akt, actor=actor, verb=Verb.AKT_IDENTIFY)
    match_jav(akt_id=akt.pk, siffror=nummer.siffror, actor=actor)
