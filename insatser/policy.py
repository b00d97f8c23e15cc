"""Who may carry out the steps of the route that need more than the daily work of a case."""

from __future__ import annotations

from datetime import datetime

from access.behorighet import decides
from access.models import Anvandare, Niva, Roll
from access.policy import GRANTED, Decision, deny, has_niva, regel
from arenden.models import Arende
from arenden.policy import is_open, may_assign, may_decide, may_register_inflode, may_work
from insatser.models import Plan, Stegutfall
from insatser.models.motor import ANGERTID

__all__ = [
    "GRANTED",
    "is_open",
    "may_assess_protection",
    "may_assign",
    "may_begin_on_report",
    "may_change_plan",
    "may_decide",
    "may_decide_afterwards",
    "may_decide_utlamnande",
    "may_handle_afterwards",
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


@regel
def may_handle_afterwards(user: Anvandare, arende: Arende) -> Decision:
    """Also in a closed case: what the law gives a person afterwards, such as to appeal it."""
    if arende.avslutat is None:
        return may_work(user, arende)
    if not user.has_roll(Roll.handlaggande()):
        return deny("Uppgiften hör till socialtjänstens handläggare.")
    if not has_niva(user, Niva.LASA, akt_id=arende.akt_id):
        return deny("Du har inget tillträde till ärendet.")
    return GRANTED


@regel
def may_decide_afterwards(user: Anvandare, arende: Arende) -> Decision:
    """Decide about a decision that was taken, also in a closed case."""
    return _may_decide_whenever(user, arende, "beslut")


@regel
def may_decide_utlamnande(user: Anvandare, arende: Arende) -> Decision:
    """Refuse in the name of the nämnd what somebody asked to have, also out of a closed case."""
    return _may_decide_whenever(user, arende, "utlamnande")


def _may_decide_whenever(user: Anvandare, arende: Arende, arendetyp: str) -> Decision:
    if not decides(user, arendetyp, namndkod=arende.namnd.kod, enhet_id=arende.enhet_id):
        return deny("Beslutet fattas av gruppledare, enhetschef eller den som har delegation.")
    if not has_niva(user, Niva.BESLUTA, akt_id=arende.akt_id):
        return deny("Ärendet hör till en annan enhet.")
    return GRANTED
