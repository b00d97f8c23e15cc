"""Protect an akt: whom it is open to is named from then on, and its addresses move away."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Max

from access.actions import end_tilltraden, give_tilltrade
from access.models import Anvandare, Niva, Omfattning, Roll, Skal, Tilltrade
from access.policy import require
from arenden import policy
from arenden.actions.las import lock_arende
from arenden.actions.sokrader import update_sokrad
from arenden.models import Arende, Namngivning, Person, Personakt, SkyddadAdress, Utkast
from arenden.models.akt import Skyddsniva
from arenden.models.skydd import fack_of
from audit import log
from audit.action import action
from audit.omforsegling import note_emptying
from audit.verb import Verb

PLATS = {"adress": "", "telefon": "", "skola": "", "skolform": "", "arskurs": None}
"""What may tell where a person is, with what is left of it in the akt of a protected person."""


@action
def set_skydd(*, arende: Arende, skyddsniva: Skyddsniva, actor: Anvandare) -> Personakt:
    """Set, change or lift the marking. Whoever works with the case may raise it at once.

    From this moment the unit no longer reaches a protected akt: the handläggare and the leader who
    decides do, by name. Lifting takes a leader; the addresses stay in their compartment.
    """
    arende = lock_arende(arende)
    require(policy.may_protect(actor, arende, skyddsniva))
    akt = Personakt.objects.select_for_update().get(pk=arende.akt_id)
    if akt.skyddsniva == skyddsniva:
        raise ValidationError("Markeringen är redan satt.")
    if skyddsniva == Skyddsniva.INGEN:
        akt.skyddsniva = skyddsniva
        log.save(akt, actor=actor, verb=Verb.SKYDD_LIFT)
        update_sokrad(akt)
        end_tilltraden(Tilltrade.objects.filter(skal=Skal.SKYDD, kalla=akt.pk), actor=actor)
        return akt
    protect_akt(akt, skyddsniva, actor=actor)
    return akt


def protect_akt(akt: Personakt, skyddsniva: str, *, actor: Anvandare) -> None:
    """Put the marking on an akt that has its person, in the transaction of whoever decided it."""
    _name_leaders(akt, actor=actor)
    end_tilltraden(
        Tilltrade.objects.filter(
            omfattning=Omfattning.AKT, omfattning_id=akt.pk, skal=Skal.TEAM
        ).exclude(anvandare=actor),
        actor=actor,
    )
    akt.skyddsniva = skyddsniva
    akt.stadsdelsomrade = ""
    log.save(akt, actor=actor, verb=Verb.SKYDD_SET)
    update_sokrad(akt)
    _empty_person(akt, actor=actor)


@action
def name_person(
    *,
    arende: Arende,
    anvandare: Anvandare,
    niva: Niva,
    till: datetime,
    motivering: str,
    actor: Anvandare,
) -> Tilltrade:
    """Open a protected akt for one more person, for a time."""
    arende = lock_arende(arende)
    require(policy.may_name(actor, arende, anvandare))
    if arende.namnd_id not in anvandare.namnder(Roll.handlaggande()):
        raise ValidationError({"anvandare": f"{anvandare} handlägger inte ärenden i nämnden."})
    tilltrade = give_tilltrade(
        anvandare=anvandare,
        omfattning=Omfattning.AKT,
        omfattning_id=arende.akt_id,
        niva=niva,
        skal=Skal.SKYDD,
        kalla=arende.akt_id,
        till=till,
        actor=actor,
    )
    _note(arende, tilltrade, motivering, actor=actor)
    return tilltrade


@action
def open_fack(
    *, arende: Arende, anvandare: Anvandare, till: datetime, motivering: str, actor: Anvandare
) -> Tilltrade:
    """Let a named person read the protected address for a time: always two people."""
    arende = lock_arende(arende)
    require(policy.may_name(actor, arende, anvandare))
    if not policy.may_read(anvandare, arende.akt):
        raise ValidationError({"anvandare": f"{anvandare} måste först vara namngiven för akten."})
    tilltrade = give_tilltrade(
        anvandare=anvandare,
        omfattning=Omfattning.FACK,
        omfattning_id=fack_of(arende.akt_id),
        niva=Niva.LASA,
        skal=Skal.SKYDD,
        kalla=arende.akt_id,
        till=till,
        actor=actor,
    )
    _note(arende, tilltrade, motivering, actor=actor)
    return tilltrade


@action
def end_named(*, arende: Arende, tilltrade_id: UUID, actor: Anvandare) -> Tilltrade:
    """Take somebody off the list; effective at once. One leader is always left."""
    arende = lock_arende(arende)
    require(policy.may_name(actor, arende))
    egna = Tilltrade.objects.filter(skal=Skal.SKYDD, kalla=arende.akt_id)
    tilltrade = egna.live().select_for_update().get(pk=tilltrade_id)
    if tilltrade.omfattning == Omfattning.AKT:
        ledare = named_for(arende.akt_id).filter(niva=Niva.BESLUTA).exclude(pk=tilltrade.pk)
        if not ledare.exists():
            raise ValidationError("Någon måste kunna besluta i ärendet. Namnge en ledare först.")
        end_tilltraden(
            egna.filter(omfattning=Omfattning.FACK, anvandare=tilltrade.anvandare_id), actor=actor
        )
    end_tilltraden(egna.filter(pk=tilltrade.pk), actor=actor)
    return tilltrade


def named_for(akt_id: UUID) -> Any:
    """The live grants on the akt itself: the list of the named, whatever event named them."""
    return Tilltrade.objects.live().filter(omfattning=Omfattning.AKT, omfattning_id=akt_id)


def _note(arende: Arende, tilltrade: Tilltrade, motivering: str, *, actor: Anvandare) -> None:
    namngivning = Namngivning(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        anvandare_id=tilltrade.anvandare_id,
        omfattning=tilltrade.omfattning,
        tilltrade_id=tilltrade.pk,
        motivering=motivering,
    )
    log.save(namngivning, actor=actor, verb=Verb.SKYDD_NAME)


def _name_leaders(akt: Personakt, *, actor: Anvandare) -> None:
    """Name the leader who decides: whoever sets the marking, else those who lead the unit now.

    What no person received, everybody who receives for the unit is named for, one by one.
    """
    i_enheten = Tilltrade.objects.live().filter(
        omfattning=Omfattning.ENHET, omfattning_id=akt.enhet_id
    )
    hogsta = i_enheten.aggregate(niva=Max("niva"))["niva"]
    if not actor.has_roll({Roll.SYSTEM}):
        i_enheten = i_enheten.filter(niva=hogsta)
    ledare = i_enheten.select_related("anvandare")
    egna = ledare.filter(anvandare=actor)
    for tilltrade in egna or ledare:
        give_tilltrade(
            anvandare=tilltrade.anvandare,
            omfattning=Omfattning.AKT,
            omfattning_id=akt.pk,
            niva=Niva(tilltrade.niva),
            skal=Skal.SKYDD,
            kalla=akt.pk,
            actor=actor,
        )


def _empty_person(akt: Personakt, *, actor: Anvandare) -> None:
    """Move what tells where the person is into the compartment, and empty the akt's memory of it.

    The akt's key would otherwise open it in the history for whoever reaches the akt.
    """
    moved: dict[str, Any] = {"akt_id": akt.pk, "actor": actor, "verb": Verb.SKYDD_MOVE}
    log.record_removed(model=Utkast, pks="*", **moved)
    person = Person.objects.select_for_update().get(akt=akt)
    put_adress(
        akt, adress=person.adress, telefon=person.telefon, skola=_school(person), actor=actor
    )
    if any(getattr(person, falt) != tomt for falt, tomt in PLATS.items()):
        for falt, tomt in PLATS.items():
            setattr(person, falt, tomt)
        log.save(person, actor=actor, verb=Verb.SKYDD_MOVE)
    with (
        note_emptying(Person.historik.filter(akt_id=akt.pk), **moved),
        note_emptying(Personakt.historik.filter(id=akt.pk), **moved),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT arenden_tom_adresshistorik(%s)", [akt.pk])
    log.record(actor=actor, verb=Verb.SKYDD_MOVE, akt_id=akt.pk, falt=PLATS)


def put_adress(
    akt: Personakt, *, adress: str, telefon: str, skola: str, actor: Anvandare
) -> SkyddadAdress | None:
    """Put a row into the compartment; nothing, if nothing is known."""
    if not (adress or telefon or skola):
        return None
    rad = SkyddadAdress(
        fack_id=fack_of(akt.pk),
        akt_id=akt.pk,
        namnd_id=akt.namnd_id,
        adress=adress,
        telefon=telefon,
        skola=skola,
        skriven_av=actor,
    )
    log.save(rad, actor=actor, verb=Verb.FACK_WRITE)
    return rad


def _school(person: Person) -> str:
    ar = f"årskurs {person.arskurs}" if person.arskurs is not None else ""
    return ", ".join(filter(None, [person.skola, ar]))
