"""A rounded table as the plain values in which it is frozen, and back."""

from __future__ import annotations

from typing import Any

from lagesbild.rules.tabell import Dimension, Grid, RoundedTable


def as_innehall(rounded: RoundedTable) -> dict[str, Any]:
    """Lists, texts and whole numbers only; `tal` stands in the order of `cells()`."""
    return {
        "dimensioner": [
            {"namn": dimension.namn, "kategorier": list(dimension.kategorier)}
            for dimension in rounded.dimensions
        ],
        "tal": [rounded.values[cell] for cell in rounded.cells()],
        "planversion": rounded.plan_version,
        "avstand": rounded.spread,
        "avstand_summor": rounded.total_spread,
    }


def from_innehall(innehall: dict[str, Any]) -> RoundedTable:
    """Raises ValueError when there is not one number for each cell."""
    dimensions = tuple(
        Dimension(dimension["namn"], tuple(dimension["kategorier"]))
        for dimension in innehall["dimensioner"]
    )
    return RoundedTable(
        dimensions=dimensions,
        values=dict(zip(Grid(dimensions).cells(), innehall["tal"], strict=True)),
        plan_version=innehall["planversion"],
        spread=innehall["avstand"],
        total_spread=innehall["avstand_summor"],
    )
