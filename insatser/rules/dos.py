"""What was agreed of an insats against what came of it, week by week and in plain words.

Counts only: no share and no grade, since a missed session says as little about the child as about
the insats.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from math import floor

VECKA = timedelta(weeks=1)
VI = "vi"


@dataclass(frozen=True)
class Overenskommet:
    """How often, how long and for how many weeks."""

    per_vecka: Decimal
    minuter: int
    veckor: int


@dataclass(frozen=True)
class Gang:
    """One session as the count needs it."""

    dag: date
    minuter: int
    utfall: str
    avbokat_av: str = ""


@dataclass(frozen=True)
class Vecka:
    """One week from its Monday: what was held, missed, called off and is still planned."""

    mandag: date
    genomforda: int
    minuter: int
    uteblivna: int
    avbokade: int
    planerade: int
    pagar: bool

    @property
    def nummer(self) -> int:
        return self.mandag.isocalendar().week


@dataclass(frozen=True)
class Dosbild:
    """The weeks from the start of the insats to today or its end, and the sum of them in words."""

    veckor: Sequence[Vecka]
    meningar: Sequence[str]


def describe_dos(
    gangar: Iterable[Gang],
    *,
    start: date,
    idag: date,
    slut: date | None = None,
    overens: Overenskommet | None = None,
) -> Dosbild:
    """Weeks run from Monday. The one going on is shown, but nothing is missed in it yet."""
    alla = list(gangar)
    sista = max(start, min(idag, slut or idag))
    veckor = [_week(mandag, alla, idag) for mandag in _mondays(start, sista)]
    hela = sum(1 for vecka in veckor if not vecka.pagar)
    return Dosbild(veckor, [*_agreed(overens, hela), *_delivered(alla, overens)])


def _mondays(start: date, sista: date) -> Iterable[date]:
    mandag = _monday(start)
    while mandag <= sista:
        yield mandag
        mandag += VECKA


def _monday(dag: date) -> date:
    return dag - timedelta(days=dag.weekday())


def _week(mandag: date, alla: Sequence[Gang], idag: date) -> Vecka:
    har = [gang for gang in alla if mandag <= gang.dag < mandag + VECKA]
    held = [gang for gang in har if gang.utfall == "genomfort"]
    return Vecka(
        mandag=mandag,
        genomforda=len(held),
        minuter=sum(gang.minuter for gang in held),
        uteblivna=_count(har, "uteblev"),
        avbokade=_count(har, "avbokat"),
        planerade=_count(har, "planerat"),
        pagar=mandag + VECKA > idag,
    )


def _count(gangar: Iterable[Gang], utfall: str) -> int:
    return sum(1 for gang in gangar if gang.utfall == utfall)


def _agreed(overens: Overenskommet | None, hela: int) -> list[str]:
    if overens is None:
        return ["Hur ofta och hur länge är inte antecknat."]
    totalt = overens.per_vecka * overens.veckor
    meningar = [
        f"Överenskommet: {often(overens.per_vecka)}, {overens.minuter} minuter varje gång, i"
        f" {_pieces(overens.veckor, 'vecka', 'veckor')}. Det blir {_round(totalt)} tillfällen."
    ]
    gangna = min(hela, overens.veckor)
    if gangna:
        meningar.append(
            f"{_pieces(gangna, 'hel vecka', 'hela veckor')} har gått. På den tiden var"
            f" {_round(overens.per_vecka * gangna)} tillfällen tänkta."
        )
    return meningar


def _delivered(alla: Sequence[Gang], overens: Overenskommet | None) -> list[str]:
    held = [gang for gang in alla if gang.utfall == "genomfort"]
    if not alla or all(gang.utfall == "planerat" for gang in alla):
        return ["Inget tillfälle är antecknat än."]
    egna = sum(1 for gang in alla if gang.utfall == "avbokat" and gang.avbokat_av == VI)
    andras = _count(alla, "avbokat") - egna
    delar = [f"{_pieces(len(held), 'tillfälle', 'tillfällen')} har blivit av"]
    if uteblev := _count(alla, "uteblev"):
        delar.append(f"{uteblev} uteblev")
    if egna:
        delar.append(f"{egna} avbokade vi")
    if andras:
        delar.append(f"{andras} avbokades av någon annan")
    meningar = [f"{_listed(delar)}."]
    kortare = sum(1 for gang in held if overens and gang.minuter < overens.minuter)
    if kortare:
        meningar.append(f"{kortare} av dem var kortare än överenskommet.")
    return meningar


def often(per_vecka: Decimal) -> str:
    """How often, as people say it."""
    if per_vecka == Decimal("0.5"):
        return "varannan vecka"
    if per_vecka == 1:
        return "en gång i veckan"
    return f"{f'{per_vecka.normalize():f}'.replace('.', ',')} gånger i veckan"


def _round(antal: Decimal) -> int:
    return floor(antal.quantize(Decimal(1), ROUND_HALF_UP))


def _pieces(antal: int, en: str, flera: str) -> str:
    return f"{antal} {en if antal == 1 else flera}"


def _listed(delar: Sequence[str]) -> str:
    *forsta, sista = delar
    return f"{', '.join(forsta)} och {sista}" if forsta else sista
