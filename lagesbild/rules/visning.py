"""How a rounded table is shown: as rows, as a CSV file and as bars."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

from lagesbild.rules.tabell import ALL, Cell, RoundedTable
from lagesbild.rules.underlag import MINSTA_BEFOLKNING, OMRADE_VISAS_INTE

SUMMA = "Samtliga"


@dataclass(frozen=True)
class ShownCell:
    text: str
    value: int
    lower: int
    upper: int


@dataclass(frozen=True)
class ShownRow:
    rubrik: str
    cells: tuple[ShownCell, ...]
    is_total: bool


@dataclass(frozen=True)
class Bar:
    """One horizontal bar in user units; the band is the interval of the true number."""

    rubrik: str
    text: str
    y: float
    width: float
    band_x: float
    band_width: float


def shown_cell(rounded: RoundedTable, cell: Cell) -> ShownCell:
    value = rounded.values[cell]
    lower, upper = rounded.bounds(cell)
    text = f"{lower}–{upper}" if value == 0 else f"≈ {value}"
    return ShownCell(text, value, lower, upper)


def legend(rounded: RoundedTable) -> list[str]:
    """The sentences that must stand beside every showing of the table."""
    lines = [
        "Talen är avrundade till närliggande 5-tal för att skydda varje barn.",
        f"Det verkliga antalet ligger högst {rounded.spread} från ett visat tal.",
        f"«0–{rounded.spread}» betyder högst {rounded.spread} barn och kan vara inget.",
    ]
    if rounded.total_spread != rounded.spread:
        lines.append(f"Summor ligger högst {rounded.total_spread} från det verkliga antalet.")
    return [
        *lines,
        "Summorna är summor av de avrundade talen.",
        (
            f"«{OMRADE_VISAS_INTE}» samlar barn med skyddade personuppgifter, barn från andra "
            f"kommuner och områden där någon grupp har färre än {MINSTA_BEFOLKNING} invånare."
        ),
        "Barn vars kön inte är känt räknas inte med.",
        f"Publiceringsplan version {rounded.plan_version}.",
    ]


def column_headings(rounded: RoundedTable) -> list[str]:
    return [*rounded.dimensions[1].kategorier, SUMMA]


def shown_rows(rounded: RoundedTable) -> list[ShownRow]:
    """Rows of a two-way table, the total row last."""
    rows, columns = rounded.dimensions
    return [
        ShownRow(
            rubrik=SUMMA if row is ALL else row,
            cells=tuple(
                shown_cell(rounded, (row, column)) for column in (*columns.kategorier, ALL)
            ),
            is_total=row is ALL,
        )
        for row in (*rows.kategorier, ALL)
    ]


def csv_text(rounded: RoundedTable, *, rubrik: str, period: str) -> str:
    """One line per cell, semicolon-separated, with heading and legend above the columns."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for line in (rubrik, f"Period: {period}", *legend(rounded)):
        writer.writerow([f"# {line}"])
    writer.writerow(
        [*(dimension.namn for dimension in rounded.dimensions), "Visat", "Tal", "Lägst", "Högst"]
    )
    for cell in rounded.cells():
        shown = shown_cell(rounded, cell)
        names = [SUMMA if category is ALL else category for category in cell]
        writer.writerow([*names, shown.text, shown.value, shown.lower, shown.upper])
    return out.getvalue()


def bars(rounded: RoundedTable, cells: Sequence[Cell], *, width: float, step: float) -> list[Bar]:
    """Bars for the given cells from top to bottom, `step` apart.

    The longest interval among them fills `width`.
    """
    shown = [shown_cell(rounded, cell) for cell in cells]
    scale = width / max((cell.upper for cell in shown), default=1)
    return [
        Bar(
            rubrik=" · ".join(SUMMA if category is ALL else category for category in cell),
            text=data.text,
            y=index * step,
            width=data.value * scale,
            band_x=data.lower * scale,
            band_width=(data.upper - data.lower) * scale,
        )
        for index, (cell, data) in enumerate(zip(cells, shown, strict=True))
    ]
