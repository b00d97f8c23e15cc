"""The days of a series of sessions, and what may be noted of a session and when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

VECKA = timedelta(weeks=1)
LANGST_SERIE = 52
"""A series is planned for a year at most."""


@dataclass(frozen=True)
class Serie:
    """The days that become sessions, and the rest days that were passed over on the way."""

    dagar: Sequence[date]
    overhoppade: Sequence[date]


def weekly(forsta: date, antal: int, *, is_rest_day: Callable[[date], bool]) -> Serie:
    """`antal` sessions on the same weekday from `forsta`; a rest day moves the end, not the day.

    Who begins on a rest day means it: then none are passed over. Raises ValueError for a number
    below one or above a year's weeks.
    """
    if not 1 <= antal <= LANGST_SERIE:
        raise ValueError(f"A series has 1 to {LANGST_SERIE} sessions, not {antal}.")
    pa_vilodag = is_rest_day(forsta)
    dagar: list[date] = []
    overhoppade: list[date] = []
    dag = forsta
    while len(dagar) < antal:
        (overhoppade if is_rest_day(dag) and not pa_vilodag else dagar).append(dag)
        dag += VECKA
    return Serie(dagar, overhoppade)


class Hinder(Enum):
    """Why an outcome cannot be noted as it stands: the field that it is about, and the words."""

    I_FRAMTIDEN = "nar", "Tillfället har inte varit än. Det kan bara avbokas."
    UTAN_ORSAK = "orsak", "Välj varför det inte blev av, också om ni inte vet."
    UTAN_ORD = "orsak_ord", "Skriv med egna ord vad «annat» är."
    UTAN_AVBOKARE = "avbokat_av", "Välj vem som avbokade."

    @property
    def falt(self) -> str:
        return self.value[0]

    @property
    def text(self) -> str:
        return self.value[1]


@dataclass(frozen=True)
class Utfall:
    """What somebody wants to note of a session."""

    nar: datetime
    utfall: str
    orsak: str = ""
    orsak_ord: str = ""
    avbokat_av: str = ""


def hinder_for_utfall(rad: Utfall, nu: datetime) -> list[Hinder]:
    """All that is missing or impossible, so that a form can say everything at once."""
    hinder = []
    if rad.nar > nu and rad.utfall != "avbokat":
        hinder.append(Hinder.I_FRAMTIDEN)
    if rad.utfall == "uteblev" and not rad.orsak:
        hinder.append(Hinder.UTAN_ORSAK)
    if rad.utfall != "genomfort" and rad.orsak == "annat" and not rad.orsak_ord.strip():
        hinder.append(Hinder.UTAN_ORD)
    if rad.utfall == "avbokat" and not rad.avbokat_av:
        hinder.append(Hinder.UTAN_AVBOKARE)
    return hinder
