"""Statutory time: the strict calendar day, the law's day, and the sentence that explains both.

The day of the event is day 0, counted from receipt to the minute, Stockholm time. A period of
months ends on the same date number, or on the month's last day where that is missing. Lagen
(1930:173) om beräkning av lagstadgad tid moves a last day past Saturdays, holidays and three eves;
for a child the strict day is the goal and the law's day is the limit.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from holidays import HolidayBase, country_holidays

from arenden.rules.referens import in_force, read_rader

FIL = Path(__file__).resolve().parents[1] / "data" / "frister.json"
STOCKHOLM = ZoneInfo("Europe/Stockholm")
ARBETSDAGENS_BORJAN = time(7)
DAGENS_SLUT = time(23, 59, 59)
BUDGET = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(\d+)H)?")
DAG_SATT_AV_ANNAN = "P0D"
VECKODAG = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
MANAD = ["jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"]


@dataclass(frozen=True)
class Fristslag:
    """A kind of clock, as the law of a period states it (arenden/data/frister.json).

    `art`: the law's own limit («lag») or the city's target («mal»). `budget`: ISO 8601, where P0D
    means that someone sets the day in each case. `sats`: explains the strict day, with {dag} and
    for hours {tid}. `flyttas`: whether lag 1930:173 moves the last day. `varna_dagar`: the ladder.
    """

    slag: str
    namn: str
    art: str
    lagrum: str
    budget: str
    regel: str
    fran_vad: str
    sats: str
    flyttas: bool
    forlangning: str | None
    forlangs_av: str | None
    varna_dagar: tuple[int, ...]
    giltig_fran: date
    giltig_till: date | None

    @property
    def is_lag(self) -> bool:
        return self.art == "lag"

    @property
    def counts_hours(self) -> bool:
        return "T" in self.budget


@dataclass(frozen=True)
class Utrakning:
    """When a clock runs out. `mal`: the strict day. `senast`: the last instant in time."""

    mal: date
    lagdag: date
    senast: datetime


@cache
def all_fristslag() -> tuple[Fristslag, ...]:
    rader = read_rader(FIL)
    return tuple(Fristslag(**rad | {"varna_dagar": tuple(rad["varna_dagar"])}) for rad in rader)


def fristslag(slag: str, dag: date) -> Fristslag:
    """The kind as the law stood on `dag`; KeyError if there was none."""
    for rad in in_force(all_fristslag(), dag):
        if rad.slag == slag:
            return rad
    raise KeyError(f"Det fanns ingen frist av slaget {slag} den {dag}.")


def parse_budget(budget: str) -> relativedelta:
    """An ISO 8601 duration in years, months, weeks, days and hours. Raises ValueError."""
    delar = BUDGET.fullmatch(budget)
    if delar is None or not any(delar.groups()):
        raise ValueError(f"Okänd varaktighet: {budget}")
    years, months, weeks, days, hours = (int(del_ or 0) for del_ in delar.groups())
    return relativedelta(years=years, months=months, weeks=weeks, days=days, hours=hours)


def deadline(slag: Fristslag, ankare: datetime, *, till: date | None = None) -> Utrakning:
    """When the clock runs out; `till` is a last day that someone set or decided, and stands as set.

    Raises ValueError for a naive time, and where a day must be set and is not.
    """
    if till is not None:
        return on_day(till)
    if slag.budget == DAG_SATT_AV_ANNAN:
        raise ValueError(f"{slag.namn} behöver en sista dag.")
    return calculate(ankare, slag.budget, flyttas=slag.flyttas)


def calculate(ankare: datetime, budget: str, *, flyttas: bool = True) -> Utrakning:
    """When `budget` runs out, counted from the aware instant `ankare`.

    Hours run to the minute, round the clock. Days, weeks and months end with their last day.
    """
    start = _local(ankare)
    if "T" not in budget:
        return on_day(start.date() + parse_budget(budget), flyttas=flyttas)
    minut = start.replace(second=0, microsecond=0)
    senast = _local(minut.astimezone(UTC) + parse_budget(budget))
    return Utrakning(mal=senast.date(), lagdag=senast.date(), senast=senast)


def on_day(mal: date, *, flyttas: bool = False) -> Utrakning:
    """A clock that runs out with a given day; `flyttas` as in Fristslag.

    A day that someone set is not moved: lag 1930:173 is about time counted by law.
    """
    lagdag = next_working_day(mal) if flyttas else mal
    return Utrakning(mal, lagdag, datetime.combine(lagdag, DAGENS_SLUT, STOCKHOLM))


def next_working_day(dag: date) -> date:
    """`dag` itself, or the first day after it that is no rest day by lag 1930:173."""
    while is_rest_day(dag):
        dag += timedelta(days=1)
    return dag


def is_rest_day(dag: date) -> bool:
    """Saturdays, Sundays, public holidays, midsommarafton, julafton and nyårsafton."""
    return dag.weekday() >= calendar.SATURDAY or dag in _helgdagar()


@cache
def _helgdagar() -> HolidayBase:
    return country_holidays("SE", categories=("public", "de_facto"), include_sundays=False)


def is_overdue(utrakning: Utrakning, nu: datetime) -> bool:
    """Past the law's limit at an instant. Always computed, never stored."""
    return nu > utrakning.senast


def days_left(utrakning: Utrakning, nu: datetime) -> int:
    """Calendar days to the strict day; negative when it has passed."""
    return (utrakning.mal - _local(nu).date()).days


def rungs(slag: Fristslag, utrakning: Utrakning) -> list[tuple[int, datetime]]:
    """The escalation ladder: days before the strict day, and when each warning falls due.

    A step falls due when that working day begins; for clocks in hours at the very minute.
    """
    return [(dagar, _rung(slag, utrakning, dagar)) for dagar in slag.varna_dagar]


def _rung(slag: Fristslag, utrakning: Utrakning, dagar: int) -> datetime:
    if slag.counts_hours:
        return _local(utrakning.senast.astimezone(UTC) - timedelta(days=dagar))
    dag = utrakning.mal - timedelta(days=dagar)
    return datetime.combine(dag, ARBETSDAGENS_BORJAN, STOCKHOLM)


@dataclass(frozen=True)
class Klocka:
    """A clock that can rest.

    `forbrukat`: time used before the latest start; `gar_sedan`: that start, None while it rests.
    """

    slag: Fristslag
    ankare: datetime
    forbrukat: timedelta
    gar_sedan: datetime | None

    def deadline(self) -> Utrakning | None:
        """When it runs out; None while it rests, so that a resting clock is never overdue.

        Hours of rest are added to the minute; for days and months, the calendar days of rest.
        """
        if self.gar_sedan is None:
            return None
        vila = self.gar_sedan.astimezone(UTC) - self.ankare.astimezone(UTC) - self.forbrukat
        if self.slag.counts_hours:
            return calculate(_local(self.ankare.astimezone(UTC) + vila), self.slag.budget)
        stannade = _local(self.ankare.astimezone(UTC) + self.forbrukat).date()
        vilodagar = _local(self.gar_sedan).date() - stannade
        strikt = deadline(self.slag, self.ankare).mal
        return on_day(strikt + vilodagar, flyttas=self.slag.flyttas)


def start_klocka(slag: Fristslag, ankare: datetime) -> Klocka:
    """A clock that runs from `ankare`. Raises ValueError for a naive time."""
    return Klocka(slag, _local(ankare), timedelta(0), _local(ankare))


def pause(klocka: Klocka, nu: datetime) -> Klocka:
    """Stop counting. A resting clock is left as it is."""
    if klocka.gar_sedan is None:
        return klocka
    gick = nu.astimezone(UTC) - klocka.gar_sedan.astimezone(UTC)
    return replace(klocka, forbrukat=klocka.forbrukat + gick, gar_sedan=None)


def resume(klocka: Klocka, nu: datetime) -> Klocka:
    """Count again: what was left when it was paused is left now."""
    return replace(klocka, gar_sedan=_local(nu)) if klocka.gar_sedan is None else klocka


def in_words(senast: datetime, nu: datetime) -> str:
    """How long is left or how late it is: «3 dagar kvar», «i dag», «1 dag försenad»."""
    slut = _local(senast)
    dagar = (slut.date() - _local(nu).date()).days
    if nu > senast:
        return f"{-dagar} {_dagar(-dagar)} försenad" if dagar < 0 else "försenad i dag"
    return f"{dagar} {_dagar(dagar)} kvar" if dagar else f"i dag, senast {slut:%H:%M}"


def explain(slag: Fristslag, ankare: datetime, utrakning: Utrakning) -> str:
    """How the day was counted, in Swedish, with the law behind it."""
    start = _local(ankare)
    text = f"Räknas från {_day(start.date())} kl. {start:%H:%M}, {slag.fran_vad}. "
    if slag.budget != DAG_SATT_AV_ANNAN and utrakning.mal != deadline(slag, ankare).mal:
        text += f"Efter beslut är sista dagen {in_swedish(utrakning.mal)} ({slag.lagrum})."
    else:
        sats = slag.sats.format(
            dag=in_swedish(utrakning.mal), tid=f"{_local(utrakning.senast):%H:%M}"
        )
        text += f"{sats} ({slag.lagrum})."
    if utrakning.lagdag != utrakning.mal:
        text += (
            f" Den dagen är ledig, så lagens gräns är {in_swedish(utrakning.lagdag)}"
            " (lag 1930:173). Sikta ändå på den första dagen."
        )
    return text


def in_swedish(dag: date) -> str:
    return f"{VECKODAG[dag.weekday()]} {_day(dag)}"


def _day(dag: date) -> str:
    return f"{dag.day} {MANAD[dag.month - 1]} {dag.year}"


def _dagar(antal: int) -> str:
    return "dag" if antal == 1 else "dagar"


def _local(ogonblick: datetime) -> datetime:
    if ogonblick.tzinfo is None:
        raise ValueError("Tidpunkten saknar tidszon.")
    return ogonblick.astimezone(STOCKHOLM)
