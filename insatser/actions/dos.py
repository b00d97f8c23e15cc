"""How often, how long and for how many weeks an insats is meant to be given."""

from __future__ import annotations

from decimal import Decimal

from access.models import Anvandare
from access.policy import require
from arenden.actions.las import lock
from audit import log
from audit.action import action
from audit.verb import Verb
from insatser import policy
from insatser.models import Insats


@action
def agree_dos(
    *,
    insats: Insats,
    version: int,
    dos_per_vecka: Decimal,
    dos_minuter: int,
    dos_veckor: int,
    actor: Anvandare,
) -> Insats:
    """Write down what was agreed. What it was before stays in the history."""
    row = lock(Insats, insats.pk, version=version)
    require(policy.may_work(actor, row.arende))
    row.dos_per_vecka, row.dos_minuter, row.dos_veckor = dos_per_vecka, dos_minuter, dos_veckor
    log.save(row, actor=actor, verb=Verb.INSATS_DOSE)
    return row
