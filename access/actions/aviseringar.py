"""Notices: told at once, put away when the person says so, and back again if they change mind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone
from uuid6 import uuid7

from access.models import Anvandare, Avisering
from audit import log
from audit.action import action
from audit.verb import Verb

AT_ONCE = 500
"""So many notices are put away by one press of a button."""
REGRET = timedelta(minutes=10)
"""For how long what was put away last can be taken back by one press of a button."""


@action
def notify(
    mottagare: Iterable[Anvandare],
    slag: Avisering.Slag,
    *,
    objekt_id: UUID,
    referens: str,
    actor: Anvandare | None,
    sida: Sequence[UUID] = (),
) -> None:
    """Tell each person once of an event, by reference only; the one who did it is not told.

    `sida` as in Avisering.
    """
    fatt = set(
        Avisering.objects.filter(slag=slag, objekt_id=objekt_id).values_list("mottagare", flat=True)
    )
    for person in set(mottagare):
        if person.pk in fatt or (actor is not None and person.pk == actor.pk):
            continue
        avisering = Avisering(
            mottagare=person,
            slag=slag,
            objekt_id=objekt_id,
            referens=referens,
            sida=list(sida),
        )
        log.save(avisering, actor=actor, verb=Verb.AVISERING_SEND)


@action
def remind(
    mottagare: Iterable[Anvandare],
    slag: Avisering.Slag,
    *,
    objekt_id: UUID,
    referens: str,
    actor: Anvandare | None,
    sida: Sequence[UUID] = (),
) -> None:
    """Tell each person, again if they have put it away; a notice still there stands once.

    What is told again, or says something else than before, is new: it stands first, and a mail may
    speak of it.
    """
    fatt = {
        rad.mottagare_id: rad
        for rad in Avisering.objects.select_for_update().filter(slag=slag, objekt_id=objekt_id)
    }
    for person in set(mottagare):
        avisering = fatt.get(person.pk) or Avisering(
            mottagare=person, slag=slag, objekt_id=objekt_id
        )
        if avisering.last is not None or avisering.referens != referens:
            avisering.last, avisering.mejlad, avisering.skapad = None, None, timezone.now()
            avisering.referens, avisering.sida = referens, list(sida)
            log.save(avisering, actor=actor, verb=Verb.AVISERING_SEND)


@action
def withdraw(slag: Iterable[Avisering.Slag], *, objekt_ids: Iterable[UUID]) -> None:
    """What notices asked for is done, whoever did it: they go by themselves."""
    nu = timezone.now()
    for avisering in (
        Avisering.objects.unread()
        .filter(slag__in=list(slag), objekt_id__in=list(objekt_ids))
        .select_for_update()
    ):
        avisering.last = nu
        log.save(avisering, actor=None, verb=Verb.AVISERING_READ)


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
def mark_last(*, avisering: Avisering, actor: Anvandare, nu: datetime) -> None:
    """Put a notice away. Only its receiver does, and the event it tells of stays."""
    rad = Avisering.objects.select_for_update().get(pk=avisering.pk, mottagare=actor)
    if rad.last is None:
        rad.last = nu
        log.save(rad, actor=actor, verb=Verb.AVISERING_READ)


@action
def mark_all(*, actor: Anvandare, till: datetime, nu: datetime, slag: str = "") -> int:
    """Put away what the person had been shown at `till`, all or of one kind; how many that was."""
    rader = Avisering.objects.unread().filter(mottagare=actor, skapad__lte=till)
    if slag:
        rader = rader.filter(slag=slag)
    borta = list(rader.order_by("pk").select_for_update()[:AT_ONCE])
    for avisering in borta:
        avisering.last = nu
        log.save(avisering, actor=actor, verb=Verb.AVISERING_READ)
    return len(borta)


@action
def put_back(*, avisering: Avisering, actor: Anvandare) -> None:
    """Take a notice up again."""
    rad = Avisering.objects.select_for_update().get(pk=avisering.pk, mottagare=actor)
    if rad.last is not None:
        _take_up(rad, actor)


@action
def undo(*, actor: Anvandare, undanlagd: datetime, nu: datetime) -> int:
    """Take up what was put away in one press, if that was just now; how many that was."""
    if undanlagd < nu - REGRET:
        return 0
    rader = list(actor.aviseringar.select_for_update().filter(last=undanlagd))
    for avisering in rader:
        _take_up(avisering, actor)
    return len(rader)


def _take_up(avisering: Avisering, actor: Anvandare) -> None:
    avisering.last = None
    log.save(avisering, actor=actor, verb=Verb.AVISERING_RESTORE)
