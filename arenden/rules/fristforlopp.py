"""The course of one clock: where it began, when it rested, and which decisions gave it more time.

Budget and anchor give the first last day, and every later one follows from the ledger. So nothing
about a clock is ever overwritten, and what it said on a past day can be said again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID

from arenden.rules.frister import (
    Fristslag,
    Utrakning,
    at_instant,
    deadline,
    in_days,
    in_swedish,
    local,
    on_day,
    short_day,
)
from arenden.rules.referens import in_force, read_rader

FIL = Path(__file__).resolve().parents[1] / "data" / "vilogrunder.json"


@dataclass(frozen=True)
class Vilogrund:
    """Why a clock may rest, and which kinds of clocks (arenden/data/vilogrunder.json).

    A kind that no ground names never rests: the law lets its time run whatever happens.
    """

    grund: str
    namn: str
    lagrum: str
    slag: tuple[str, ...]
    giltig_fran: date
    giltig_till: date | None


@cache
def all_vilogrunder() -> tuple[Vilogrund, ...]:
    return tuple(Vilogrund(**rad | {"slag": tuple(rad["slag"])}) for rad in read_rader(FIL))


def vilogrunder(slag: str, dag: date) -> list[Vilogrund]:
    """The grounds on which a clock of the kind may rest, as they stood on `dag`."""
    return [rad for rad in in_force(all_vilogrunder(), dag) if slag in rad.slag]


@dataclass(frozen=True)
class Vila:
    """A rest. `till` is None while it lasts."""

    fran: datetime
    till: datetime | None
    skal: str
    lagrum: str
    id: UUID | None = None


@dataclass(frozen=True)
class Mertid:
    """A decision that gave the clock time until the end of `till`."""

    beslutad: datetime
    till: date
    skal: str
    lagrum: str
    id: UUID | None = None


@dataclass(frozen=True)
class Flytt:
    """A decision that the event which started the clock happened at another time than `fran`."""

    beslutad: datetime
    fran: datetime
    id: UUID | None = None


@dataclass(frozen=True)
class Led:
    """One step of the course, in words: when it was taken, and what the last day then was."""

    nar: datetime
    text: str
    utrakning: Utrakning | None
    id: UUID | None = None


@dataclass(frozen=True)
class Forlopp:
    """Everything that a clock's last day follows from. `satt`: a last day that somebody else set.

    Times are aware. Of the rests at most the last still lasts.
    """

    slag: Fristslag
    ankare: datetime
    satt: date | None = None
    vilor: tuple[Vila, ...] = ()
    mertid: tuple[Mertid, ...] = ()
    flyttar: tuple[Flytt, ...] = ()

    @property
    def vilar(self) -> bool:
        return any(vila.till is None for vila in self.vilor)

    def utrakning(self) -> Utrakning | None:
        """When it runs out; None while it rests, so that a resting clock is never overdue."""
        return list(self.course())[-1].utrakning

    def consumed(self, nu: datetime) -> timedelta:
        """How long it has run, without its rests."""
        gick = _between(self.ankare, nu)
        for vila in self.vilor:
            gick -= max(timedelta(0), _between(max(vila.fran, self.ankare), vila.till or nu))
        return gick

    def course(self) -> Iterator[Led]:
        """From the anchor through the ledger, in the order in which things happened."""
        lage = deadline(self.slag, self.ankare, till=self.satt)
        yield self._first(lage)
        flyttas = self.slag.flyttas and self.satt is None
        handelser: list[Mertid | Vila] = [*self.mertid, *self._rests()]
        for handelse in sorted(handelser, key=_nar):
            if isinstance(handelse, Mertid):
                if handelse.till > lage.mal:
                    lage, flyttas = on_day(handelse.till), False
                yield _more_time(handelse, lage)
            elif handelse.till is None:
                yield _resting(handelse, self.slag, lage)
            else:
                lage = _after_rest(handelse, handelse.till, self.slag, lage, flyttas=flyttas)
                yield _rested(handelse, handelse.till, self.slag, lage)

    def _first(self, lage: Utrakning) -> Led:
        ratta = [*(flytt.fran for flytt in self.flyttar[1:]), self.ankare]
        rattelser = [
            f"Den {_day(flytt.beslutad)} rättades tiden, från {_minute(flytt.fran)}"
            f" till {_minute(ratt)}. "
            for flytt, ratt in zip(self.flyttar, ratta[: len(self.flyttar)], strict=True)
        ]
        sats = self.slag.sats.format(dag=in_swedish(lage.mal), tid=f"{local(lage.senast):%H:%M}")
        return Led(
            self.ankare,
            f"{''.join(rattelser)}Räknas från {_minute(self.ankare)}, {self.slag.fran_vad}. {sats}"
            f" ({self.slag.lagrum}).",
            lage,
            self.flyttar[-1].id if self.flyttar else None,
        )

    def _rests(self) -> Iterator[Vila]:
        """The rests as far as they lie after the anchor, which may have been moved past them."""
        for vila in self.vilor:
            if vila.till is None or vila.till > self.ankare:
                yield replace(vila, fran=max(vila.fran, self.ankare))


def explain(forlopp: Forlopp) -> str:
    """How the day was counted, in Swedish: each decision by its day, and the law behind it."""
    leden = list(forlopp.course())
    text = " ".join(led.text for led in leden)
    lage = leden[-1].utrakning
    if lage is not None and lage.lagdag != lage.mal:
        text += (
            f" Den dagen är ledig, så lagens gräns är {in_swedish(lage.lagdag)}"
            " (lag 1930:173). Sikta ändå på den första dagen."
        )
    return text


def days_of_rest(vila: Vila, till: datetime) -> int:
    """Calendar days from the day the clock stopped to the day it goes on."""
    return (local(till).date() - local(vila.fran).date()).days


def _after_rest(
    vila: Vila, till: datetime, slag: Fristslag, lage: Utrakning, *, flyttas: bool
) -> Utrakning:
    """What was left when it stopped is left when it goes on: minutes of hours, else days."""
    if slag.counts_hours:
        return at_instant(lage.senast.astimezone(UTC) + _between(vila.fran, till))
    dagar = timedelta(days=days_of_rest(vila, till))
    return on_day(lage.mal + dagar, flyttas=flyttas)


def _more_time(mertid: Mertid, lage: Utrakning) -> Led:
    text = (
        f"Den {_day(mertid.beslutad)} beslutades om mer tid, till {in_swedish(mertid.till)}"
        f" ({mertid.skal}, {mertid.lagrum})."
    )
    return Led(mertid.beslutad, text, lage, mertid.id)


def _resting(vila: Vila, slag: Fristslag, lage: Utrakning) -> Led:
    kvar = _left(vila, slag, lage)
    text = (
        f"Den vilar sedan den {_day(vila.fran)} ({vila.skal}, {vila.lagrum}) och har ingen sista"
        f" dag så länge. När den går igen är {kvar} kvar."
    )
    return Led(vila.fran, text, None, vila.id)


def _rested(vila: Vila, till: datetime, slag: Fristslag, lage: Utrakning) -> Led:
    if slag.counts_hours:
        langd = _in_hours(_between(vila.fran, till))
        sist = f"{in_swedish(lage.mal)} kl. {local(lage.senast):%H:%M}"
    else:
        langd = in_days(days_of_rest(vila, till))
        sist = in_swedish(lage.mal)
    text = (
        f"Den vilade från den {_day(vila.fran)} till den {_day(till)}"
        f" ({vila.skal}, {vila.lagrum}): {langd} läggs till, och sista dagen är {sist}."
    )
    return Led(till, text, lage, vila.id)


def _left(vila: Vila, slag: Fristslag, lage: Utrakning) -> str:
    if slag.counts_hours:
        return _in_hours(max(timedelta(0), _between(vila.fran, lage.senast)))
    return in_days(max(0, (lage.mal - local(vila.fran).date()).days))


def _in_hours(tid: timedelta) -> str:
    timmar, minuter = divmod(int(tid.total_seconds()) // 60, 60)
    return f"{timmar} tim {minuter} min"


def _nar(handelse: Mertid | Vila) -> datetime:
    if isinstance(handelse, Mertid):
        return handelse.beslutad
    return handelse.till or datetime.max.replace(tzinfo=UTC)


def _between(fran: datetime, till: datetime) -> timedelta:
    """Time that passed, whatever the clocks on the wall were set to meanwhile."""
    return till.astimezone(UTC) - fran.astimezone(UTC)


def _day(nar: datetime) -> str:
    return short_day(local(nar).date())


def _minute(nar: datetime) -> str:
    return f"{_day(nar)} kl. {local(nar):%H:%M}"
