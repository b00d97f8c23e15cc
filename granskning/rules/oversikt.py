"""What the head sees of the reviews: how much was looked at, what waits, and what was found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Manad:
    """One unit's review of one month, counted."""

    manad: date
    senast: date
    is_avslutad: bool
    atkomster: int
    rader: int
    bedomda: int
    fragor: int
    anmarkningar: int
    frister_utgangna: int = 0
    frister_sena: int = 0


@dataclass(frozen=True)
class Oversikt:
    """One unit over the months shown. `tackning` is judged rows of drawn ones, in per cent."""

    manader: int
    atkomster: int
    rader: int
    bedomda: int
    fragor: int
    anmarkningar: int
    forsenade: int
    aldst_ogranskad: int | None
    """Days since the end of the oldest month that still has a row without a verdict."""
    frister_utgangna: int
    """Clocks that ran out in the months shown."""
    frister_sena: int
    """Clocks past their limit when the newest month was drawn."""

    @property
    def tackning(self) -> int | None:
        return round(100 * self.bedomda / self.rader) if self.rader else None


def summarise(manader: Iterable[Manad], idag: date) -> Oversikt:
    """The unit's months as one row."""
    alla = list(manader)
    ogranskade = [m for m in alla if not m.is_avslutad and m.bedomda < m.rader]
    return Oversikt(
        manader=len(alla),
        atkomster=sum(m.atkomster for m in alla),
        rader=sum(m.rader for m in alla),
        bedomda=sum(m.bedomda for m in alla),
        fragor=sum(m.fragor for m in alla),
        anmarkningar=sum(m.anmarkningar for m in alla),
        forsenade=sum(not m.is_avslutad and m.senast < idag for m in alla),
        aldst_ogranskad=max((_days_since_end(m.manad, idag) for m in ogranskade), default=None),
        frister_utgangna=sum(m.frister_utgangna for m in alla),
        frister_sena=max(alla, key=lambda m: m.manad).frister_sena if alla else 0,
    )


def _days_since_end(manad: date, idag: date) -> int:
    slut = (manad + timedelta(days=31)).replace(day=1)
    return (idag - slut).days + 1
