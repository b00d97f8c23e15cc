"""Many cases given to one handläggare at once: looked at first, each by itself, and undone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from uuid6 import uuid7

from access.behorighet import has_jav
from access.models import Anvandare
from access.policy import require
from arenden import policy as arendepolicy
from arenden.actions.las import lock, lock_arende
from arenden.actions.tilldelning import assign_arende, release_arende
from arenden.models import Arende
from audit import log
from audit.action import action
from audit.verb import Verb
from insatser import policy
from insatser.actions.byte import unit_for
from insatser.models import Fordelning

MOST = 100
"""So many cases are given out at a time."""


@dataclass(frozen=True)
class Rad:
    """A case, and why it cannot be given to the one who was chosen; "" when it can."""

    arende: Arende
    hinder: str


def preview(arenden: Iterable[Arende], till: Anvandare, *, actor: Anvandare) -> list[Rad]:
    """What giving these cases to `till` would do. Writes nothing."""
    return [Rad(arende, _hinder(arende, till, actor)) for arende in arenden]


def _hinder(arende: Arende, till: Anvandare, actor: Anvandare) -> str:
    if not (tillatet := arendepolicy.may_assign(actor, arende)):
        return tillatet.reason
    if arende.handlaggare_id == till.pk:
        return f"{till} har redan ärendet."
    if has_jav(till, arende.akt_id):
        return f"{till} kan inte ha ärendet."
    if arende.akt.is_skyddad:
        return "Akten är skyddad. Tilldela ärendet på dess egen sida."
    return ""


@action
def distribute(
    arenden: Iterable[Arende], *, till: Anvandare, actor: Anvandare
) -> tuple[UUID, list[Rad]]:
    """Give these cases to one handläggare, each by itself: one that fails stops no other."""
    omgang = uuid7()
    return omgang, [_give(arende, till, omgang, actor) for arende in arenden]


def _give(arende: Arende, till: Anvandare, omgang: UUID, actor: Anvandare) -> Rad:
    try:
        with transaction.atomic():
            arende = lock_arende(arende)
            if hinder := _hinder(arende, till, actor):
                return Rad(arende, hinder)
            rad = Fordelning(
                akt_id=arende.akt_id,
                namnd_id=arende.namnd_id,
                omgang=omgang,
                arende=arende,
                fore=arende.handlaggare,
                fore_enhet=arende.enhet,
                till=till,
                av=actor,
            )
            log.save(rad, actor=actor, verb=Verb.ARENDE_DISTRIBUTE)
            assign_arende(
                arende=arende, handlaggare=till, enhet=unit_for(till, arende), actor=actor
            )
    except (ValidationError, PermissionDenied) as fel:
        return Rad(arende, " ".join(getattr(fel, "messages", [str(fel)])))
    return Rad(arende, "")


@action
def undo_distribution(*, omgang: UUID, actor: Anvandare) -> list[Rad]:
    """Give the cases of one round back to those who had them; within ten minutes, by its leader.

    One that has gone on to somebody else stays there, and says so.
    """
    rader = list(Fordelning.objects.filter(omgang=omgang).select_related("arende__akt", "fore"))
    require(policy.may_undo_distribution(actor, rader, timezone.now()))
    return list(_give_back(rader, actor))


def _give_back(rader: list[Fordelning], actor: Anvandare) -> Iterator[Rad]:
    for rad in rader:
        arende = lock_arende(rad.arende)
        if arende.handlaggare_id != rad.till_id:
            yield Rad(arende, "Någon annan har redan fått ärendet.")
            continue
        last = lock(Fordelning, rad.pk)
        last.angrad = timezone.now()
        log.save(last, actor=actor, verb=Verb.ARENDE_DISTRIBUTE)
        if rad.fore is None:
            release_arende(arende=arende, enhet=rad.fore_enhet, actor=actor)
        else:
            assign_arende(arende=arende, handlaggare=rad.fore, enhet=rad.fore_enhet, actor=actor)
        yield Rad(arende, "")
