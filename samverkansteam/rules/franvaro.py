"""A pupil's weeks of absence: how it was before, how it has been since, and the picture of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

MINST_FORE = 3
"""Fewer weeks than this before the start are too few to call a baseline."""
BREDD, HOJD = 640, 240
VANSTER, HOGER, UPPE, NERE = 40, 632, 12, 200


@dataclass(frozen=True)
class Vecka:
    """One ISO week («2026-W47»): hours of absence, valid and invalid, and late arrivals."""

    vecka: str
    giltig: int
    ogiltig: int
    sen: int

    @property
    def timmar(self) -> int:
        return self.giltig + self.ogiltig

    @property
    def mandag(self) -> date:
        ar, _, nummer = self.vecka.partition("-W")
        return date.fromisocalendar(int(ar), int(nummer), 1)


@dataclass(frozen=True)
class Stapel:
    """A week as two rectangles on top of each other, in the units of the picture."""

    x: float
    bredd: float
    ogiltig_y: float
    ogiltig_hojd: float
    giltig_y: float
    giltig_hojd: float
    text: str


@dataclass(frozen=True)
class Franvarobild:
    """The picture, and what it says in sentences."""

    staplar: Sequence[Stapel]
    baslinje_y: float | None
    start_x: float | None
    topp: int
    meningar: Sequence[str]
    bredd: int = BREDD
    hojd: int = HOJD
    vanster: int = VANSTER
    hoger: int = HOGER
    uppe: int = UPPE
    nere: int = NERE


def week_before(dag: date) -> str:
    """The last whole ISO week («2026-W46») before a day's own."""
    ar, nummer, _ = (dag - timedelta(days=7)).isocalendar()
    return f"{ar}-W{nummer:02d}"


def baslinje_of(veckor: Sequence[Vecka], start: date) -> list[Vecka]:
    """The weeks that ended before the team began."""
    return [vecka for vecka in veckor if vecka.mandag + timedelta(days=6) < start]


def picture_of(veckor: Sequence[Vecka], *, start: date) -> Franvarobild:
    """`start` is the day when the team began to work with the pupil."""
    ordnade = sorted(veckor, key=lambda vecka: vecka.vecka)
    fore = baslinje_of(ordnade, start)
    topp = max([10, *(vecka.timmar for vecka in ordnade)])
    plats = (HOGER - VANSTER) / max(len(ordnade), 1)
    per_timme = (NERE - UPPE) / topp
    fore_median = median(vecka.timmar for vecka in fore) if fore else None
    return Franvarobild(
        staplar=[_bar(vecka, n, plats, per_timme) for n, vecka in enumerate(ordnade)],
        baslinje_y=None if fore_median is None else round(NERE - fore_median * per_timme, 1),
        start_x=round(VANSTER + len(fore) * plats, 1) if 0 < len(fore) < len(ordnade) else None,
        topp=topp,
        meningar=describe(ordnade, start=start),
    )


def describe(veckor: Sequence[Vecka], *, start: date) -> list[str]:
    """What the weeks say, in plain sentences; nothing about why."""
    if not veckor:
        return ["Ingen vecka är införd än."]
    fore = baslinje_of(veckor, start)
    sedan = [vecka for vecka in veckor if vecka not in fore]
    return [*_before(fore), *_since(fore, sedan), _late(sedan or fore)]


def _before(fore: Sequence[Vecka]) -> list[str]:
    if not fore:
        return ["Det finns ingen vecka från tiden före teamets arbete att jämföra med."]
    mitten = number(median(vecka.timmar for vecka in fore))
    text = f"Före starten: {mitten} timmar i veckan, räknat på {_weeks(len(fore))}."
    if len(fore) < MINST_FORE:
        return [text, "Det är för få veckor för att kallas ett utgångsläge."]
    return [text]


def _since(fore: Sequence[Vecka], sedan: Sequence[Vecka]) -> list[str]:
    if not sedan:
        return ["Sedan starten är ingen vecka införd."]
    efter = median(vecka.timmar for vecka in sedan)
    text = f"Sedan starten: {number(efter)} timmar i veckan, räknat på {_weeks(len(sedan))}."
    if len(fore) < MINST_FORE:
        return [text]
    skillnad = efter - median(vecka.timmar for vecka in fore)
    if skillnad == 0:
        return [text, "Det är lika mycket som före."]
    ord_ = "mindre" if skillnad < 0 else "mer"
    return [text, f"Det är {number(abs(skillnad))} timmar {ord_} än före."]


def _late(veckor: Sequence[Vecka]) -> str:
    sena = sum(vecka.sen for vecka in veckor)
    return f"Sena ankomster under tiden: {sena}."


def _weeks(antal: int) -> str:
    return "1 vecka" if antal == 1 else f"{antal} veckor"


def number(varde: float) -> str:
    return f"{varde:.1f}".rstrip("0").rstrip(".").replace(".", ",")


def _bar(vecka: Vecka, n: int, plats: float, per_timme: float) -> Stapel:
    ogiltig, giltig = vecka.ogiltig * per_timme, vecka.giltig * per_timme
    text = (
        f"{vecka.vecka}: ogiltig {vecka.ogiltig} timmar, giltig {vecka.giltig} timmar,"
        f" sen {vecka.sen} gånger"
    )
    return Stapel(
        x=round(VANSTER + n * plats + plats * 0.15, 1),
        bredd=round(plats * 0.7, 1),
        ogiltig_y=round(NERE - ogiltig, 1),
        ogiltig_hojd=round(ogiltig, 1),
        giltig_y=round(NERE - ogiltig - giltig, 1),
        giltig_hojd=round(giltig, 1),
        text=text,
    )
