"""What a series of measures about one person can honestly say, and what it cannot.

A single person before and after is no trial. What can be said is how things were before (median
and spread), how many later values lie outside that spread and on which side, and how few the
values are. No trend, no effect, no p-value: what caused a change is not in the numbers. The count
of values outside the range of the baseline is the oldest way to read such a series (Scruggs,
Mastropieri and Casto 1987); it is given as a count, never as a share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from statistics import median

VECKA = timedelta(weeks=1)
MINST_FORE = 3
"""Fewer values than this before the start are no range to compare with."""
FA = 8
"""Below this many values in all, the series itself says how few they are."""


class Riktning(StrEnum):
    """What would be good."""

    OKA = "oka"
    MINSKA = "minska"
    BEHALL = "behall"


@dataclass(frozen=True)
class Punkt:
    dag: date
    varde: Decimal


@dataclass(frozen=True)
class Baslinje:
    """How it was before: the middle value and the lowest and highest."""

    antal: int
    median: Decimal
    lagst: Decimal
    hogst: Decimal


@dataclass(frozen=True)
class Seriebild:
    """The points before and after the start, what they can be compared with, and the words."""

    fore: Sequence[Punkt]
    efter: Sequence[Punkt]
    baslinje: Baslinje | None
    battre: int
    samre: int
    inom: int
    tomma_veckor: int
    meningar: Sequence[str]


def describe_serie(
    punkter: Sequence[Punkt], *, start: date | None, riktning: Riktning
) -> Seriebild:
    """`start` is the day the insats began; None while none has, and then all is baseline."""
    ordnade = sorted(punkter, key=lambda punkt: punkt.dag)
    fore = [punkt for punkt in ordnade if start is None or punkt.dag < start]
    efter = ordnade[len(fore) :]
    bas = baslinje_of(fore)
    kand = bas is not None and bas.antal >= MINST_FORE
    hogre = sum(1 for punkt in efter if bas and kand and punkt.varde > bas.hogst)
    lagre = sum(1 for punkt in efter if bas and kand and punkt.varde < bas.lagst)
    battre, samre = (hogre, lagre) if riktning == Riktning.OKA else (lagre, hogre)
    if riktning == Riktning.BEHALL:
        battre, samre = 0, hogre + lagre
    tomma = _empty_weeks(ordnade)
    bild = Seriebild(
        fore=fore,
        efter=efter,
        baslinje=bas,
        battre=battre,
        samre=samre,
        inom=len(efter) - hogre - lagre if kand else 0,
        tomma_veckor=tomma,
        meningar=(),
    )
    return replace(bild, meningar=_words(bild, start, riktning))


def baslinje_of(fore: Sequence[Punkt]) -> Baslinje | None:
    if not fore:
        return None
    varden = [punkt.varde for punkt in fore]
    return Baslinje(len(varden), median(varden), min(varden), max(varden))


def _empty_weeks(ordnade: Sequence[Punkt]) -> int:
    """Whole weeks without a value between the first and the last."""
    if not ordnade:
        return 0
    mandagar = {punkt.dag - timedelta(days=punkt.dag.weekday()) for punkt in ordnade}
    veckor = (max(mandagar) - min(mandagar)) // VECKA + 1
    return veckor - len(mandagar)


def _words(bild: Seriebild, start: date | None, riktning: Riktning) -> list[str]:
    antal = len(bild.fore) + len(bild.efter)
    if not antal:
        return ["Inget värde är infört än."]
    return [
        *_before(bild, start),
        *_after(bild, start, riktning),
        *_gaps(bild, antal),
        "Siffror om en enda person kan inte visa vad en förändring beror på. Fråga barnet.",
    ]


def _before(bild: Seriebild, start: date | None) -> list[str]:
    bas = bild.baslinje
    if bas is None:
        return ["Det finns inget värde från tiden före insatsen att jämföra med."]
    nar = "Före insatsen" if start else "Hittills"
    if bas.antal == 1:
        return [f"{nar} finns ett värde: {number(bas.median)}."]
    return [
        f"{nar} finns {bas.antal} värden. Det mittersta är {number(bas.median)}, det lägsta"
        f" {number(bas.lagst)} och det högsta {number(bas.hogst)}."
    ]


def _after(bild: Seriebild, start: date | None, riktning: Riktning) -> list[str]:
    if start is None:
        return []
    antal = len(bild.efter)
    if not antal:
        return ["Sedan insatsen började finns inget värde."]
    if bild.baslinje is None or bild.baslinje.antal < MINST_FORE:
        return [
            f"Sedan insatsen började finns {_values(antal)}. Värdena före är för få"
            f" ({len(bild.fore)}) för att säga om de skiljer sig."
        ]
    utanfor = bild.battre + bild.samre
    if not utanfor:
        return [f"Sedan insatsen började finns {_values(antal)}, alla inom samma spann som före."]
    if riktning == Riktning.BEHALL:
        return [
            f"Sedan insatsen började finns {_values(antal)}: {bild.inom} inom samma spann som före"
            f" och {bild.samre} utanför det."
        ]
    return [
        f"Sedan insatsen började finns {_values(antal)}: {bild.battre} bättre än alla värden före,"
        f" {bild.samre} sämre än alla och {bild.inom} inom samma spann."
    ]


def _gaps(bild: Seriebild, antal: int) -> list[str]:
    meningar = []
    if bild.tomma_veckor:
        veckor = "1 vecka" if bild.tomma_veckor == 1 else f"{bild.tomma_veckor} veckor"
        meningar.append(f"{veckor} saknar värde. Vi vet inte hur det var då.")
    if antal < FA:
        meningar.append(f"Serien är kort: {_values(antal)}. Ett värde till kan ändra bilden.")
    return meningar


def _values(antal: int) -> str:
    return "1 värde" if antal == 1 else f"{antal} värden"


def number(varde: Decimal) -> str:
    """A number as people write it: no needless decimals, and a comma."""
    return f"{varde.normalize():f}".replace(".", ",")
