"""Notices: told at once, read when the person says so."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone
from uuid6 import uuid7

from access.models import Anvandare, Avisering
from audit import log
from audit.action import action
from audit.verb import Verb


@action
def notify(
    mottagare: Iterable[Anvandare],
    slag: Avisering.Slag,
    *,
    objekt_id: UUID,
    referens: str,
    actor: Anvandare | None,
) -> None:
    """Tell each person once of an event, by reference only; the one who did it is not told."""
    fatt = set(
        Avisering.objects.filter(slag=slag, objekt_id=objekt_id).values_list("mottagare", flat=True)
    )
    for person in set(mottagare):
        if person.pk in fatt or (actor is not None and person.pk == actor.pk):
            continue
        avisering = Avisering(mottagare=person, slag=slag, objekt_id=objekt_id, referens=referens)
        log.save(avisering, actor=actor, verb=Verb.AVISERING_SEND)


@action
def remind(
    mottagare: Iterable[Anvandare],
    slag: Avisering.Slag,
    *,
    objekt_id: UUID,
    referens: str,
    actor: Anvandare | None,
) -> None:
    """Tell each person, again if they have put it away; a notice still there stands once."""
    fatt = {
        rad.mottagare_id: rad
        for rad in Avisering.objects.select_for_update().filter(slag=slag, objekt_id=objekt_id)
    }
    for person in set(mottagare):
        avisering = fatt.get(person.pk) or Avisering(
            mottagare=person, slag=slag, objekt_id=objekt_id, referens=referens
        )
        if avisering._state.adding or avisering.last is not None:
            avisering.last, avisering.skapad = None, timezone.now()
            log.save(avisering, actor=actor, verb=Verb.AVISERING_SEND)


@action
def put_away(mottagare: Anvandare, slag: Avisering.Slag, *, objekt_id: UUID) -> None:
    """A person has done what a notice asked for: it goes by itself."""
    for avisering in Avisering.objects.select_for_update().filter(
        mottagare=mottagare, slag=slag, objekt_id=objekt_id, last=None
    ):
        avisering.last = timezone.now()
        log.save(avisering, actor=mottagare, verb=Verb.AVISERING_READ)


@action
def tell_of_faktor(anvandare: Anvandare, handelse: str, *, actor: Anvandare) -> None:
    """Tell a person that a way to log in to their account was added or taken away.

    Also when the account itself did it: it may have been somebody else at an open session.
    """
    avisering = Avisering(
        mottagare=anvandare, slag=Avisering.Slag.FAKTOR, objekt_id=uuid7(), referens=handelse
    )
    log.save(avisering, actor=actor, verb=Verb.AVISERING_SEND)


@action
def mark_last(*, avisering: Avisering, actor: Anvandare) -> None:
    """Put a notice away. Only its receiver does, and the event it tells of stays."""
    rad = Avisering.objects.select_for_update().get(pk=avisering.pk, mottagare=actor)
    if rad.last is None:
        rad.last = timezone.now()
        log.save(rad, actor=actor, verb=Verb.AVISERING_READ)
