"""Controlled rounding to base 5 with a direction that follows the children counted.

Each cell draws its direction from a keyed hash of its members, so the same children get the same
direction in every table and quarter, and an average over many tables reveals nothing new. Up is
drawn with probability residue/5, which keeps the draw unbiased. Totals must be the sums of what is
shown; an integer program therefore moves as few cells as possible against their draw, totals last.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass

import highspy
import numpy as np

from lagesbild.rules.solver import is_solved, new_solver
from lagesbild.rules.tabell import BASE, Cell, RoundedTable, Table, covers, is_total

KEY_BYTES = 32
EXTRA_STEPS = 1
UNIFORM_BITS = 64


class AvrundningError(Exception):
    """No additive rounding exists within the allowed steps. The message is for the analyst."""


@dataclass(frozen=True)
class Draw:
    """A cell's drawn value and the values it may take, all in steps of 5."""

    drawn: int
    lower: int
    upper: int
    price: float


def members_id(members: Iterable[str]) -> bytes:
    """A name for a multiset of pseudonymous ids, whatever order they come in."""
    digest = hashlib.sha256()
    for member in sorted(members):
        encoded = member.encode()
        digest.update(len(encoded).to_bytes(4, "big") + encoded)
    return digest.digest()


def _uniform(key: bytes, purpose: bytes, members: bytes, plan_version: int) -> int:
    message = purpose + b"\0" + members + plan_version.to_bytes(4, "big")
    return int.from_bytes(hmac.digest(key, message, "sha256")[: UNIFORM_BITS // 8], "big")


def is_drawn_up(members: Iterable[str], *, key: bytes, plan_version: int) -> bool:
    """The direction of these members: up with probability (number of members mod 5)/5."""
    members = list(members)
    uniform = _uniform(key, b"riktning", members_id(members), plan_version)
    return BASE * uniform < (len(members) % BASE) << UNIFORM_BITS


def controlled_rounding(table: Table, key: bytes, plan_version: int) -> RoundedTable:
    """Round every cell to an adjacent multiple of 5 so that all totals add up.

    Where that is impossible, interior cells (never totals) may go one multiple further each way
    and the table says so in `spread`. Raises AvrundningError when that fails too, ValueError for
    a short key, SolverError when the solver gives no answer.
    """
    if len(key) < KEY_BYTES:
        raise ValueError(f"Nyckeln måste vara minst {KEY_BYTES} byte.")
    for extra in (0, EXTRA_STEPS):
        draws = {
            cell: _draw(table, cell, key, plan_version, 0 if is_total(cell) else extra)
            for cell in table.cells()
        }
        if steps := _additive_steps(draws):
            return RoundedTable(
                dimensions=table.dimensions,
                values={cell: BASE * step for cell, step in steps.items()},
                plan_version=plan_version,
                spread=BASE * (extra + 1) - 1,
            )
    raise AvrundningError(
        "Tabellen kan inte avrundas så att summorna stämmer. Slå ihop områden eller grupper."
    )


def _draw(table: Table, cell: Cell, key: bytes, plan_version: int, extra: int) -> Draw:
    members = table.members_of(cell)
    floor, residue = divmod(len(members), BASE)
    ceiling = floor + (residue > 0)
    is_up = is_drawn_up(members, key=key, plan_version=plan_version)
    return Draw(
        drawn=ceiling if is_up else floor,
        lower=max(0, floor - extra),
        upper=ceiling + extra,
        price=_price(table, cell, members_id(members), key, plan_version),
    )


def _price(table: Table, cell: Cell, members: bytes, key: bytes, plan_version: int) -> float:
    """What one step against the draw costs.

    A total outweighs all interior cells together, as several tables share it. The fraction is
    keyed to the members: it breaks ties the same way everywhere and never adds up to a whole step.
    """
    size = sum(1 for _ in table.cells())
    fraction = _uniform(key, b"pris", members, plan_version) / (1 << UNIFORM_BITS)
    return (size if is_total(cell) else 1) + fraction / size


def _additive_steps(draws: dict[Cell, Draw]) -> dict[Cell, int] | None:
    """The cheapest additive values in steps of 5, or None when there are none.

    Columns: the step of each cell, then its distance from the drawn step.
    """
    highs = new_solver()
    inf = highspy.kHighsInf
    position = {cell: index for index, cell in enumerate(draws)}
    for draw in draws.values():
        _column(highs, cost=0.0, lower=draw.lower, upper=draw.upper)
    highs.changeColsIntegrality(
        len(draws),
        np.arange(len(draws), dtype=np.int32),
        np.full(len(draws), highspy.HighsVarType.kInteger),
    )
    for cell, draw in draws.items():
        step, distance = position[cell], len(draws) + position[cell]
        _column(highs, cost=draw.price, lower=0, upper=inf)
        _row(highs, -inf, draw.drawn, {step: 1.0, distance: -1.0})
        _row(highs, draw.drawn, inf, {step: 1.0, distance: 1.0})
    interior = [cell for cell in draws if not is_total(cell)]
    for cell in filter(is_total, draws):
        parts = {position[part]: 1.0 for part in interior if covers(cell, part)}
        _row(highs, 0, 0, {**parts, position[cell]: -1.0})
    if not is_solved(highs):
        return None
    solution = highs.getSolution().col_value
    return {cell: round(solution[index]) for cell, index in position.items()}


def _column(highs: highspy.Highs, *, cost: float, lower: float, upper: float) -> None:
    highs.addCol(cost, lower, upper, 0, np.array([], dtype=np.int32), np.array([]))


def _row(highs: highspy.Highs, lower: float, upper: float, terms: dict[int, float]) -> None:
    index = np.fromiter(terms, dtype=np.int32)
    highs.addRow(lower, upper, len(terms), index, np.fromiter(terms.values(), dtype=np.float64))
