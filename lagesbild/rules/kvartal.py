"""The quarter that a table is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

MONTHS = 3
FORM = re.compile(r"(\d{4})K([1-4])")


@dataclass(frozen=True, order=True)
class Kvartal:
    """Written `2026K4`, which also sorts as text."""

    ar: int
    nummer: int

    @classmethod
    def of(cls, dag: date) -> Self:
        return cls(dag.year, (dag.month - 1) // MONTHS + 1)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises ValueError for anything but the form `2026K4`."""
        found = FORM.fullmatch(text)
        if found is None:
            raise ValueError(f"{text!r} är inget kvartal; skriv till exempel 2026K4.")
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.ar:04}K{self.nummer}"

    @property
    def namn(self) -> str:
        return f"kvartal {self.nummer} {self.ar}"

    @property
    def first_day(self) -> date:
        return date(self.ar, (self.nummer - 1) * MONTHS + 1, 1)

    @property
    def next(self) -> Kvartal:
        return Kvartal(self.ar + self.nummer // 4, self.nummer % 4 + 1)

    @property
    def previous(self) -> Kvartal:
        return Kvartal.of(self.first_day - timedelta(days=1))
