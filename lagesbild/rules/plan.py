"""The publication plan: which table may be published, over whom and where."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from lagesbild.rules.kvartal import Kvartal
from lagesbild.rules.tabell import Cell
from lagesbild.rules.underlag import KON

PLAN_VERSION = 1
HOGSTA_ALDER = 20
FIL = Path(__file__).resolve().parents[1] / "data" / "befolkning.json"

METOD = """\
Tabellen räknar barn och unga som fyller högst {hogsta_alder} år under året, eller vars födelseår \
inte är känt, och som hade minst ett pågående ärende {avser}. Varje personakt räknas en gång. Den \
som har en akt i två nämnder räknas i båda.

Stadsdelsområde och kön är de som stod i akten när underlaget byggdes. Underlaget är \
pseudonymiserat: det innehåller varken namn, nummer eller texter.

Områdenas befolkning: {kalla}

Kvarvarande risk. Intervallen säger vad som är säkert, inte vad som är troligt; ett litet tal kan \
gissas rätt. Den som redan känner barnen i ett område, eller känner metoden väl, kan dra fler \
slutsatser än andra. Jämförelser mellan kvartal och uppgifter som andra har publicerat kan \
tillsammans säga mer än tabellen gör ensam."""


@cache
def befolkning() -> Mapping[Cell, int]:
    """Inhabitants of 0–20 years by stadsdelsområde and sex (lagesbild/data/befolkning.json)."""
    return {(rad["omrade"], kon): rad[kon] for rad in _fil()["rader"] for kon in KON}


@cache
def omraden() -> tuple[str, ...]:
    """The city's stadsdelsområden in the order of their names."""
    return tuple(rad["omrade"] for rad in _fil()["rader"])


def metod(avser: date) -> str:
    """The method note of a table over the state on the day `avser`."""
    return METOD.format(hogsta_alder=HOGSTA_ALDER, avser=avser.isoformat(), kalla=_fil()["kalla"])


def titel(matt: str, kvartal: Kvartal) -> str:
    return f"{matt} efter stadsdelsområde och kön, {kvartal.namn}"


@cache
def _fil() -> dict[str, Any]:
    innehall: dict[str, Any] = json.loads(FIL.read_text(encoding="utf-8"))
    return innehall
