"""What stands out in an access. A signal is a reason to look, never a finding.

Who is close to whom shows far oftener by chance than one thinks (Hedda and others, 2018), so the
signals only order what lacks an explanation, and a signal alone must weigh the more the better an
access is explained. Each sentence tells what stands out and nothing of whom the akt is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Self
from uuid import UUID

from arenden.rules.frister import STOCKHOLM, is_rest_day
from granskning.rules.forklaring import Orsak, Tillfalle
from granskning.rules.urval import Forklaringsgrad, Regelverk


class Signal(StrEnum):
    """The code is stored, sealed; label and sentence are for the reviewer."""

    label: str
    mening: str

    def __new__(cls, value: str, label: str, mening: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.mening = mening
        return member

    KOLLEGA = (
        "kollega",
        "Anställds eget nummer",
        "Identitetsnumret i akten är anmält som eget av en anställd.",
    )
    NARSTAENDE = (
        "narstaende",
        "Anmält jäv",
        "Personen har själv anmält jäv som rör akten.",
    )
    SAMMA_ADRESS = (
        "samma_adress",
        "Samma adress",
        "Personens adress står också i akten.",
    )
    SAMMA_EFTERNAMN = (
        "samma_efternamn",
        "Samma efternamn",
        "Någon i personens hushåll har ett efternamn som står i akten.",
    )
    VANLIGT_EFTERNAMN = (
        "vanligt_efternamn",
        "Samma vanliga efternamn",
        "Någon i personens hushåll har ett efternamn som står i akten, men namnet är vanligt.",
    )
    NODOPPNING = (
        "nodoppning",
        "Nödöppning",
        "Akten öppnades med nödöppning; den granskas också för sig.",
    )
    EFTER_UPPDRAGET = (
        "efter_uppdraget",
        "Efter uppdragets slut",
        "Personens uppdrag var avslutat när akten öppnades.",
    )
    UTANFOR_ENHETEN = (
        "utanfor_enheten",
        "Utanför enheten",
        "Akten låg hos en enhet där personen inte hade uppdrag.",
    )
    AVSLUTAT_ARENDE = (
        "avslutat_arende",
        "Avslutat ärende",
        "Alla ärenden i akten var sedan länge avslutade.",
    )
    SKYDDADE_UPPGIFTER = (
        "skyddade_uppgifter",
        "Skyddade uppgifter",
        "Akten var markerad med skyddade personuppgifter.",
    )
    VOLYM = (
        "volym",
        "Fler akter än personen brukar",
        "Personen öppnade den dagen många fler akter än sin egen vana.",
    )
    SOKNING_UTAN_OPPNING = (
        "sokning_utan_oppning",
        "Sökningar utan öppning",
        "Personen sökte flera gånger den dagen utan att öppna någon akt.",
    )
    UTANFOR_ARBETSTID = (
        "utanfor_arbetstid",
        "Utanför arbetstid",
        "Det hände på natten eller en ledig dag, utan jourpass.",
    )
    UTTAG = (
        "uttag",
        "Uttag",
        "Personen tog ut en fil eller en utskrift ur akten.",
    )


@dataclass(frozen=True)
class Vana:
    """A person's own habit: the median of akter opened on a day, over so many days of work."""

    median: float
    dagar: int


@dataclass(frozen=True)
class Lage:
    """What the signals ask of one access, and nothing else.

    `enhet_id` is the akt's unit then, None where there is no akt; `enheter` the units of the
    person's duties that day; `hade_uppdrag` whether any duty was in force.
    """

    tillfalle: Tillfalle
    orsak: Orsak = Orsak.UPPDRAG
    samma_efternamn: bool = False
    is_vanligt: bool = False
    samma_adress: bool = False
    is_kollega: bool = False
    is_narstaende: bool = False
    is_skyddad: bool = False
    is_nodoppnad: bool = False
    enhet_id: UUID | None = None
    enheter: frozenset[UUID] = field(default_factory=frozenset)
    hade_uppdrag: bool = True
    eget_slutade: datetime | None = None
    avslutat: date | None = None
    jourpass: tuple[tuple[datetime, datetime], ...] = ()
    akter_den_dagen: int = 1
    vana: Vana | None = None
    sokningar_utan_oppning: int = 0


def signals_of(lage: Lage, regelverk: Regelverk) -> list[Signal]:
    """Every signal of an access, the heaviest first."""
    funna = [signal for signal, holds in RULES if holds(lage, regelverk)]
    return sorted(funna, key=lambda signal: -regelverk.vikt[signal])


def weight_of(signaler: Iterable[Signal], regelverk: Regelverk) -> int:
    return sum(regelverk.vikt[signal] for signal in signaler)


def is_over(vikt: int, grad: Forklaringsgrad, regelverk: Regelverk) -> bool:
    """Whether the signals weigh so much that the row is in the list whatever chance says."""
    return vikt > 0 and vikt >= regelverk.ribba[grad.name]


def _after_duty(lage: Lage, _: Regelverk) -> bool:
    if not lage.hade_uppdrag:
        return True
    slut = lage.eget_slutade
    return (
        slut is not None
        and slut < lage.tillfalle.fran
        and lage.orsak.grad <= Forklaringsgrad.ENHETEN
    )


def _outside_unit(lage: Lage, _: Regelverk) -> bool:
    return (
        lage.enhet_id is not None
        and lage.enhet_id not in lage.enheter
        and lage.orsak.grad < Forklaringsgrad.ARENDET
    )


def _closed(lage: Lage, regelverk: Regelverk) -> bool:
    if lage.avslutat is None:
        return False
    return lage.tillfalle.dag > lage.avslutat + timedelta(days=regelverk.avslutat_dagar)


def _many(lage: Lage, regelverk: Regelverk) -> bool:
    """Against the person's own days, never against others'; nothing is said of who is new."""
    if lage.tillfalle.akt_id is None or lage.vana is None:
        return False
    if lage.vana.dagar < regelverk.volym_dagar:
        return False
    grans = max(regelverk.volym_minst, regelverk.volym_ganger * lage.vana.median)
    return lage.akter_den_dagen >= grans


def _idle_search(lage: Lage, regelverk: Regelverk) -> bool:
    return lage.sokningar_utan_oppning >= regelverk.sokning_minst


def _off_hours(lage: Lage, regelverk: Regelverk) -> bool:
    return any(
        _is_off(tid, regelverk) and not any(fran <= tid < till for fran, till in lage.jourpass)
        for tid in lage.tillfalle.tider
    )


def _is_off(tid: datetime, regelverk: Regelverk) -> bool:
    har = tid.astimezone(STOCKHOLM)
    i_tid = regelverk.dagen_borjar <= har.time() < regelverk.dagen_slutar
    return is_rest_day(har.date()) or not i_tid


RULES: tuple[tuple[Signal, Callable[[Lage, Regelverk], bool]], ...] = (
    (Signal.KOLLEGA, lambda lage, _: lage.is_kollega),
    (Signal.NARSTAENDE, lambda lage, _: lage.is_narstaende),
    (Signal.SAMMA_ADRESS, lambda lage, _: lage.samma_adress),
    (Signal.SAMMA_EFTERNAMN, lambda lage, _: lage.samma_efternamn and not lage.is_vanligt),
    (Signal.VANLIGT_EFTERNAMN, lambda lage, _: lage.samma_efternamn and lage.is_vanligt),
    (Signal.NODOPPNING, lambda lage, _: lage.is_nodoppnad),
    (Signal.EFTER_UPPDRAGET, _after_duty),
    (Signal.UTANFOR_ENHETEN, _outside_unit),
    (Signal.AVSLUTAT_ARENDE, _closed),
    (Signal.SKYDDADE_UPPGIFTER, lambda lage, _: lage.is_skyddad),
    (Signal.VOLYM, _many),
    (Signal.SOKNING_UTAN_OPPNING, _idle_search),
    (Signal.UTANFOR_ARBETSTID, _off_hours),
    (Signal.UTTAG, lambda lage, regelverk: lage.tillfalle.uttag >= regelverk.uttag_minst),
)
