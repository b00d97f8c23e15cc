"""Hold a goal against what a journal note tells."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden.actions.las import lock
from arenden.models import Journalanteckning
from audit import log
from audit.action import action
from audit.verb import Verb
from insatser import policy
from insatser.models import Mal, Malavstamning


@action
def tick_mal(
    *, mal: Mal, anteckning: Journalanteckning, grad: int | None, visar: str, actor: Anvandare
) -> Malavstamning:
    """How far the goal had come when the note was written; without `grad` it is words alone.

    The note is one that the actor may read: signed, or their own. The goal is of a plan in force
    now or before, in the same ärende.
    """
    require(policy.may_work(actor, mal.plan.arende))
    if anteckning.arende_id != mal.plan.arende_id:
        raise ValidationError({"anteckning": "Anteckningen hör till ett annat ärende."})
    if not anteckning.is_signerad and anteckning.forfattare_id != actor.pk:
        raise ValidationError({"anteckning": "Anteckningen är inte signerad än."})
    if mal.plan.faststalld is None:
        raise ValidationError({"mal": "Planen är inte fastställd än."})
    avstamning = Malavstamning(
        akt_id=mal.akt_id,
        namnd_id=mal.namnd_id,
        mal=mal,
        anteckning=anteckning,
        grad=grad,
        visar=visar,
        gjord_av=actor,
    )
    log.save(avstamning, actor=actor, verb=Verb.MALAVSTAMNING_MAKE)
    return avstamning


@action
def undo_avstamning(*, avstamning: Malavstamning, actor: Anvandare) -> None:
    """Take it back within ten minutes; its history stays."""
    row = lock(Malavstamning, avstamning.pk)
    require(policy.may_undo_avstamning(actor, row, timezone.now()))
    log.delete(row, actor=actor, verb=Verb.MALAVSTAMNING_UNDO)
