"""Statutory time: the strict calendar day, the law's day, and the sentence that explains both.

The day of the event is day 0, counted from receipt to the minute, Stockholm time. A period of
months ends on the same date number, or on the month's last day where that is missing. Lagen
(1930:173) om beräkning av lagstadgad tid moves a last day past Saturdays, holidays and three eves;
for a child the strict day is the goal and the law's day is the limit.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
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
    start = local(ankare)
    if "T" not in budget:
        return on_day(start.date() + parse_budget(budget), flyttas=flyttas)
    minut = start.replace(second=0, microsecond=0)
    return at_instant(minut.astimezone(UTC) + parse_budget(budget))


def at_instant(senast: datetime) -> Utrakning:
    """A clock that runs out at a minute: no rest day moves it."""
    sist = local(senast)
    return Utrakning(mal=sist.date(), lagdag=sist.date(), senast=sist)


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
    return (utrakning.mal - local(nu).date()).days


def rungs(slag: Fristslag, utrakning: Utrakning) -> list[tuple[int, datetime]]:
    """The escalation ladder: days before the strict day, and when each warning falls due.

    A negative number is days after the law's limit. A rung falls due when that working day begins;
    for clocks in hours at the very minute.
    """
    return [(dagar, _rung(slag, utrakning, dagar)) for dagar in slag.varna_dagar]


def due_rung(slag: Fristslag, utrakning: Utrakning, nu: datetime) -> int | None:
    """The latest rung that has fallen due: what was missed before it is no news any more."""
    fallna = [dagar for dagar, faller in rungs(slag, utrakning) if faller <= nu]
    return fallna[-1] if fallna else None


def next_rung(slag: Fristslag, utrakning: Utrakning, nu: datetime) -> datetime | None:
    """When the next warning falls due; None when the ladder has been climbed."""
    return next((faller for _, faller in rungs(slag, utrakning) if faller > nu), None)


def _rung(slag: Fristslag, utrakning: Utrakning, dagar: int) -> datetime:
    if slag.counts_hours:
        return local(utrakning.senast.astimezone(UTC) - timedelta(days=dagar))
    dag = (utrakning.mal if dagar >= 0 else utrakning.lagdag) - timedelta(days=dagar)
    return datetime.combine(dag, ARBETSDAGENS_BORJAN, STOCKHOLM)


def in_words(senast: datetime, nu: datetime) -> str:
    """How long is left or how late it is: «3 dagar kvar», «i dag», «1 dag försenad»."""
    slut = local(senast)
    dagar = (slut.date() - local(nu).date()).days
    if nu > senast:
        return f"{in_days(-dagar)} försenad" if dagar < 0 else "försenad i dag"
    return f"{in_days(dagar)} kvar" if dagar else f"i dag, senast {slut:%H:%M}"


def in_swedish(dag: date) -> str:
    return f"{VECKODAG[dag.weekday()]} {short_day(dag)}"


def short_day(dag: date) -> str:
    return f"{dag.day} {MANAD[dag.month - 1]} {dag.year}"


def in_days(antal: int) -> str:
    return f"{antal} {'dag' if antal == 1 else 'dagar'}"


def local(ogonblick: datetime) -> datetime:
    """The instant on the clocks of Stockholm. Raises ValueError for a naive time."""
    if ogonblick.tzinfo is None:
        raise ValueError("Tidpunkten saknar tidszon.")
    return ogonblick.astimezone(STOCKHOLM)
