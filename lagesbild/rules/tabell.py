"""A count table: what is counted, with every margin, and its published counterpart.

A cell is a tuple with one category per dimension. `ALL` in a position means the sum over
that dimension, so `("Farsta", ALL)` is a row total and `(ALL, ALL)` the grand total.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

ALL = None
BASE = 5

Cell = tuple[str | None, ...]


@dataclass(frozen=True)
class Dimension:
    namn: str
    kategorier: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.kategorier:
            raise ValueError(f"{self.namn} saknar kategorier.")


def is_total(cell: Cell) -> bool:
    return ALL in cell


def covers(cell: Cell, interior: Cell) -> bool:
    """Say whether the interior cell is part of what `cell` sums."""
    return all(own in (ALL, other) for own, other in zip(cell, interior, strict=True))


@dataclass(frozen=True)
class Grid:
    """The cells of a table in their canonical order, totals last in each dimension."""

    dimensions: tuple[Dimension, ...]

    def interior(self) -> Iterator[Cell]:
        return product(*(dimension.kategorier for dimension in self.dimensions))

    def cells(self) -> Iterator[Cell]:
        return product(*((*dimension.kategorier, ALL) for dimension in self.dimensions))


@dataclass(frozen=True)
class Table(Grid):
    """True counts, held as the pseudonymous ids of those counted. Never leaves the server.

    `members` has interior cells only; an absent cell is empty. An id may occur twice in a cell
    when the table counts insatser instead of children.
    """

    members: Mapping[Cell, tuple[str, ...]]

    def __post_init__(self) -> None:
        if strange := set(self.members) - set(self.interior()):
            raise ValueError(f"{len(strange)} celler ligger utanför tabellens kategorier.")

    def members_of(self, cell: Cell) -> list[str]:
        return sorted(
            member
            for interior, members in self.members.items()
            if covers(cell, interior)
            for member in members
        )

    def count(self, cell: Cell) -> int:
        return sum(
            len(members) for interior, members in self.members.items() if covers(cell, interior)
        )


@dataclass(frozen=True)
class RoundedTable(Grid):
    """What may be shown: one value per cell and how far the true number can be from it.

    `spread` holds for interior cells, `total_spread` for totals.
    """

    values: Mapping[Cell, int]
    plan_version: int
    spread: int = BASE - 1
    total_spread: int = BASE - 1

    def bounds(self, cell: Cell) -> tuple[int, int]:
        """The interval the reader is told the true number lies in."""
        spread = self.total_spread if is_total(cell) else self.spread
        value = self.values[cell]
        return max(0, value - spread), value + spread
