"""Grants are born from events and ended by them; duties open and close units."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from access import policy
from access.models import (
    Anvandare,
    Enhet,
    Namnd,
    Niva,
    Omfattning,
    Organisation,
    Roll,
    Skal,
    Tilltrade,
    Uppdrag,
)
from access.models.tilltrade import TilltradeQuerySet
from access.rules import hinder_for_uppdrag
from audit import log
from audit.verb import Verb

UNIT_LEVEL = {
    Roll.MOTTAGNING: Niva.ARBETA,
    Roll.GRUPPLEDARE: Niva.BESLUTA,
    Roll.ENHETSCHEF: Niva.BESLUTA,
}


@transaction.atomic
def give_tilltrade(
    *,
    anvandare: Anvandare,
    omfattning: Omfattning,
    omfattning_id: UUID,
    niva: Niva,
    skal: Skal,
    kalla: UUID,
    actor: Anvandare,
    till: datetime | None = None,
) -> Tilltrade:
    """Open a grant, or return the one that the same event already gave."""
    befintligt = (
        Tilltrade.objects.filter(
            anvandare=anvandare,
            omfattning=omfattning,
            omfattning_id=omfattning_id,
            skal=skal,
            kalla=kalla,
        )
        .live()
        .first()
    )
    if befintligt is not None and befintligt.niva >= niva:
        return befintligt
    if befintligt is not None:
        _end(befintligt, actor=actor)
    tilltrade = Tilltrade(
        anvandare=anvandare,
        omfattning=omfattning,
        omfattning_id=omfattning_id,
        niva=niva,
        skal=skal,
        kalla=kalla,
        till=till,
        given_av=actor,
    )
    log.save(tilltrade, actor=actor, verb=Verb.TILLTRADE_GIVE)
    return tilltrade


@transaction.atomic
def end_tilltraden(tilltraden: TilltradeQuerySet, *, actor: Anvandare) -> int:
    """End every live grant in the set; effective at once, for every list and page."""
    levande = list(tilltraden.live().select_for_update())
    for tilltrade in levande:
        _end(tilltrade, actor=actor)
    return len(levande)


def _end(tilltrade: Tilltrade, *, actor: Anvandare) -> None:
    tilltrade.till = timezone.now()
    log.save(tilltrade, actor=actor, verb=Verb.TILLTRADE_END)


@transaction.atomic
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
    """Give a duty. A duty that leads or receives for a unit also opens that unit's akter."""
    policy.require(policy.may_administer(actor, anvandare))
    har = anvandare.uppdrag.in_force(fran).values_list("roll", flat=True)
    if hinder := hinder_for_uppdrag(roll, set(har), in_enhet=enhet is not None):
        raise ValidationError(hinder)
    uppdrag = Uppdrag(
        anvandare=anvandare, roll=roll, namnd=namnd, enhet=enhet, fran=fran, till=till
    )
    log.save(uppdrag, actor=actor, verb=Verb.UPPDRAG_GIVE)
    if enhet is not None and roll in UNIT_LEVEL:
        give_tilltrade(
            anvandare=anvandare,
            omfattning=Omfattning.ENHET,
            omfattning_id=enhet.pk,
            niva=UNIT_LEVEL[roll],
            skal=Skal.UPPDRAG,
            kalla=uppdrag.pk,
            actor=actor,
        )
    return uppdrag


@transaction.atomic
def end_uppdrag(*, uppdrag: Uppdrag, actor: Anvandare) -> Uppdrag:
    """End a duty today, and with it every grant it gave."""
    policy.require(policy.may_administer(actor, uppdrag.anvandare))
    uppdrag.till = timezone.localdate()
    log.save(uppdrag, actor=actor, verb=Verb.UPPDRAG_END)
    end_tilltraden(Tilltrade.objects.filter(kalla=uppdrag.pk), actor=actor)
    return uppdrag


@transaction.atomic
def create_anvandare(
    *,
    anvandarnamn: str,
    namn: str,
    actor: Anvandare,
    epost: str = "",
    organisation: Organisation | None = None,
) -> Anvandare:
    """Open an account without a password: its owner chooses one, so nobody else ever knows it."""
    anvandare = Anvandare(
        anvandarnamn=anvandarnamn, namn=namn, epost=epost, organisation=organisation
    )
    policy.require(policy.may_administer(actor, anvandare))
    anvandare.set_unusable_password()
    log.save(anvandare, actor=actor, verb=Verb.ANVANDARE_CREATE)
    return anvandare


@transaction.atomic
def deactivate_anvandare(*, anvandare: Anvandare, actor: Anvandare) -> None:
    """Close an account: no log-in, no grants, from this moment. The name stays in the log."""
    policy.require(policy.may_administer(actor, anvandare))
    anvandare.is_active = False
    log.save(anvandare, actor=actor, verb=Verb.ANVANDARE_DEACTIVATE)
    end_tilltraden(Tilltrade.objects.filter(anvandare=anvandare), actor=actor)
