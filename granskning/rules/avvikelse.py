"""What a deviation still needs: the clock of a breach, and what is done before it is closed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

IMY_TID = timedelta(hours=72)
"""From discovery to report (GDPR art. 33.1)."""

OMBUD, IMY, EJ_ANMALD, SAMTAL = "ombud", "imy", "ej_anmald", "samtal"
OBEFOGAD = "obefogad"


@dataclass(frozen=True)
class Klocka:
    """By when a breach is reported, and when it was."""

    senast: datetime
    gjort: datetime | None

    def is_late(self, nu: datetime) -> bool:
        return (self.gjort or nu) > self.senast


def klocka_for(
    upptackt: datetime, *, is_incident: bool | None, anmald: datetime | None
) -> Klocka | None:
    """The clock runs until somebody has found that it is no breach."""
    if is_incident is False:
        return None
    return Klocka(upptackt + IMY_TID, anmald)


def hinder_for_close(
    *, is_incident: bool | None, gjorda: Collection[str], slutsats: str
) -> list[str]:
    """Everything that is left before the conclusion is drawn. `gjorda` are kinds of steps."""
    hinder = []
    if is_incident is None:
        hinder.append("Bedöm först om det är en personuppgiftsincident.")
    if is_incident:
        if OMBUD not in gjorda:
            hinder.append("Dataskyddsombudet ska vara underrättat om incidenten.")
        if not {IMY, EJ_ANMALD} & set(gjorda):
            hinder.append(
                "Anmäl incidenten till Integritetsskyddsmyndigheten, "
                "eller skriv varför det inte behövs."
            )
    if slutsats == OBEFOGAD and SAMTAL not in gjorda:
        hinder.append("Tala först med medarbetaren, och för in samtalet.")
    return hinder
