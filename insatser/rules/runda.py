"""What a round of follow-up decides, held together: the whole and each insats."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

FORTSATT, ANDRA, AVSLUTA = "fortsatt", "andra", "avsluta"


class Hinder(StrEnum):
    """Why the round cannot be recorded as it is filled in."""

    ROST_SAKNAS = "Skriv barnets egna ord, eller varför de saknas."
    SLUTAR_HELT = "Om arbetet avslutas kan ingen insats fortsätta."
    INGET_KVAR = "Alla insatser avslutas. Välj att ändra planen eller att avsluta arbetet."


def hinder_for_runda(
    *, helhet: str, per_insats: Collection[str], egna_ord: str, svar: bool, rost_saknas: str
) -> list[Hinder]:
    """All reasons. `svar`: whether any of the child's own answers is there."""
    hinder = []
    if not (egna_ord.strip() or svar or rost_saknas.strip()):
        hinder.append(Hinder.ROST_SAKNAS)
    if helhet == AVSLUTA and any(val != AVSLUTA for val in per_insats):
        hinder.append(Hinder.SLUTAR_HELT)
    if helhet == FORTSATT and per_insats and all(val == AVSLUTA for val in per_insats):
        hinder.append(Hinder.INGET_KVAR)
    return hinder
