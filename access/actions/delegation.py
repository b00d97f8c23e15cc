"""Delegation: a right to decide, given to one person for a period and ended with it."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from access import behorighet
from access.actions.aviseringar import notify
from access.actions.tilltraden import end_tilltraden, give_tilltrade
from access.models import (
    Anvandare,
    Avisering,
    Delegation,
    Enhet,
    Niva,
    Omfattning,
    Roll,
    Skal,
    Tilltrade,
)
from access.models.handelser import first_moment, last_moment
from access.policy import require
from access.rules.delegation import delegable
from audit import log
from audit.action import action
from audit.verb import Verb


@action
def give_delegation(
    *,
    anvandare: Anvandare,
    arendetyp: str,
    enhet: Enhet,
    fran: date,
    till: date,
    actor: Anvandare,
) -> Delegation:
    """Let a person decide one kind of matter in a unit for a period.

    Only what the delegation order lets pass on, and only by whoever leads in the nämnd. To decide
    one must read, so the unit's akter are open meanwhile.
    """
    require(behorighet.may_staff(actor, anvandare, enhet.namnd_id))
    if arendetyp not in {punkt.arendetyp for punkt in delegable(enhet.namnd.kod, fran)}:
        raise ValidationError({"arendetyp": "Delegationsordningen låter inte det delegeras."})
    if enhet.namnd_id not in anvandare.namnder(Roll.handlaggande()):
        raise ValidationError({"anvandare": f"{anvandare} arbetar inte i {enhet.namnd}."})
    if till < timezone.localdate():
        raise ValidationError({"till": "Perioden är redan slut."})
    delegation = Delegation(
        anvandare=anvandare, arendetyp=arendetyp, enhet=enhet, fran=fran, till=till, given_av=actor
    )
    log.save(delegation, actor=actor, verb=Verb.DELEGATION_GIVE)
    give_tilltrade(
        anvandare=anvandare,
        omfattning=Omfattning.ENHET,
        omfattning_id=enhet.pk,
        niva=Niva.BESLUTA,
        skal=Skal.DELEGATION,
        kalla=delegation.pk,
        fran=max(timezone.now(), first_moment(fran)),
        till=last_moment(till),
        actor=actor,
    )
    notify(
        [anvandare],
        Avisering.Slag.DELEGATION,
        objekt_id=delegation.pk,
        referens=f"{enhet}, {fran} till {till}",
        actor=actor,
    )
    return delegation


@action
def end_delegation(*, delegation: Delegation, actor: Anvandare) -> Delegation:
    """Take a delegation back; it counts no longer from this moment."""
    rad = Delegation.objects.select_for_update(of=("self",)).get(pk=delegation.pk)
    require(behorighet.may_staff(actor, rad.anvandare, rad.enhet.namnd_id))
    if rad.avslutad is not None:
        raise ValidationError("Delegationen är redan avslutad.")
    rad.avslutad = timezone.now()
    log.save(rad, actor=actor, verb=Verb.DELEGATION_END)
    end_tilltraden(Tilltrade.objects.filter(kalla=rad.pk), actor=actor)
    return rad
