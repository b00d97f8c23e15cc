"""Duties: given and ended by an administrator; those that lead or receive open their unit."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from access import policy
from access.actions.tilltraden import end_tilltraden, give_tilltrade
from access.models import (
    Anvandare,
    Enhet,
    Namnd,
    Niva,
    Omfattning,
    Roll,
    Session,
    Skal,
    Tilltrade,
    Uppdrag,
)
from access.models.handelser import first_moment, last_moment
from access.rules.uppdrag import NEVER_WITHOUT, hinder_for_uppdrag
from audit import log
from audit.action import action
from audit.verb import Verb

UNIT_LEVEL = {
    Roll.MOTTAGNING: Niva.ARBETA,
    Roll.GRUPPLEDARE: Niva.BESLUTA,
    Roll.ENHETSCHEF: Niva.BESLUTA,
}


@action
def give_uppdrag(
    *,
    anvandare: Anvandare,
    roll: Roll,
    namnd: Namnd | None,
    enhet: Enhet | None,
    fran: date,
    till: date | None,
    actor: Anvandare,
) -> Uppdrag:
    """Give a duty for a period. One that leads or receives also opens that unit's akter for it."""
    policy.require(policy.may_administer(actor, anvandare))
    har = anvandare.uppdrag.in_force(fran).values_list("roll", flat=True)
    if hinder := hinder_for_uppdrag(roll, set(har), in_enhet=enhet is not None):
        raise ValidationError(hinder)
    uppdrag = Uppdrag(
        anvandare=anvandare, roll=roll, namnd=namnd, enhet=enhet, fran=fran, till=till
    )
    log.save(uppdrag, actor=actor, verb=Verb.UPPDRAG_GIVE)
    anvandare.sessioner.all().end(Session.Slut.UPPDRAG)
    if enhet is not None and roll in UNIT_LEVEL:
        give_tilltrade(
            anvandare=anvandare,
            omfattning=Omfattning.ENHET,
            omfattning_id=enhet.pk,
            niva=UNIT_LEVEL[roll],
            skal=Skal.UPPDRAG,
            kalla=uppdrag.pk,
            fran=max(timezone.now(), first_moment(fran)),
            till=last_moment(till) if till else None,
            actor=actor,
        )
    return uppdrag


@action
def end_uppdrag(*, uppdrag: Uppdrag, actor: Anvandare) -> Uppdrag:
    """End a duty today, and with it every grant it gave."""
    policy.require(policy.may_administer(actor, uppdrag.anvandare))
    require_another_holder({uppdrag.roll}, besides=uppdrag.anvandare)
    uppdrag.till = timezone.localdate()
    log.save(uppdrag, actor=actor, verb=Verb.UPPDRAG_END)
    uppdrag.anvandare.sessioner.all().end(Session.Slut.UPPDRAG)
    end_tilltraden(Tilltrade.objects.filter(kalla=uppdrag.pk), actor=actor)
    return uppdrag


def require_another_holder(roller: Collection[str], *, besides: Anvandare) -> None:
    """Raise ValidationError if nobody else would hold one of the roles the city needs.

    Everyone who holds it is locked, so that the last two cannot remove each other at once.
    """
    idag = timezone.localdate()
    for roll in sorted(NEVER_WITHOUT.keys() & set(roller)):
        kvar = Uppdrag.objects.in_force(idag).filter(
            Q(till=None) | Q(till__gt=idag), roll=roll, anvandare__is_active=True
        )
        har = {uppdrag.anvandare_id for uppdrag in kvar.select_for_update(of=("self",))}
        if besides.pk in har and har == {besides.pk}:
            raise ValidationError(NEVER_WITHOUT[roll])
