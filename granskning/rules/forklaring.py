"""What explains that a person was in an akt: the nearest of their grants, else what surrounds it.

Most accesses are explained by what the system already knows (Fabbri and LeFevre, 2011), so the
review begins with what is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Self
from uuid import UUID

from granskning.rules.aterblick import SAMMA_STUND
from granskning.rules.urval import Forklaringsgrad, Regelverk


class Orsak(StrEnum):
    """What explains an access, nearest first, with the grade that it gives."""

    label: str
    grad: Forklaringsgrad

    def __new__(cls, value: str, label: str, grad: Forklaringsgrad) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.grad = grad
        return member

    TILLDELNING = "tilldelning", "Tilldelad handläggare", Forklaringsgrad.ARENDET
    TEAM = "team", "Medlem i teamet", Forklaringsgrad.ARENDET
    REGISTRERING = "registrering", "Tog emot inflödet", Forklaringsgrad.ARENDET
    SKYDD = "skydd", "Namngiven för akten", Forklaringsgrad.ARENDET
    FRANVARO = "franvaro", "Ersatte vid frånvaro", Forklaringsgrad.SAMMANHANG
    JOUR = "jour", "Hade jour", Forklaringsgrad.SAMMANHANG
    DELEGATION = "delegation", "Hade delegation", Forklaringsgrad.SAMMANHANG
    EFTERARBETE = "efterarbete", "Efterarbete", Forklaringsgrad.SAMMANHANG
    NODOPPNING = "nodoppning", "Nödöppning, granskas för sig", Forklaringsgrad.SAMMANHANG
    OVERLAMNING = "overlamning", "Ärendet bytte handläggare", Forklaringsgrad.SAMMANHANG
    MOTE = "mote", "Deltog i teamets möte", Forklaringsgrad.SAMMANHANG
    AVISERING = "avisering", "Fick en avisering om akten", Forklaringsgrad.SAMMANHANG
    SOKKEDJA = "sokkedja", "Sökte sig vidare från ett eget ärende", Forklaringsgrad.SAMMANHANG
    UPPDRAG = "uppdrag", "Uppdrag i enheten", Forklaringsgrad.ENHETEN
    INGEN = "", "Ingen förklaring", Forklaringsgrad.INGEN

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(orsak.value, orsak.label) for orsak in cls if orsak.value]


AV_SKAL = {orsak.value: orsak for orsak in Orsak} | {"utfall": Orsak.EFTERARBETE}
EGNA = {Orsak.TILLDELNING, Orsak.REGISTRERING}
"""What a change of hands ends for one and gives another."""


@dataclass(frozen=True)
class Giltig:
    """A grant that reached the akt, by itself or through its unit or team."""

    skal: str
    fran: datetime
    till: datetime | None

    def was_live(self, tid: datetime) -> bool:
        return self.fran <= tid + SAMMA_STUND and (
            self.till is None or self.till > tid - SAMMA_STUND
        )


@dataclass(frozen=True)
class Tillfalle:
    """What one person did with one akt, or without any, on one day. `tider` in order."""

    aktor_id: UUID
    akt_id: UUID | None
    dag: date
    tider: tuple[datetime, ...]
    handelser: tuple[int, ...] = ()
    verb: tuple[str, ...] = ()
    uttag: int = 0

    @property
    def fran(self) -> datetime:
        return self.tider[0]

    @property
    def till(self) -> datetime:
        return self.tider[-1]


@dataclass(frozen=True)
class Omgivning:
    """What surrounds one access: the person's grants on the akt and what happened near it."""

    giltiga: Sequence[Giltig] = ()
    moten: Sequence[datetime] = ()
    aviseringar: Sequence[datetime] = ()
    sokkedja: bool = False


def explain(tillfalle: Tillfalle, omgivning: Omgivning, regelverk: Regelverk) -> Orsak:
    """The nearest explanation of the first or the last event of the day, whichever has less.

    What is done without any akt, a search, rests on what the person's unit reaches.
    """
    if tillfalle.akt_id is None:
        return Orsak.UPPDRAG
    nara = [
        _by_grant(omgivning.giltiga, tid) for tid in dict.fromkeys((tillfalle.fran, tillfalle.till))
    ]
    minst = min(nara, key=lambda orsak: orsak.grad)
    if minst.grad >= Forklaringsgrad.SAMMANHANG:
        return minst
    return next(
        (orsak for orsak, holds in CONTEXT if holds(tillfalle, omgivning, regelverk)), minst
    )


def chains(dagens: Iterable[tuple[Tillfalle, bool]], sokningar: Sequence[datetime],
           regelverk: Regelverk) -> set[UUID]:  # fmt: skip
    """The akter of a person's day that a search led to from an akt of their own.

    `dagens` tells of each access whether it was to an own akt.
    """
    inom = timedelta(minutes=regelverk.sokkedja_minuter)
    dagens = list(dagens)
    egna = sorted(tid for tillfalle, own in dagens if own for tid in tillfalle.tider)
    led = [sok for sok in sokningar if any(sok - inom <= tid <= sok for tid in egna)]
    return {
        tillfalle.akt_id
        for tillfalle, own in dagens
        if not own and tillfalle.akt_id and any(sok <= tillfalle.fran <= sok + inom for sok in led)
    }


@dataclass
class Sokningar:
    """The searches of a person's day, and the openings that may have followed."""

    sokta: Sequence[datetime] = ()
    oppnade: Sequence[datetime] = field(default_factory=list)

    def without_opening(self, regelverk: Regelverk) -> int:
        inom = timedelta(minutes=regelverk.sokning_minuter)
        return sum(not any(sok <= tid <= sok + inom for tid in self.oppnade) for sok in self.sokta)


def _by_grant(giltiga: Iterable[Giltig], tid: datetime) -> Orsak:
    levande = [AV_SKAL[giltig.skal] for giltig in giltiga if giltig.was_live(tid)]
    return max(levande, key=lambda orsak: (orsak.grad, orsak), default=Orsak.INGEN)


def _handed_over(tillfalle: Tillfalle, omgivning: Omgivning, regelverk: Regelverk) -> bool:
    """The akt was about to become the person's, or had just ceased to be."""
    inom = timedelta(days=regelverk.overlamning_dagar)
    return any(
        tillfalle.fran - inom <= tid <= tillfalle.till + inom
        for giltig in omgivning.giltiga
        if giltig.skal in EGNA
        for tid in (giltig.fran, giltig.till)
        if tid is not None
    )


def _met(tillfalle: Tillfalle, omgivning: Omgivning, regelverk: Regelverk) -> bool:
    inom = timedelta(days=regelverk.mote_dagar)
    return any(tillfalle.fran - inom <= tid <= tillfalle.till + inom for tid in omgivning.moten)


def _was_told(tillfalle: Tillfalle, omgivning: Omgivning, regelverk: Regelverk) -> bool:
    inom = timedelta(days=regelverk.avisering_dagar)
    return any(tillfalle.fran - inom <= tid <= tillfalle.till for tid in omgivning.aviseringar)


def _by_search(_tillfalle: Tillfalle, omgivning: Omgivning, _regelverk: Regelverk) -> bool:
    return omgivning.sokkedja


CONTEXT: tuple[tuple[Orsak, Callable[[Tillfalle, Omgivning, Regelverk], bool]], ...] = (
    (Orsak.OVERLAMNING, _handed_over),
    (Orsak.MOTE, _met),
    (Orsak.AVISERING, _was_told),
    (Orsak.SOKKEDJA, _by_search),
)
"""Looked for in this order when the grants say the unit alone, or nothing."""
