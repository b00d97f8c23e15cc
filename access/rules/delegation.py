"""The delegation order: which role decides what, since when, and what may be handed to a person.

Kommunallagen 6:37–39 and 7:5–8: a nämnd may let a committee, a member or an employee decide for
it, except in some matters; whoever decides by delegation decides for the nämnd.
"""

from __future__ import annotations

import json
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FIL = Path(__file__).resolve().parents[1] / "data" / "delegationsordning.json"


@dataclass(frozen=True)
class Punkt:
    """One line of the order. `namnder` empty: the same in all; `till` is the last day."""

    arendetyp: str
    namn: str
    lagrum: str
    roller: tuple[str, ...]
    kan_delegeras: bool
    namnder: tuple[str, ...]
    fran: date
    till: date | None

    def is_in_force(self, namndkod: str, dag: date) -> bool:
        return (
            (not self.namnder or namndkod in self.namnder)
            and self.fran <= dag
            and (self.till is None or dag <= self.till)
        )


@cache
def all_punkter() -> tuple[Punkt, ...]:
    return tuple(
        Punkt(
            arendetyp=rad["arendetyp"],
            namn=rad["namn"],
            lagrum=rad["lagrum"],
            roller=tuple(rad["roller"]),
            kan_delegeras=rad["kan_delegeras"],
            namnder=tuple(rad["namnder"]),
            fran=date.fromisoformat(rad["fran"]),
            till=date.fromisoformat(rad["till"]) if rad["till"] else None,
        )
        for rad in json.loads(FIL.read_text("utf-8"))
    )


def punkt_for(arendetyp: str, namndkod: str, dag: date) -> Punkt | None:
    """The line that governs a kind of matter in a nämnd on a day; None: nobody below decides."""
    egna = [p for p in all_punkter() if p.arendetyp == arendetyp and p.is_in_force(namndkod, dag)]
    return max(egna, key=lambda p: bool(p.namnder), default=None)


def decides_by_role(roller: AbstractSet[str], arendetyp: str, namndkod: str, dag: date) -> bool:
    punkt = punkt_for(arendetyp, namndkod, dag)
    return punkt is not None and bool(roller & set(punkt.roller))


def delegable(namndkod: str, dag: date) -> list[Punkt]:
    """What may be handed to a person in a nämnd."""
    typer = dict.fromkeys(punkt.arendetyp for punkt in all_punkter())
    punkter = (punkt_for(arendetyp, namndkod, dag) for arendetyp in typer)
    return [punkt for punkt in punkter if punkt is not None and punkt.kan_delegeras]
