"""Who may move a table towards publication. Reading asks `visible_to`."""

from access.models import Anvandare
from access.policy import GRANTED, Decision, deny, regel
from lagesbild.models import Publicering
from lagesbild.models.uttag import ROLLER


@regel
def may_compose(user: Anvandare) -> Decision:
    if not user.has_roll(ROLLER):
        return deny("Bara analytiker och samordnare arbetar med statistik.")
    return GRANTED


@regel
def may_approve(user: Anvandare, publicering: Publicering) -> Decision:
    if not (may := may_compose(user)):
        return may
    if publicering.sammanstalld_av_id == user.pk:
        return deny("Du har själv sammanställt tabellen. Någon annan behöver godkänna den.")
    if publicering.status != Publicering.Status.FORSLAG:
        return deny("Tabellen väntar inte på godkännande.")
    return GRANTED


@regel
def may_withdraw(user: Anvandare, publicering: Publicering) -> Decision:
    if not (may := may_compose(user)):
        return may
    if publicering.status == Publicering.Status.TILLBAKADRAGEN:
        return deny("Tabellen är redan tillbakadragen.")
    return GRANTED
