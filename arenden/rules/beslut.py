"""What follows from the kind of a decision: who is heard first, and who may appeal."""

from __future__ import annotations

ANSOKAN = "ansokan"
VARD_LVU = "vard_lvu"
BARA_DEN_SOM_SOKT = "avslag"
UTAN_INSATS = ("utan_insats", "foljs_upp")


def goes_against(slag: str, *, arendeslag: str) -> bool:
    """Whether the person does not get what they asked for, or is subjected to what they did not.

    Whoever has applied and gets no insats has been refused, whatever the decision is called.
    """
    if slag in UTAN_INSATS:
        return arendeslag == ANSOKAN
    return slag in (BARA_DEN_SOM_SOKT, VARD_LVU)


def must_be_heard(slag: str, *, arendeslag: str, andras_uppgifter: bool) -> bool:
    """FL 25: before a decision that goes against them, or that rests on what others have told."""
    return andras_uppgifter or goes_against(slag, arendeslag=arendeslag)


def may_be_appealed(slag: str, *, arendeslag: str) -> bool:
    """Whether three weeks run from the day the person got it (FL 44).

    A decision to apply for care is tried by the court that it is sent to, and not appealed.
    """
    return slag != VARD_LVU and goes_against(slag, arendeslag=arendeslag)
