"""The plan in easy words: written by a person, kept, and changed as long as the plan lives."""

from __future__ import annotations

from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden import policy
from arenden.actions.las import check_version
from arenden.models import Lattlast
from audit import log
from audit.action import action
from audit.verb import Verb
from insatser.models import Plan


@action
def write_lattlast(*, plan: Plan, version: int, text: str, actor: Anvandare) -> Lattlast:
    """Save the young person's text of a plan; `version` 0 when there was none to see."""
    require(policy.may_work(actor, plan.arende))
    row = Lattlast.objects.select_for_update().filter(plan_id=plan.pk).first()
    if row is None:
        row = Lattlast(
            akt_id=plan.akt_id, namnd_id=plan.namnd_id, arende=plan.arende, plan_id=plan.pk
        )
    else:
        check_version(row, version)
    row.text, row.skriven, row.skriven_av = text, timezone.now(), actor
    log.save(row, actor=actor, verb=Verb.LATTLAST_WRITE)
    return row
