"""Who may assess, and who may complete. Reading asks `visible_to`."""

from __future__ import annotations

from access.models import Anvandare, Roll
from access.policy import GRANTED, Decision, deny, regel
from arenden.models import Arende
from arenden.policy import may_work
from riskbedomning.models import Bedomning


@regel
def may_read(user: Anvandare, bedomning: Bedomning) -> Decision:
    if Bedomning.objects.visible_to(user).filter(pk=bedomning.pk).exists():
        return GRANTED
    return deny("Du har inget tillträde till akten.")


@regel
def may_assess(user: Anvandare, arende: Arende) -> Decision:
    """Assessing a child takes a socialsekreterare who works with the case (SoL 25:1)."""
    if not user.has_roll({Roll.SOCIALSEKRETERARE}):
        return deny("Riskbedömningen görs av en socialsekreterare.")
    return may_work(user, arende)


@regel
def may_answer(user: Anvandare, bedomning: Bedomning) -> Decision:
    """Every socialsekreterare in the case may fill in; the named assessor answers for the whole."""
    if bedomning.is_fardig:
        return deny("Bedömningen är färdig och låst. Gör en ny bedömning om något har ändrats.")
    return may_assess(user, bedomning.arende)


@regel
def may_complete(user: Anvandare, bedomning: Bedomning) -> Decision:
    if bedomning.bedomare_id != user.pk:
        return deny(f"Bara {bedomning.bedomare}, som står för bedömningen, kan slutföra den.")
    return may_answer(user, bedomning)
