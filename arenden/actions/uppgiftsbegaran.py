"""Ask others for what matters to an open utredning, and note what came of it (SoL 20:6)."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden import policy
from arenden.actions.las import lock
from arenden.models import Uppgiftsbegaran, Utredning
from audit import log
from audit.action import action
from audit.verb import Verb


@action
def ask_for_uppgifter(
    *, utredning: Utredning, till: str, vad: str, satt: str, senast: date, actor: Anvandare
) -> Uppgiftsbegaran:
    """Keep the letter as a fact. Refused before a utredning is opened and after it is closed."""
    row = lock(Utredning, utredning.pk)
    require(policy.may_change_utredning(actor, row))
    if senast <= timezone.localdate():
        raise ValidationError({"senast": "Ange en dag som ger tid att svara, tidigast i morgon."})
    begaran = Uppgiftsbegaran(
        akt_id=row.akt_id,
        namnd_id=row.namnd_id,
        utredning=row,
        till=till,
        vad=vad,
        satt=satt,
        senast=senast,
        begard_av=actor,
    )
    log.save(begaran, actor=actor, verb=Verb.UPPGIFTSBEGARAN_SEND)
    return begaran


@action
def note_svar(
    *, begaran: Uppgiftsbegaran, svar: str, besvarad: date, actor: Anvandare
) -> Uppgiftsbegaran:
    """Note that an answer came, or that none did; what it said is a handling of its own."""
    row = lock(Uppgiftsbegaran, begaran.pk)
    require(policy.may_work(actor, row.utredning.arende))
    if row.is_besvarad:
        raise ValidationError("Svaret är redan noterat.")
    if not timezone.localdate(row.begard) <= besvarad <= timezone.localdate():
        raise ValidationError({"besvarad": "Ange en dag mellan begäran och i dag."})
    row.svar, row.besvarad = svar, besvarad
    log.save(row, actor=actor, verb=Verb.UPPGIFTSBEGARAN_ANSWER)
    return row
