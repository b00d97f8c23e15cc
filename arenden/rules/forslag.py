"""How a proposed wording differs from what it would replace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Andring:
    """One column that differs, with what it said and what it would say."""

    falt: str
    fore: Any
    efter: Any


def differences(
    fore: Mapping[str, Any], efter: Mapping[str, Any], falt: Iterable[str]
) -> list[Andring]:
    """The columns that differ, in the order of `falt`; a new row differs in all it says."""
    return [
        Andring(namn, fore.get(namn), efter.get(namn))
        for namn in falt
        if fore.get(namn) != efter.get(namn)
    ]
