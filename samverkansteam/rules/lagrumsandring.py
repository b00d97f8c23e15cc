"""What a change of law may say, and what it would open and close."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from samverkansteam.rules.lagrum import ICKE_MYNDIGHETER, PARTSSLAG


@dataclass(frozen=True)
class Vag:
    """One cell of the matrix, in words."""

    fran: str
    till: str

    def __str__(self) -> str:
        return f"från {PARTSSLAG[self.fran]} till {PARTSSLAG[self.till]}"


def faults_in(innehall: Mapping[str, Any]) -> dict[str, str]:
    """What a ground may not say, by column; empty when it may stand."""
    fel = {}
    vagar: Mapping[str, Sequence[str]] = innehall["vagar"]
    mottagare = {till for alla in vagar.values() for till in alla}
    if not mottagare:
        fel["vagar"] = "Välj minst en väg. Ska lagrummet inte gälla alls: föreslå att det upphör."
    if unknown := (set(vagar) | mottagare) - PARTSSLAG.keys():
        fel["vagar"] = f"Okänt slag av part: {', '.join(sorted(unknown))}."
    if innehall["bara_myndighet"] and (andra := mottagare & ICKE_MYNDIGHETER):
        namn = ", ".join(PARTSSLAG[slag] for slag in PARTSSLAG if slag in andra)
        fel["vagar"] = f"Mottagaren måste vara en myndighet. Det är inte {namn}."
    if not innehall["villkor"]:
        fel["villkor"] = "Skriv minst ett villkor som en fråga."
    elif any(not villkor["fraga"].endswith("?") for villkor in innehall["villkor"]):
        fel["villkor"] = "Skriv varje villkor som en fråga med frågetecken."
    return fel


def hinder_for_dag(galler_fran: date, idag: date, senaste: date | None) -> list[str]:
    """Why a wording may not begin on a day. What was in force on a past day is never rewritten."""
    hinder = []
    if galler_fran < idag:
        hinder.append("Dagen har redan varit. Det som gällde då ändras inte i efterhand.")
    if senaste is not None and galler_fran <= senaste:
        hinder.append(f"Det finns redan en lydelse som gäller från och med {senaste}.")
    return hinder


def opened_and_closed(
    fore: Mapping[str, Sequence[str]], efter: Mapping[str, Sequence[str]]
) -> tuple[list[Vag], list[Vag]]:
    """The cells that a change would open, and those it would close."""
    innan, sedan = set(_cells(fore)), set(_cells(efter))
    return (
        [vag for vag in _cells(efter) if vag not in innan],
        [vag for vag in _cells(fore) if vag not in sedan],
    )


def _cells(vagar: Mapping[str, Sequence[str]]) -> list[Vag]:
    return [Vag(fran, till) for fran in PARTSSLAG for till in vagar.get(fran, ())]
