"""Why someone could reach what a log entry tells about, and when a review must be done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from arenden.rules.frister import next_working_day

ARBETSDAGAR = 5
"""Within how many working days a break-glass has its verdict."""
SAMMA_STUND = timedelta(seconds=5)
"""Opening an akt gives a grant, handing it over ends one: the entry is a moment before or after."""


class Slag(StrEnum):
    """What kind of answer the data gives."""

    INGEN_AKT = "ingen_akt"
    INGEN_PERSON = "ingen_person"
    TILLTRADE = "tilltrade"
    UPPDRAG = "uppdrag"
    OFORKLARAD = "oforklarad"


@dataclass(frozen=True)
class Grund:
    """A grant, as far as an explanation needs it. `is_unit_wide` reaches every akt of a unit."""

    anvandare_id: UUID
    omfattning_id: UUID
    is_unit_wide: bool
    skal: str
    fran: datetime
    till: datetime | None
    id: UUID | None = None

    def was_live(self, tid: datetime) -> bool:
        return self.fran <= tid + SAMMA_STUND and (
            self.till is None or self.till > tid - SAMMA_STUND
        )


@dataclass(frozen=True)
class Forklaring:
    slag: Slag
    grund: Grund | None = None


def forklaring_for(
    *,
    aktor_id: UUID | None,
    akt_id: UUID | None,
    tid: datetime,
    grunder: Iterable[Grund],
    tilltrade_id: UUID | None = None,
    genom_uppdrag: bool = False,
) -> Forklaring:
    """The grant that the entry names; else the narrowest that the person had when it happened.

    `aktor_id` is None where no person acted, `tilltrade_id` in entries of before the log named the
    grant. What is done `genom_uppdrag`, by a duty as such, takes no grant.
    Any other akt reached without a grant means that both walls failed, so such a row must
    stand out.
    """
    if akt_id is None:
        return Forklaring(Slag.INGEN_AKT)
    if aktor_id is None:
        return Forklaring(Slag.INGEN_PERSON)
    levande = [g for g in grunder if g.anvandare_id == aktor_id and g.was_live(tid)]
    narmast = [g for g in levande if g.omfattning_id == akt_id]
    i_enheten = [g for g in levande if g.is_unit_wide]
    namngivet = [g for g in levande if g.id == tilltrade_id and tilltrade_id]
    for grund in namngivet + narmast + i_enheten:
        return Forklaring(Slag.TILLTRADE, grund)
    if genom_uppdrag:
        return Forklaring(Slag.UPPDRAG)
    return Forklaring(Slag.OFORKLARAD)


def granskas_senast(dag: date) -> date:
    """The last day for the verdict on what was opened on `dag`."""
    for _ in range(ARBETSDAGAR):
        dag = next_working_day(dag + timedelta(days=1))
    return dag


# Looking back at one akt.


@dataclass(frozen=True)
class Aktlage:
    """Where an akt lay and how it was protected, from a moment on."""

    fran: datetime
    enhet_id: UUID
    namnd_id: UUID
    skyddsniva: str

    @property
    def is_skyddad(self) -> bool:
        return self.skyddsniva != "ingen"


@dataclass(frozen=True)
class Period:
    anvandare_id: UUID
    fran: datetime
    till: datetime | None


@dataclass
class Sett:
    """What one person did with an akt in a period, counted."""

    namn: str
    aktor_id: UUID | None
    antal: int = 0
    forst: datetime | None = None
    sist: datetime | None = None
    verb: set[str] = field(default_factory=set)
    vad: list[str] = field(default_factory=list)
    grunder: set[str] = field(default_factory=set)
    oforklarade: int = 0

    def note(self, tid: datetime, verb: str, grund: str, *, is_explained: bool) -> None:
        self.antal += 1
        self.forst = min(self.forst or tid, tid)
        self.sist = max(self.sist or tid, tid)
        self.verb.add(verb)
        if is_explained:
            self.grunder.add(grund)
        else:
            self.oforklarade += 1


def lage_vid(lagen: Sequence[Aktlage], tid: datetime) -> Aktlage | None:
    """The state in force at a moment, or none if the akt was not there yet; oldest comes first."""
    return next((lage for lage in reversed(lagen) if lage.fran <= tid), None)


def in_force(perioder: Iterable[Period], tid: datetime) -> set[UUID]:
    """Whose periods cover the moment."""
    return {p.anvandare_id for p in perioder if p.fran <= tid and (not p.till or p.till > tid)}
