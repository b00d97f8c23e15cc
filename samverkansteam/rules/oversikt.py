"""What whoever coordinates teams sees of them: counts of meetings and promises, never of a person.

What comes from persons (how many, how long they waited, absence) is withheld when they are few.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

MINST = 5
"""Below this many persons what is counted of them is not shown."""


@dataclass(frozen=True)
class Teamlage:
    """One team in a period. `startad` and `dagar` say how many meetings its rhythm asks for."""

    startad: date
    avslutad: date | None
    dagar: int
    hallna: int
    planerade: int
    installda: int
    ataganden: int
    klara: int
    forsenade: int


@dataclass(frozen=True)
class Summa:
    """Several teams together."""

    team: int
    vantade: int
    hallna: int
    planerade: int
    installda: int
    ataganden: int
    klara: int
    forsenade: int


def expected_moten(lage: Teamlage, fran: date, till: date) -> int:
    """How many meetings the rhythm of the kind asks for in the period, both days included."""
    borjar, slutar = max(fran, lage.startad), min(till, lage.avslutad or till)
    dagar = (slutar - borjar).days + 1
    return max(0, dagar // lage.dagar) if lage.dagar else 0


def sum_of(lagen: Iterable[Teamlage], fran: date, till: date) -> Summa:
    rader = list(lagen)
    return Summa(
        team=len(rader),
        vantade=sum(expected_moten(rad, fran, till) for rad in rader),
        hallna=sum(rad.hallna for rad in rader),
        planerade=sum(rad.planerade for rad in rader),
        installda=sum(rad.installda for rad in rader),
        ataganden=sum(rad.ataganden for rad in rader),
        klara=sum(rad.klara for rad in rader),
        forsenade=sum(rad.forsenade for rad in rader),
    )


def in_hours(minuter: int) -> str:
    timmar, rest = divmod(minuter, 60)
    return f"{timmar},5" if rest else str(timmar)
