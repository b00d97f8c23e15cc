"""Age in law: whole years on a day, and the gates that change who decides and who may know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from arenden.rules.referens import in_force, read_rader

FIL = Path(__file__).resolve().parents[1] / "data" / "aldersgranser.json"
MYNDIG = 18
BEVARANDEDAGAR = frozenset({5, 15, 25})


@dataclass(frozen=True)
class Aldersgrans:
    """What changes at an age. `alder` is in whole years."""

    kod: str
    alder: int
    innebord: str
    lagrum: str
    giltig_fran: date
    giltig_till: date | None


@dataclass(frozen=True)
class Passage:
    """A gate that a person comes to: the day, and everything that changes on it."""

    alder: int
    dag: date
    granser: Sequence[Aldersgrans]


@cache
def all_granser() -> tuple[Aldersgrans, ...]:
    return tuple(Aldersgrans(**rad) for rad in read_rader(FIL))


def standing_granser(alder: int) -> list[Aldersgrans]:
    """What changes at an age by the law as it now stands, without a last day."""
    return [g for g in all_granser() if g.alder == alder and g.giltig_till is None]


def birthday(fodd: date, alder: int) -> date:
    """The day an age is reached. Born on 29 February: 1 March in years without that day."""
    try:
        return fodd.replace(year=fodd.year + alder)
    except ValueError:
        return date(fodd.year + alder, 3, 1)


def age_on(fodd: date, dag: date) -> int:
    """Whole years on a day; a new year of age is reached on the birthday itself.

    `fodd` is the true birth date, which may differ from that of the number (FOL 18 §).
    Raises ValueError for a day before birth.
    """
    if dag < fodd:
        raise ValueError("Dagen ligger före födelsen.")
    alder = dag.year - fodd.year
    return alder if dag >= birthday(fodd, alder) else alder - 1


def has_reached(fodd: date | None, alder: int, dag: date) -> bool:
    """Whether the age is known to have been reached; from the birthday itself."""
    return fodd is not None and birthday(fodd, alder) <= dag


def granser_at(fodd: date, dag: date) -> list[Aldersgrans]:
    """Everything that changes on exactly this day."""
    return [grans for grans in in_force(all_granser(), dag) if birthday(fodd, grans.alder) == dag]


def next_passage(fodd: date, dag: date) -> Passage | None:
    """The first gate after `dag`, by the law of the day it is reached; None after the last."""
    for alder in sorted({grans.alder for grans in all_granser()}):
        nar = birthday(fodd, alder)
        if nar > dag and (granser := granser_at(fodd, nar)):
            return Passage(alder, nar, granser)
    return None


def is_kept_for_research(fodd: date) -> bool:
    """Born on the 5th, 15th or 25th: the akt is never destroyed (SoL 16:4, SFS 2025:468 13:1)."""
    return fodd.day in BEVARANDEDAGAR
