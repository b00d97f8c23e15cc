"""Jäv: numbers declared beforehand, akter closed when a number matches or a case is declared."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone

from access import behorighet
from access.actions.tilltraden import end_tilltraden
from access.models import Anvandare, Jav, Javuppgift, Omfattning, Tilltrade
from access.models.javuppgift import jav_index
from access.policy import require
from audit import log
from audit.action import action
from audit.verb import Verb


@action
def declare_nummer(
    *, siffror: str, nummer: str, slag: str, relation: str, actor: Anvandare
) -> Javuppgift:
    """Declare one's own number or a close person's; nobody declares for another."""
    uppgift = Javuppgift(
        anvandare=actor,
        slag=slag,
        nummer=nummer,
        relation=relation,
        blindindex=jav_index(siffror),
    )
    log.save(uppgift, actor=actor, verb=Verb.JAV_DECLARE)
    return uppgift


@action
def close_akt_for_jav(
    *, akt_id: UUID, anvandare: Anvandare, slag: Jav.Slag, actor: Anvandare
) -> Jav | None:
    """Close an akt for one person, whatever grants they have; None if it is closed already."""
    if Jav.objects.filter(anvandare=anvandare, akt_id=akt_id, till=None).exists():
        return None
    end_tilltraden(
        Tilltrade.objects.filter(
            anvandare=anvandare, omfattning=Omfattning.AKT, omfattning_id=akt_id
        ),
        actor=actor,
    )
    jav = Jav(anvandare=anvandare, akt_id=akt_id, slag=slag, anmald_av=actor)
    log.save(jav, actor=actor, verb=Verb.JAV_CLOSE_AKT)
    return jav


@action
def match_jav(*, akt_id: UUID, siffror: str, actor: Anvandare) -> int:
    """An akt has got an identity: close it for everyone who declared the number.

    Returns for how many. To be called wherever an identity is set.
    """
    uppgifter = Javuppgift.objects.in_force().filter(blindindex=jav_index(siffror))
    stangda = [
        close_akt_for_jav(
            akt_id=akt_id, anvandare=uppgift.anvandare, slag=Jav.Slag(uppgift.slag), actor=actor
        )
        for uppgift in uppgifter.select_related("anvandare")
    ]
    return sum(jav is not None for jav in stangda)


@action
def end_jav(*, jav: Jav, actor: Anvandare) -> Jav:
    """Lift a jäv: a decision of somebody who leads and reaches the akt, never of the person."""
    rad = Jav.objects.select_for_update(of=("self",)).get(pk=jav.pk)
    require(behorighet.may_end_jav(actor, rad.anvandare))
    if rad.till is not None:
        raise ValidationError("Jävet är redan avslutat.")
    rad.till = timezone.now()
    log.save(rad, actor=actor, verb=Verb.JAV_END)
    return rad


@action
def end_javuppgift(*, uppgift: Javuppgift, actor: Anvandare) -> Javuppgift:
    """Take a declared number out of the register. Never one's own.

    The akter it closed stay closed until somebody who reaches them lifts each.
    """
    rad = Javuppgift.objects.select_for_update(of=("self",)).get(pk=uppgift.pk)
    require(behorighet.may_end_jav(actor, rad.anvandare))
    if rad.till is not None:
        raise ValidationError("Uppgiften är redan avslutad.")
    rad.till = timezone.localdate()
    rad.avslutad_av = actor
    log.save(rad, actor=actor, verb=Verb.JAV_END)
    return rad
