"""Where the parts of a flow stand among each other: a column by how far on, a row by lane."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from insatser.bpmn.modell import Modell


@dataclass(frozen=True)
class Ordning:
    """Column and row of each part, counted from 0 across all lanes; `rader`: the rows of a lane."""

    kolumn: dict[str, int]
    rad: dict[str, int]
    rader: dict[str, range]


def ordning_of(modell: Modell) -> Ordning:
    kolumn = _columns(modell)
    rad_i_bana = _rows(modell, kolumn)
    rader: dict[str, range] = {}
    forsta = 0
    for bana in modell.banor:
        antal = 1 + max(rad for namn, rad in rad_i_bana.items() if modell.delar[namn].bana == bana)
        rader[bana] = range(forsta, forsta + antal)
        forsta += antal
    rad = {namn: rader[modell.delar[namn].bana].start + rad for namn, rad in rad_i_bana.items()}
    return Ordning(kolumn, rad, rader)


def _columns(modell: Modell) -> dict[str, int]:
    """The longest way from the beginning that never goes back."""
    framat = _forward(modell)
    kolumn: dict[str, int] = {}

    def column(namn: str) -> int:
        if namn not in kolumn:
            kolumn[namn] = max((column(fran) + 1 for fran in framat[namn]), default=0)
        return kolumn[namn]

    for namn in modell.delar:
        column(namn)
    return kolumn


def _forward(modell: Modell) -> dict[str, list[str]]:
    """What leads to each part, without the ways that lead back to where one has been."""
    framat: dict[str, list[str]] = defaultdict(list)
    klara: set[str] = set()
    pa_vag: set[str] = set()

    def visit(namn: str) -> None:
        pa_vag.add(namn)
        for pil in modell.ways_from(namn):
            if pil.till in pa_vag:
                continue
            framat[pil.till].append(namn)
            if pil.till not in klara:
                visit(pil.till)
        pa_vag.remove(namn)
        klara.add(namn)

    visit(next(namn for namn, del_ in modell.delar.items() if del_.slag == "borjan"))
    return framat


def _rows(modell: Modell, kolumn: dict[str, int]) -> dict[str, int]:
    """Each part beside what leads to it where that is free, else as near as can be."""
    fore: dict[str, list[str]] = defaultdict(list)
    for pil in modell.pilar:
        if kolumn[pil.fran] < kolumn[pil.till]:
            fore[pil.till].append(pil.fran)
    rad: dict[str, int] = {}
    upptaget: set[tuple[str, int, int]] = set()
    plats = {namn: i for i, namn in enumerate(modell.delar)}
    for namn in sorted(modell.delar, key=lambda namn: (kolumn[namn], plats[namn])):
        bana = modell.delar[namn].bana
        egna = [rad[fran] for fran in fore[namn] if modell.delar[fran].bana == bana]
        onskad = min(egna, default=0)
        lediga = (r for r in range(len(modell.delar)) if (bana, kolumn[namn], r) not in upptaget)
        rad[namn] = min(lediga, key=lambda r: (abs(r - onskad), r))
        upptaget.add((bana, kolumn[namn], rad[namn]))
    return rad
