"""What a month's review looks at, and in what order: what is least explained comes first.

Chance is drawn from the signed head of the log: anybody who has the log draws the same rows, and
nobody could choose them. All numbers come from granskning/data/urval.json.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import IntEnum, StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Generic, Self, TypeVar
from uuid import UUID

from arenden.rules.frister import next_working_day
from arenden.rules.referens import in_force, read_rader

FIL = Path(__file__).resolve().parents[1] / "data" / "urval.json"
INGEN_ID = UUID(int=0)
HUNDRA = 100


class Forklaringsgrad(IntEnum):
    """How far the data explains an access; the lower, the sooner it is reviewed."""

    label: str

    def __new__(cls, value: int, label: str) -> Self:
        member = int.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    INGEN = 0, "Ingen förklaring"
    ENHETEN = 1, "Bara enhetens tillträde"
    SAMMANHANG = 2, "Jour, frånvaro, delegation, möte eller överlämning"
    ARENDET = 3, "Eget uppdrag i ärendet eller teamet"

    @classmethod
    def choices(cls) -> list[tuple[int, str]]:
        return [(grad.value, grad.label) for grad in cls]


class Urvalsgrund(StrEnum):
    """Why a row is in the review."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    OFORKLARAD = "oforklarad", "Utan förklaring"
    SIGNAL = "signal", "Något sticker ut"
    SLUMP = "slump", "Slumpen"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(grund.value, grund.label) for grund in cls]


@dataclass(frozen=True)
class Regelverk:
    """The numbers of one edition of the rules.

    `andel` is percent of a unit's accesses. `ribba` is, for each grade, the weight of signals from
    which a row is always in the list; `vikt` the weight of each signal. Times are Stockholm's.
    """

    regelverk: str
    giltig_fran: date
    giltig_till: date | None
    andel: int
    minst: int
    mest: int
    rader_mest: int
    granskas_arbetsdagar: int
    overlamning_dagar: int
    mote_dagar: int
    avisering_dagar: int
    sokkedja_minuter: int
    sokning_minuter: int
    sokning_minst: int
    dagen_borjar: time
    dagen_slutar: time
    volym_veckor: int
    volym_dagar: int
    volym_minst: int
    volym_ganger: int
    avslutat_dagar: int
    uttag_minst: int
    vanligt_promille: int
    vanligt_personer: int
    utan_substantiv: frozenset[str]
    listor: frozenset[str]
    uttag: frozenset[str]
    vikt: Mapping[str, int]
    ribba: Mapping[str, int]

    def size_of_chance(self, antal: int) -> int:
        """How many of `antal` accesses chance draws."""
        return min(antal, max(self.minst, min(self.mest, -(-antal * self.andel // HUNDRA))))


@cache
def all_regelverk() -> tuple[Regelverk, ...]:
    return tuple(Regelverk(**_parse(rad)) for rad in read_rader(FIL))


def regelverk_for(manad: date) -> Regelverk:
    """The rules in force on the first of the month. Raises LookupError where there are none."""
    gallande = in_force(all_regelverk(), manad)
    if not gallande:
        raise LookupError(f"No rules for the review of {manad:%Y-%m}.")
    return gallande[-1]


def month_after(manad: date) -> date:
    return (manad.replace(day=1) + timedelta(days=32)).replace(day=1)


def review_by(drawn: date, arbetsdagar: int) -> date:
    """The last day of the review: that many working days after the day it was drawn."""
    dag = drawn
    for _ in range(arbetsdagar):
        dag = next_working_day(dag + timedelta(days=1))
    return dag


def seed_of(*, rot: bytes, namnd_id: UUID, enhet_id: UUID | None, manad: date) -> bytes:
    """What a unit's chance is drawn from: the root of the head, and which unit and month."""
    del_ = (rot, namnd_id.bytes, (enhet_id or INGEN_ID).bytes, f"{manad:%Y-%m}".encode())
    return hashlib.sha256(b"".join(del_)).digest()


def lot_of(seed: bytes, *, aktor_id: UUID, akt_id: UUID | None, dag: date) -> bytes:
    """The lot of one access; the smallest are drawn."""
    key = (seed, aktor_id.bytes, (akt_id or INGEN_ID).bytes, dag.isoformat().encode())
    return hashlib.sha256(b"".join(key)).digest()


T = TypeVar("T")


class Minsta(Generic[T]):
    """The `antal` smallest of what is put in, whatever the order and however many there are."""

    def __init__(self, antal: int, key: Callable[[T], Any]) -> None:
        self.antal, self.key = antal, key
        self._kept: list[T] = []

    def put(self, item: T) -> None:
        self._kept.append(item)
        if len(self._kept) > 2 * self.antal + HUNDRA:
            self._kept = self.taken()

    def taken(self) -> list[T]:
        return sorted(self._kept, key=self.key)[: self.antal]


@dataclass(frozen=True)
class Provad(Generic[T]):
    """One access with how it was judged by the rules."""

    tillfalle: T
    tid: Any
    lott: bytes
    grad: Forklaringsgrad
    vikt: int
    antal_signaler: int
    is_over_ribban: bool

    @property
    def is_utpekad(self) -> bool:
        """In the list whatever chance says, as far as there is room."""
        return self.grad is Forklaringsgrad.INGEN or self.is_over_ribban

    @property
    def grund(self) -> Urvalsgrund:
        if self.grad is Forklaringsgrad.INGEN:
            return Urvalsgrund.OFORKLARAD
        return Urvalsgrund.SIGNAL if self.is_over_ribban else Urvalsgrund.SLUMP

    def rank(self) -> tuple[Any, ...]:
        """Least explained first, then most signals, then the earliest."""
        return (self.grad, -self.vikt, -self.antal_signaler, self.tid, self.lott)


class Urna(Generic[T]):
    """Everything of one unit's month passes through; one list comes out, in bounded memory."""

    def __init__(self, regelverk: Regelverk) -> None:
        self.regelverk = regelverk
        self.antal = self.utpekade = 0
        self._slump: Minsta[Provad[T]] = Minsta(regelverk.mest, lambda provad: provad.lott)
        self._utpekade: Minsta[Provad[T]] = Minsta(regelverk.rader_mest, Provad.rank)

    def put(self, provad: Provad[T]) -> None:
        self.antal += 1
        self._slump.put(provad)
        if provad.is_utpekad:
            self.utpekade += 1
            self._utpekade.put(provad)

    def chance(self) -> list[Provad[T]]:
        """What chance draws, out of everything: this much follows from the log alone."""
        return self._slump.taken()[: self.regelverk.size_of_chance(self.antal)]

    def drawn(self) -> list[Provad[T]]:
        """Chance, and as much of what stands out as there is room for; in order of rank."""
        slump = self.chance()
        lotter = {provad.lott for provad in slump}
        andra = [provad for provad in self._utpekade.taken() if provad.lott not in lotter]
        plats = self.regelverk.rader_mest - len(slump)
        return sorted([*slump, *andra[:plats]], key=Provad.rank)

    def left_out(self) -> int:
        """How many that stand out found no room."""
        return self.utpekade - sum(provad.is_utpekad for provad in self.drawn())


def _parse(rad: dict[str, Any]) -> dict[str, Any]:
    for namn in ("dagen_borjar", "dagen_slutar"):
        rad[namn] = time.fromisoformat(rad[namn])
    for namn in ("utan_substantiv", "listor", "uttag"):
        rad[namn] = frozenset(rad[namn])
    return rad
