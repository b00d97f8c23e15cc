"""Counting statutory time: the strict calendar day, the law's day, and the sentence that explains.

The day of the event is day 0. A period of months ends on the same date number, or on the month's
last day where that is missing. If the last day is a Saturday, a Sunday, a public holiday or
midsommar-, jul- or nyårsafton, the next working day suffices (lag 1930:173). For a child the strict
day is the goal and the law's day is the limit.
"""

from __future__ import annotations

import calendar
import json
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays

STOCKHOLM = ZoneInfo("Europe/Stockholm")
VECKODAG = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
MANAD = "januari februari mars april maj juni juli augusti september oktober november december".split()


@dataclass(frozen=True)
class Fristslag:
    """A kind of clock, as the law of a period states it (arenden/data/frister.json)."""

    slag: str
    namn: str
    budget: str
    lagrum: str
    regel: str
    fran_vad: str
    forlangning: str | None
    varna_dagar: tuple[int, ...]
    giltig_fran: date
    giltig_till: date | None


@dataclass(frozen=True)
class Utrakning:
    """When a clock runs out. `senast` is the last instant that keeps the law."""

    mal: date
    lagdag: date
    senast: datetime


@cache
def _slag() -> list[Fristslag]:
    rows = json.loads((Path(__file__).parents[1] / "data" / "frister.json").read_text("utf-8"))
    return [
        Fristslag(
            **row
            | {
                "varna_dagar": tuple(row["varna_dagar"]),
                "giltig_fran": date.fromisoformat(row["giltig_fran"]),
                "giltig_till": date.fromisoformat(row["giltig_till"])
                if row.get("giltig_till")
                else None,
            }
        )
        for row in rows
    ]


def fristslag(slag: str, dag: date) -> Fristslag:
    """The kind as the law stood on `dag`; KeyError if there was none."""
    for rad in _slag():
        if rad.slag == slag and rad.giltig_fran <= dag <= (rad.giltig_till or date.max):
            return rad
    raise KeyError(f"Det fanns ingen frist av slaget {slag} den {dag}.")


def calculate(ankare: datetime, budget: str) -> Utrakning:
    """When `budget` (ISO 8601: PTnH, PnD or PnM) runs out, counted from the instant `ankare`.

    Hours run to the minute, round the clock. Days and months end with their last day in Stockholm.
    """
    start = ankare.astimezone(STOCKHOLM)
    if timmar := re.fullmatch(r"PT(\d+)H", budget):
        senast = (ankare + timedelta(hours=int(timmar[1]))).astimezone(STOCKHOLM)
        return Utrakning(mal=senast.date(), lagdag=senast.date(), senast=senast)
    if dagar := re.fullmatch(r"P(\d+)D", budget):
        return on_day(start.date() + timedelta(days=int(dagar[1])))
    if manader := re.fullmatch(r"P(\d+)M", budget):
        return on_day(add_months(start.date(), int(manader[1])))
    raise ValueError(f"Okänd varaktighet: {budget}")


def on_day(mal: date) -> Utrakning:
    """A clock that runs out with a given day, moved past holidays for the law's limit."""
    lagdag = next_working_day(mal)
    senast = datetime.combine(lagdag, time(23, 59, 59), STOCKHOLM)
    return Utrakning(mal=mal, lagdag=lagdag, senast=senast)


def add_months(dag: date, antal: int) -> date:
    """The same date number `antal` months later; the month's last day where that is missing."""
    ar, manad = divmod(dag.year * 12 + dag.month - 1 + antal, 12)
    return date(ar, manad + 1, min(dag.day, calendar.monthrange(ar, manad + 1)[1]))


def next_working_day(dag: date) -> date:
    """`dag` itself, or the first day after it that is no rest day by lag 1930:173."""
    while is_rest_day(dag):
        dag += timedelta(days=1)
    return dag


def is_rest_day(dag: date) -> bool:
    """Saturdays, Sundays, public holidays, midsommarafton, julafton and nyårsafton."""
    return dag.weekday() >= calendar.SATURDAY or dag in _holidays() or _is_eve(dag)


@cache
def _holidays() -> holidays.HolidayBase:
    return holidays.country_holidays("SE", include_sundays=False)  # type: ignore[no-any-return]


def _is_eve(dag: date) -> bool:
    midsummer_eve = dag.month == 6 and 19 <= dag.day <= 25 and dag.weekday() == calendar.FRIDAY
    return midsummer_eve or (dag.month, dag.day) in {(12, 24), (12, 31)}


def in_words(senast: datetime, nu: datetime) -> str:
    """How long is left or how late it is: «3 dagar kvar», «i dag», «1 dag försenad»."""
    dagar = (senast.astimezone(STOCKHOLM).date() - nu.astimezone(STOCKHOLM).date()).days
    if nu > senast:
        return f"{-dagar} {_dagar(-dagar)} försenad" if dagar < 0 else "försenad i dag"
    return f"{dagar} {_dagar(dagar)} kvar" if dagar else f"i dag, senast {senast.astimezone(STOCKHOLM):%H:%M}"


def explain(slag: Fristslag, ankare: datetime, utrakning: Utrakning) -> str:
    """The sentence that shows how the day was counted, with the law behind it."""
    start = ankare.astimezone(STOCKHOLM)
    text = (
        f"Räknas från {start.day} {MANAD[start.month - 1]} {start.year} kl. {start:%H:%M}, "
        f"{slag.fran_vad}. Sista dagen är {in_swedish(utrakning.mal)} ({slag.lagrum})."
    )
    if utrakning.lagdag != utrakning.mal:
        text += (
            f" Dagen är en helgdag eller en dag som räknas så; lagens gräns är därför"
            f" {in_swedish(utrakning.lagdag)} (lag 1930:173). Sikta ändå på den första dagen."
        )
    return text


def in_swedish(dag: date) -> str:
    return f"{VECKODAG[dag.weekday()]} {dag.day} {MANAD[dag.month - 1]} {dag.year}"


def _dagar(antal: int) -> str:
    return "dag" if antal == 1 else "dagar"
