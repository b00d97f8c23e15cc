"""Who may carry out the steps of the route that need more than the daily work of a case."""

from __future__ import annotations

from datetime import datetime

from access.models import Anvandare, Niva, Roll
from access.policy import GRANTED, Decision, deny, has_niva, regel
from arenden.models import Arende
from arenden.policy import is_open, may_decide, may_register_inflode, may_work
from insatser.models import Plan, Stegutfall
from insatser.models.motor import ANGERTID

__all__ = [
    "GRANTED",
    "is_open",
    "may_assess_protection",
    "may_begin_on_report",
    "may_change_plan",
    "may_decide",
    "may_start_plan",
    "may_undo_steg",
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
def may_undo_steg(user: Anvandare, arende: Arende, utfall: Stegutfall, nu: datetime) -> Decision:
    """Take a step back, within ten minutes: whoever did it, or whoever leads."""
    if nu - utfall.gjort > ANGERTID:
        return deny("Det går att ångra i tio minuter. Gör om steget i stället, med ett skäl.")
    if utfall.gjort_av_id != user.pk and not may_decide(user, arende):
        return deny("Steget ångras av den som gjorde det, eller av en chef.")
    return may_work(user, arende)


@regel
def may_start_plan(user: Anvandare, arende: Arende) -> Decision:
    if arende.handlaggare_id is None:
        return deny(
            "Ärendet behöver en handläggare innan planen görs. Be gruppledaren tilldela det."
        )
    return may_work(user, arende)


@regel
def may_begin_on_report(user: Anvandare, arende: Arende) -> Decision:
    """Also whoever received the report begins the way that it asks for, without working with it."""
    arbete = may_work(user, arende)
    if arbete or not (
        user.has_roll({Roll.SYSTEM}) or has_niva(user, Niva.ARBETA, akt_id=arende.akt_id)
    ):
        return arbete
    return may_register_inflode(user, arende.namnd)
