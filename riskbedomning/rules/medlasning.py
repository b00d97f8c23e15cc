"""When an assessment needs a second pair of eyes, and when it has had it.

High concern is either of two things that a person has written, never anything computed: the
conclusion that extensive and coordinated support is needed, or a risk factor that somebody marked
as specially important in this case. Then another competent person reads before it is completed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from riskbedomning.rules.hinder import Hinder

OMFATTANDE = "omfattande_stod"


@dataclass(frozen=True)
class Oro:
    """What there is to be concerned about: the conclusion, and the codes of the marked risks."""

    samlad: str
    kritiska: frozenset[str]

    @property
    def is_hog(self) -> bool:
        return self.samlad == OMFATTANDE or bool(self.kritiska)


@dataclass(frozen=True)
class Lasning:
    """One second reading: the concern that was read, and whether it was met."""

    avsag: Oro
    is_annorlunda: bool
    is_besvarad: bool

    def covers(self, oro: Oro) -> bool:
        """Whether what was read still stands: the same conclusion, and no risk marked since."""
        return self.avsag.samlad == oro.samlad and oro.kritiska <= self.avsag.kritiska


def is_wanted(oro: Oro, lasningar: Iterable[Lasning]) -> bool:
    """Whether the concern is high and nobody else has read what it is now."""
    return oro.is_hog and not any(lasning.covers(oro) for lasning in lasningar)


def hinder_for_medlasning(oro: Oro, lasningar: Iterable[Lasning]) -> list[Hinder]:
    """What is missing before completing. A reader need not agree, but must have been answered."""
    lasta = list(lasningar)
    hinder = []
    if is_wanted(oro, lasta):
        hinder.append(
            Hinder("medlasning", "Oron är stor. En kollega eller gruppledare behöver läsa med.")
        )
    if any(lasning.is_annorlunda and not lasning.is_besvarad for lasning in lasta):
        hinder.append(
            Hinder("medlasning", "Medläsaren ser något på ett annat sätt. Skriv ditt svar.")
        )
    return hinder
