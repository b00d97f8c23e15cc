"""The reader's attack on a rounded table, and the gate that refuses what the attack opens.

It knows only what is published: the values, their stated spread, that counts are whole and not
negative, and which cells sum to which.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor

import highspy
import numpy as np

from lagesbild.rules.avrundning import controlled_rounding
from lagesbild.rules.solver import is_solved, new_solver
from lagesbild.rules.tabell import ALL, Cell, RoundedTable, Table

LARGEST_SMALL = 4
SMALLEST_WIDTH = 4
TOLERANCE = 1e-6


class Rojd(StrEnum):
    SMALL_WIDTH = "Antalet går att räkna ut för noggrant."
    PROVED_SMALL = "Det går att räkna ut att antalet är 1–4."


@dataclass(frozen=True)
class Hinder:
    cell: Cell
    reason: Rojd


class PubliceringError(Exception):
    """The table may not be published. `hinder` names every cell that would be opened."""

    def __init__(self, hinder: list[Hinder]) -> None:
        self.hinder = hinder
        super().__init__(
            f"{len(hinder)} uppgifter skyddas inte. Slå ihop områden eller grupper och försök igen."
        )


def possible_interval(rounded: RoundedTable, cell: Cell) -> tuple[int, int]:
    """The smallest and largest true number that `cell` can have, given every published number.

    Raises ValueError when no true table fits the numbers.
    """
    return possible_intervals(rounded, [cell])[cell]


def possible_intervals(rounded: RoundedTable, cells: Iterable[Cell]) -> dict[Cell, tuple[int, int]]:
    """`possible_interval` for several cells, on one model."""
    unknown = [cell for cell in rounded.values if ALL not in cell]
    column = {cell: index for index, cell in enumerate(unknown)}
    highs = new_solver()
    for _ in column:
        highs.addVar(0, highspy.kHighsInf)
    for cell in rounded.values:
        parts = _parts(cell, column)
        lower, upper = rounded.bounds(cell)
        highs.addRow(lower, upper, len(parts), parts, np.ones(len(parts)))
    return {
        cell: (
            ceil(_extreme(highs, _parts(cell, column), highspy.ObjSense.kMinimize) - TOLERANCE),
            floor(_extreme(highs, _parts(cell, column), highspy.ObjSense.kMaximize) + TOLERANCE),
        )
        for cell in cells
    }


def _parts(cell: Cell, column: dict[Cell, int]) -> np.ndarray:
    return np.array(
        [
            index
            for interior, index in column.items()
            if all(own is ALL or own == other for own, other in zip(cell, interior, strict=True))
        ],
        dtype=np.int32,
    )


def _extreme(highs: highspy.Highs, parts: np.ndarray, sense: highspy.ObjSense) -> float:
    everything = np.arange(highs.getNumCol(), dtype=np.int32)
    costs = np.zeros(len(everything))
    costs[parts] = 1.0
    highs.changeColsCost(len(everything), everything, costs)
    highs.changeObjectiveSense(sense)
    if not is_solved(highs):
        raise ValueError("Tabellens tal motsäger varandra.")
    return highs.getObjectiveValue()


def hinder_for_publicering(table: Table, rounded: RoundedTable) -> list[Hinder]:
    """Every true number below 5 that the published numbers would open, zeros included."""
    small = [cell for cell in table.cells() if table.count(cell) <= LARGEST_SMALL]
    hinder = []
    for cell, (lower, upper) in possible_intervals(rounded, small).items():
        if upper - lower < SMALLEST_WIDTH:
            hinder.append(Hinder(cell, Rojd.SMALL_WIDTH))
        if lower >= 1 and upper <= LARGEST_SMALL:
            hinder.append(Hinder(cell, Rojd.PROVED_SMALL))
    return hinder


def protected_table(table: Table, *, key: bytes, plan_version: int) -> RoundedTable:
    """Round and attack: the only way from a true table to one that may be shown.

    Raises AvrundningError, PubliceringError or SolverError; nothing is shown then.
    """
    rounded = controlled_rounding(table, key, plan_version)
    if hinder := hinder_for_publicering(table, rounded):
        raise PubliceringError(hinder)
    return rounded
