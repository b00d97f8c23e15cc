"""Taking something out of an assessment that is still being made. Its history stays."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from access.models import Anvandare
from access.policy import require
from arenden.actions.las import lock
from audit import log
from audit.action import action
from audit.verb import Verb
from riskbedomning import policy
from riskbedomning.models import Bedomning, Bedomningsrad, Belagg, EgenSyn, Partsbidrag, Scenario

VERB = {
    Belagg: Verb.BELAGG_REMOVE,
    EgenSyn: Verb.EGENSYN_REMOVE,
    Partsbidrag: Verb.PARTSBIDRAG_REMOVE,
    Scenario: Verb.SCENARIO_REMOVE,
}


@action
def remove_rad(*, rad: Bedomningsrad, actor: Anvandare) -> None:
    """Take a row out. What a party said stays for as long as an answer rests on it."""
    lock(Bedomning, rad.bedomning_id)
    row = lock(type(rad), rad.pk)
    require(policy.may_remove(actor, row))
    if isinstance(row, Partsbidrag) and row.belagg.exists():
        raise ValidationError("Ett svar bygger på bidraget. Ta bort belägget först.")
    log.delete(row, actor=actor, verb=VERB[type(rad)])
