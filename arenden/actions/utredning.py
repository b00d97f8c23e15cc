"""The utredning: opened at once, filled over months, closed when nothing is missing."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden import fard, policy
from arenden.actions.frister import start_frist, stop_frist
from arenden.actions.las import check_version, lock, lock_arende
from arenden.models import Arende, Steg, Utredning
from audit import log
from audit.action import action
from audit.verb import Verb

UNDERRATTELSE = "underrattelse_inledd"


def open_utredning(arende: Arende, *, nar: datetime, actor: Anvandare) -> Utredning:
    """Open the utredning and start its four months (SoL 20:3), inside the deciding action."""
    utredning = Utredning(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        arende=arende,
        inledd=nar,
        inledd_av=actor,
    )
    log.save(utredning, actor=actor, verb=Verb.UTREDNING_OPEN)
    start_frist(arende, "utredning", ankare=nar, actor=actor)
    start_frist(arende, UNDERRATTELSE, ankare=nar, actor=actor)
    return utredning


@action
def save_utredning(
    *, utredning: Utredning, version: int, actor: Anvandare, **innehall: str
) -> Utredning:
    """Save the utredning's texts (hord, barnets_rost, barnets_basta, sammanfattning)."""
    row = lock(Utredning, utredning.pk)
    require(policy.may_change_utredning(actor, row))
    check_version(row, version)
    for falt, varde in innehall.items():
        setattr(row, falt, varde)
    log.save(row, actor=actor, verb=Verb.UTREDNING_CHANGE)
    return row


@action
def complete_utredning(*, utredning: Utredning, actor: Anvandare) -> Utredning:
    """Close the utredning. Refuses, with everything that is missing, until it is whole."""
    arende = lock_arende(utredning.arende)
    row = lock(Utredning, utredning.pk)
    require(policy.may_change_utredning(actor, row))
    row.avslutad = timezone.now()
    log.save(row, actor=actor, verb=Verb.UTREDNING_COMPLETE)
    for slag in ("utredning", UNDERRATTELSE):
        stop_frist(arende, slag, actor=actor)
    fard.fardvag().complete(arende, Steg.UTREDNING, actor=actor)
    return row


def hinder_for_utredning(arende: Arende) -> list[str]:
    """What the utredning itself lacks; the rooms above add theirs (riskbedömning)."""
    utredning = arende.utredning
    missing = {
        "Skriv hur barnet hördes.": utredning.hord,
        "Barnets egna ord saknas.": utredning.barnets_rost,
        "Bedömningen av barnets bästa saknas.": utredning.barnets_basta,
        "Sammanfattningen saknas.": utredning.sammanfattning,
    }
    return [text for text, value in missing.items() if not value.strip()]
