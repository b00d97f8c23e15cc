"""Who may carry out the steps of the route that need more than the daily work of a case."""

from __future__ import annotations

from access.models import Anvandare
from access.policy import GRANTED, Decision, deny, regel
from arenden.models import Arende
from arenden.policy import is_open, may_decide, may_work
from insatser.models import Plan

__all__ = [
    "GRANTED",
    "is_open",
    "may_assess_protection",
    "may_change_plan",
    "may_decide",
    "may_start_plan",
    "may_work",
]


@regel
def may_assess_protection(user: Anvandare, arende: Arende) -> Decision:
    """Never waits for a formality: whoever works with the case may assess protection."""
    return may_work(user, arende)


@regel
def may_change_plan(user: Anvandare, plan: Plan) -> Decision:
    if plan.faststalld is not None:
        return deny("Planen är fastställd. Gör en ny version vid uppföljningen.")
    return may_work(user, plan.arende)


@regel
def may_start_plan(user: Anvandare, arende: Arende) -> Decision:
    if arende.handlaggare_id is None:
        return deny(
            "Ärendet behöver en handläggare innan planen görs. Be gruppledaren tilldela det."
        )
    return may_work(user, arende)
