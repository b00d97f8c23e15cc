"""What one may do with whose an ärende is, for its page."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from access.models import Anvandare
from arenden.models import Arende, Steg
from arenden.policy import may_take
from insatser import policy
from insatser.actions.ateroppna import completed_by, hinder_for_reopening, undo_until
from insatser.models import Overlamning

register = template.Library()


@register.inclusion_tag("insatser/arende_verktyg.html")
def arendeverktyg(arende: Arende, user: Anvandare) -> dict[str, Any]:
    """The buttons that this user has: take, hand over, answer, undo, open again."""
    overlamning = Overlamning.objects.waiting().filter(arende=arende).first()
    utredning = arende.utredning if arende.steg == Steg.BESLUTSFORSLAG else None
    kan_angra = utredning is not None and policy.may_undo_utredning(
        user, utredning, completed_by(utredning), timezone.now()
    )
    return {
        "arende": arende,
        "overlamning": overlamning,
        "kan_ta": may_take(user, arende),
        "kan_lamna": overlamning is None and policy.may_offer(user, arende),
        "angra_till": undo_until(utredning) if utredning is not None and kan_angra else None,
        "kan_oppna": arende.avslutat is not None
        and policy.may_reopen(user, arende)
        and not hinder_for_reopening(arende),
    }
