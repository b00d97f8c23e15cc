"""Who has custody of the child: one more guardian is known, or one has it no more."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden import fard, policy
from arenden.actions.las import lock, lock_arende
from arenden.models import Arende, Vardnadshavare
from audit import log
from audit.action import action
from audit.verb import Verb


@action
def add_vardnadshavare(
    *, arende: Arende, fornamn: str, efternamn: str, telefon: str, fran: date, actor: Anvandare
) -> Vardnadshavare:
    """Note a guardian who was not known in the akt. What rests on custody is looked at anew."""
    arende = lock_arende(arende)
    require(policy.may_work(actor, arende))
    vardnadshavare = Vardnadshavare(
        akt=arende.akt,
        namnd=arende.akt.namnd,
        fornamn=fornamn,
        efternamn=efternamn,
        telefon=telefon,
        fran=fran,
    )
    log.save(vardnadshavare, actor=actor, verb=Verb.AKT_CUSTODY)
    fard.custody_changed(arende.akt, actor=actor)
    return vardnadshavare


@action
def end_vardnad(
    *,
    arende: Arende,
    vardnadshavare: Vardnadshavare,
    till: date | None,
    version: int,
    actor: Anvandare,
) -> Vardnadshavare:
    """Note the last day that a guardian has custody; None where it turned out not to have ended.

    What rests on custody is looked at anew in the same transaction. Raises ValidationError if the
    day is before the first or has not come, and Konflikt if somebody has saved since `version`.
    """
    arende = lock_arende(arende)
    require(policy.may_work(actor, arende))
    rad = lock(Vardnadshavare, vardnadshavare.pk, version=version)
    if till is not None and not rad.fran <= till <= timezone.localdate():
        raise ValidationError({"till": f"Ange en dag från {rad.fran} till och med i dag."})
    rad.till = till
    log.save(rad, actor=actor, verb=Verb.AKT_CUSTODY)
    fard.custody_changed(arende.akt, actor=actor)
    return rad
