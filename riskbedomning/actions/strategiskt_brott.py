"""Noting a strategic crime, and taking it back: a fact from a document, never a level or a way."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden.actions.las import lock, lock_arende
from arenden.models import Arende
from arenden.rules.alder import age_on
from audit import log
from audit.action import action
from audit.verb import Verb
from riskbedomning import policy
from riskbedomning.actions.fardig import by_place
from riskbedomning.models import StrategisktBrott
from riskbedomning.rules import strategiskt_brott as rules


@action
def note_strategiskt_brott(
    *,
    arende: Arende,
    katalog: str,
    brottstyp: str,
    lagforing: bool,
    forsta: bool,
    handling: str,
    lagford: date | None,
    alder: int | None,
    actor: Anvandare,
) -> StrategisktBrott:
    """Note what a judgment, strafföreläggande or åtalsunderlåtelse says of a first lagföring.

    `alder` is in whole years on the day of the deed. Refuses, with all reasons at once, a
    suspicion, a later lagföring, a deed outside 15–17 and a note without its document.
    """
    arende = lock_arende(arende)
    require(policy.may_assess(actor, arende))
    hinder = rules.may_note_strategiskt_brott(
        rules.Notering(
            katalog=katalog,
            brottstyp=brottstyp,
            kon=arende.akt.kon,
            is_lagforing=lagforing,
            is_forsta=forsta,
            alder=alder,
            handling=handling,
            lagford=lagford,
            alder_vid_lagforing=_age_at(arende, lagford),
            is_noterad=StrategisktBrott.objects.filter(arende=arende, aterkallad=None).exists(),
        ),
        timezone.localdate(),
    )
    if hinder:
        raise ValidationError(by_place(hinder))
    notering = StrategisktBrott(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        arende=arende,
        katalog=katalog,
        kon=arende.akt.kon,
        brottstyp=brottstyp,
        handling=handling,
        lagford=lagford,
        alder=alder,
        noterad_av=actor,
    )
    log.save(notering, actor=actor, verb=Verb.STRATEGISKT_BROTT_NOTE)
    return notering


@action
def withdraw_strategiskt_brott(
    *, notering: StrategisktBrott, skal: str, actor: Anvandare
) -> StrategisktBrott:
    """Take a note back that should not have been made. It leaves every view and is kept."""
    row = lock(StrategisktBrott, notering.pk)
    require(policy.may_assess(actor, row.arende))
    if row.aterkallad is not None:
        raise ValidationError("Noteringen är redan återkallad.", code="aterkallad")
    row.aterkallad = timezone.now()
    row.aterkallad_av = actor
    row.aterkallad_skal = skal
    log.save(row, actor=actor, verb=Verb.STRATEGISKT_BROTT_WITHDRAW)
    return row


def _age_at(arende: Arende, dag: date | None) -> int | None:
    """Whole years on a day by the true birth date; None where either is unknown."""
    fodd = arende.akt.person.fodelsedatum
    return None if fodd is None or dag is None or dag < fodd else age_on(fodd, dag)
