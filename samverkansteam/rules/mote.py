"""When a meeting may be documented as held."""

from __future__ import annotations

from datetime import datetime


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
