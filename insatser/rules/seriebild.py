"""Where the points of a series stand in its picture: numbers only, in the units of the viewBox."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from insatser.rules.serie import MINST_FORE, Punkt, Seriebild, number

BREDD, HOJD = 640, 240
VANSTER, HOGER, UPPE, NERE = 56, 16, 16, 32


@dataclass(frozen=True)
class Markor:
    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Linje:
    """A line across the picture at a height or a width, with its words."""

    lage: float
    text: str


@dataclass(frozen=True)
class Bild:
    """What the template draws. `spann` is the range of the baseline: top and height, or None."""

    bredd: int
    hojd: int
    vanster: int
    hoger: int
    uppe: int
    nere: int
    punkter: Sequence[Markor]
    vag: str
    skala: Sequence[Linje]
    spann: tuple[float, float] | None
    median: Linje | None
    mal: Linje | None
    start: Linje | None

    @property
    def inre(self) -> int:
        """The width between the margins."""
        return self.hoger - self.vanster


def draw(serie: Seriebild, *, start: date | None, mal: Decimal | None = None) -> Bild | None:
    """The picture, or None where there is nothing to draw."""
    alla = [*serie.fore, *serie.efter]
    if not alla:
        return None
    bas = serie.baslinje if serie.baslinje and serie.baslinje.antal >= MINST_FORE else None
    lagst, hogst = _range(alla, [mal] if mal is not None else [])
    y = _scale(lagst, hogst, HOJD - NERE, UPPE)
    forsta, sista = alla[0].dag, alla[-1].dag
    x = _scale(forsta.toordinal(), sista.toordinal(), VANSTER, BREDD - HOGER)
    punkter = [
        Markor(x(punkt.dag.toordinal()), y(punkt.varde), f"{punkt.dag}: {number(punkt.varde)}")
        for punkt in alla
    ]
    synlig = start is not None and forsta <= start <= sista
    return Bild(
        bredd=BREDD,
        hojd=HOJD,
        vanster=VANSTER,
        hoger=BREDD - HOGER,
        uppe=UPPE,
        nere=HOJD - NERE,
        punkter=punkter,
        vag=" ".join(f"{punkt.x},{punkt.y}" for punkt in punkter),
        skala=[Linje(y(varde), number(varde)) for varde in dict.fromkeys((lagst, hogst))],
        spann=(y(bas.hogst), round(y(bas.lagst) - y(bas.hogst), 1)) if bas else None,
        median=Linje(y(bas.median), number(bas.median)) if bas else None,
        mal=Linje(y(mal), number(mal)) if mal is not None else None,
        start=Linje(x(start.toordinal()), f"{start}") if start and synlig else None,
    )


def _range(punkter: Iterable[Punkt], andra: Iterable[Decimal]) -> tuple[Decimal, Decimal]:
    varden = [*(punkt.varde for punkt in punkter), *andra]
    return min(varden), max(varden)


def _scale(
    fran: Decimal | int, till: Decimal | int, borjan: int, slut: int
) -> Callable[[Decimal | int], float]:
    """From a value between `fran` and `till` to a place between two ends of the picture."""
    spann = float(till - fran)

    def place(varde: Decimal | int) -> float:
        andel = float(varde - fran) / spann if spann else 0.5
        return round(borjan + andel * (slut - borjan), 1)

    return place
