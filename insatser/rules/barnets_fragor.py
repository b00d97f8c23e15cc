"""What a child is asked at a follow-up, by age: data, so that the words can be bettered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from arenden.rules.alder import age_on
from arenden.rules.referens import in_force, read_rader

FIL = Path(__file__).resolve().parents[1] / "data" / "barnets_fragor.json"


@dataclass(frozen=True)
class Fraga:
    """One question, for ages `fran` to `till` in whole years, both included.

    `skattning`: it may also be answered by a mark on five steps, drawn as faces or said in words.
    """

    kod: str
    fran: int
    till: int
    fraga: str
    skattning: bool
    giltig_fran: date
    giltig_till: date | None = None


@cache
def all_fragor() -> tuple[Fraga, ...]:
    return tuple(Fraga(**rad) for rad in read_rader(FIL))


def fragor_for(fodd: date | None, dag: date) -> Sequence[Fraga]:
    """The questions for somebody born then, on that day; the nearest group outside all ages.

    Without a known birth date the middle group is asked: its words suit most. None before there
    were any.
    """
    gallande = in_force(all_fragor(), dag)
    grupper = sorted({(rad.fran, rad.till) for rad in gallande})
    if not grupper:
        return []
    if fodd is None:
        vald = grupper[len(grupper) // 2]
    else:
        alder = age_on(fodd, dag)
        vald = min(grupper, key=lambda grupp: max(grupp[0] - alder, alder - grupp[1], 0))
    return [rad for rad in gallande if (rad.fran, rad.till) == vald]
