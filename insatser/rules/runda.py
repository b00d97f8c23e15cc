"""What a round of follow-up decides, held together: the whole and each insats."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum

FORTSATT, ANDRA, AVSLUTA = "fortsatt", "andra", "avsluta"


class Hinder(Enum):
    """Why the round cannot be recorded as it is filled in: the field it is about, and the words."""

    ROST_SAKNAS = "barnets_rost", "Skriv barnets egna ord, eller varför de saknas."
    SLUTAR_HELT = "beslut", "Om arbetet avslutas kan ingen insats fortsätta."
    INGET_KVAR = (
        "beslut",
        "Alla insatser avslutas. Välj att ändra planen eller att avsluta arbetet.",
    )

    @property
    def falt(self) -> str:
        return self.value[0]

    @property
    def text(self) -> str:
        return self.value[1]


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
