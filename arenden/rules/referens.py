"""Law as data: rows with a first and a last day, read from JSON files beside the code."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeVar


class Versionerad(Protocol):
    """A row of reference data. Both days are inclusive; no last day means still in force."""

    @property
    def giltig_fran(self) -> date: ...

    @property
    def giltig_till(self) -> date | None: ...


V = TypeVar("V", bound=Versionerad)


def in_force(rader: Iterable[V], dag: date) -> list[V]:
    """The rows that apply on a day, in the order given."""
    return [
        rad
        for rad in rader
        if rad.giltig_fran <= dag and (rad.giltig_till is None or dag <= rad.giltig_till)
    ]


def read_rader(fil: Path) -> list[dict[str, Any]]:
    """The rows of a reference file, with the dates of validity as dates."""
    rader: list[dict[str, Any]] = json.loads(fil.read_text(encoding="utf-8"))["rader"]
    for rad in rader:
        rad["giltig_fran"] = date.fromisoformat(rad["giltig_fran"])
        till = rad.get("giltig_till")
        rad["giltig_till"] = date.fromisoformat(till) if till else None
    return rader
