"""When a meeting may be documented, when a person may be taken up at it, and what may be said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

JURISTEN_SAKNAS = "En jurist måste vara närvarande för att en person ska få tas upp."


def hinder_for_mote(
    *,
    planerat: datetime,
    nu: datetime,
    antal_narvarande: int,
    kraver_jurist: bool,
    har_jurist: bool,
) -> list[str]:
    """Every reason why the meeting cannot be documented; none means that it can."""
    hinder = []
    if planerat > nu:
        hinder.append("Mötet har inte börjat än. Ändra tiden eller dokumentera det efteråt.")
    if antal_narvarande == 0:
        hinder.append("Ange vilka som var med.")
    if kraver_jurist and not har_jurist:
        hinder.append("En jurist måste vara närvarande för att mötet ska få hållas.")
    return hinder


def hinder_for_punkt(*, kraver_jurist: bool, har_jurist: bool) -> list[str]:
    """Why a person may not be taken up now; none means that it may be done."""
    return [JURISTEN_SAKNAS] if kraver_jurist and not har_jurist else []


@dataclass(frozen=True)
class Ahorare:
    """A party in the room, with every reason of the law why it may not be told."""

    namn: str
    hinder: Sequence[str]


def hinder_for_rad(
    *,
    ahorare: Iterable[Ahorare],
    kraver_avvagning: bool,
    avvagning: str,
    villkor_provade: bool,
) -> list[str]:
    """Why something may not be said in this room on a ground: it must carry to each who hears."""
    hinder = [f"Till {part.namn}: {skal}" for part in ahorare for skal in part.hinder]
    if not villkor_provade:
        hinder.append("Pröva lagrummets villkor först, och markera att det är gjort.")
    if kraver_avvagning and not avvagning.strip():
        hinder.append("Lagrummet kräver en skriven avvägning.")
    return hinder
