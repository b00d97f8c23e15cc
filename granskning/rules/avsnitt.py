"""How an extract is arranged, and what the law lets the person know of each part."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FIL = Path(__file__).resolve().parents[1] / "data" / "registerutdrag.json"
OVRIGT, LOGG = "ovrigt", "logg"


@dataclass(frozen=True)
class Avsnitt:
    """A part of the extract: its purpose, legal ground and source, in words for the person."""

    kod: str
    rubrik: str
    andamal: str
    grund: str
    kalla: str


@dataclass(frozen=True)
class Namnduppgift:
    """How to reach the controller and its data protection officer."""

    adress: str
    dataskyddsombud: str


@cache
def uppgifter() -> dict[str, Any]:
    """The file as it stands; see `registerutdrag.json`."""
    innehall: dict[str, Any] = json.loads(FIL.read_text("utf-8"))
    return innehall


@cache
def all_avsnitt() -> dict[str, Avsnitt]:
    return {rad["kod"]: Avsnitt(**rad) for rad in uppgifter()["avsnitt"]}


def avsnitt_choices() -> list[tuple[str, str]]:
    return [(avsnitt.kod, avsnitt.rubrik) for avsnitt in all_avsnitt().values()]


def avsnitt_for(modell: str) -> str:
    """The part that a model ("app.Model") is told in; one that nobody has placed is not lost."""
    kod: str = uppgifter()["modeller"].get(modell, OVRIGT)
    return kod


def namnduppgift_for(kod: str) -> Namnduppgift:
    """What a nämnd has said of itself, over what is said for all."""
    namnder = uppgifter()["namnder"]
    return Namnduppgift(**namnder[""] | namnder.get(kod, {}))
