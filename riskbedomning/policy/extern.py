"""Who reads and puts right what was noted of somebody else's assessment."""

from __future__ import annotations

from access.models import Anvandare, Roll
from access.policy import GRANTED, Decision, deny, regel
from riskbedomning.models import Externbedomning
from riskbedomning.policy.bedomning import may_assess


@regel
def may_read_extern(user: Anvandare, extern: Externbedomning) -> Decision:
    """Whoever sees the akt reads what it says, but not what belongs to another child."""
    if not Externbedomning.objects.visible_to(user).filter(pk=extern.pk).exists():
        return deny("Du har inget tillträde till akten.")
    if extern.felinford is not None and not user.has_roll(Roll.ledande()):
        return deny("Bedömningen är felinförd. Gruppledare och enhetschef kan läsa den.")
    return GRANTED


@regel
def may_correct_extern(user: Anvandare, extern: Externbedomning) -> Decision:
    if extern.felinford is not None:
        return deny("Bedömningen är markerad som felinförd.")
    return may_assess(user, extern.arende)
