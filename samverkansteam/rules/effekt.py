"""What a team's weeks of absence say together, when they are of enough pupils to say anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

MINST_ELEVER = 5
"""Below this many pupils no number about them is made."""
STEG = 30
"""Minutes: the numbers are rounded to whole half hours, so that one pupil's change seldom shows."""


@dataclass(frozen=True)
class Elev:
    """One pupil's absence, in minutes a week, before the team's work began and since."""

    fore: Sequence[int]
    efter: Sequence[int]


@dataclass(frozen=True)
class Signal:
    """The middle pupil's middle week, in minutes."""

    elever: int
    fore: int
    efter: int


def signal_of(elever: Iterable[Elev]) -> Signal | None:
    """None unless enough pupils have weeks both before and since."""
    jamforbara = [elev for elev in elever if elev.fore and elev.efter]
    if len(jamforbara) < MINST_ELEVER:
        return None
    return Signal(
        elever=len(jamforbara),
        fore=_rounded(median(median(elev.fore) for elev in jamforbara)),
        efter=_rounded(median(median(elev.efter) for elev in jamforbara)),
    )


def _rounded(minuter: float) -> int:
    return round(minuter / STEG) * STEG
