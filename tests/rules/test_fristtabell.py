"""Dates by the law's own words: counted here by a second hand, and a core counted on paper.

Nothing in the expected column comes from `arenden.rules` or a library of holidays. The text of the
law: time in months ends on the same number of the month, else on its last day; what should be done
on a Sunday, another public holiday, a Saturday, midsommarafton, julafton or nyårsafton may wait for
the next working day (SFS 1930:173). Public holidays are those of SFS 1989:253. Summer time runs
from the last Sunday of March to the last of October, at 01:00 UTC.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from arenden.rules.frister import calculate

FREDAG, LORDAG, SONDAG = 4, 5, 6


def pask(ar: int) -> date:
    """Easter Sunday, by Gauss as Meeus tells it."""
    a, b, c = ar % 19, ar // 100, ar % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    manad, dag = divmod(h + m - 7 * n + 114, 31)
    return date(ar, manad, dag + 1)


def first(veckodag: int, fran: date) -> date:
    return fran + timedelta(days=(veckodag - fran.weekday()) % 7)


def helgdagar(ar: int) -> set[date]:
    """Public holidays that are no Sundays, and the three eves."""
    fasta = [(1, 1), (1, 6), (5, 1), (12, 24), (12, 25), (12, 26), (12, 31)]
    dagar = {date(ar, manad, dag) for manad, dag in fasta}
    dagar |= {pask(ar) + timedelta(days=n) for n in (-2, 1, 39)}
    # since 2005 the national day in place of Whit Monday
    dagar.add(date(ar, 6, 6) if ar >= 2005 else pask(ar) + timedelta(days=50))
    dagar.add(first(FREDAG, date(ar, 6, 19)))
    dagar.add(first(LORDAG, date(ar, 10, 31)))
    return dagar


def by_law_1930_173(dag: date) -> date:
    while dag.weekday() in {LORDAG, SONDAG} or dag in helgdagar(dag.year):
        dag += timedelta(days=1)
    return dag


def later(dag: date, antal: int, slag: str) -> date:
    if slag in "DW":
        return dag + timedelta(days=antal * (7 if slag == "W" else 1))
    manader = dag.year * 12 + dag.month - 1 + antal * (12 if slag == "Y" else 1)
    ar, manad = divmod(manader, 12)
    return date(ar, manad + 1, min(dag.day, monthrange(ar, manad + 1)[1]))


def offset(utc: datetime) -> timedelta:
    """What Swedish clocks stand before UTC at a (naive) UTC time."""

    def sista_sondagen(manad: int) -> datetime:
        dag = date(utc.year, manad, 31)
        while dag.weekday() != SONDAG:
            dag -= timedelta(days=1)
        return datetime(dag.year, dag.month, dag.day, 1)  # noqa: DTZ001

    sommar = sista_sondagen(3) <= utc < sista_sondagen(10)
    return timedelta(hours=2 if sommar else 1)


def to_utc(lokal: datetime) -> datetime:
    """A local time of the wall; one that comes twice is the first of the two."""
    for gissning in (timedelta(hours=2), timedelta(hours=1)):
        if offset(lokal - gissning) == gissning:
            return lokal - gissning
    raise ValueError(f"{lokal} fanns inte.")


def read(ankare: str) -> tuple[datetime, datetime]:
    """A local time, or one with its offset, as naive local time and naive UTC."""
    tid = datetime.fromisoformat(ankare)
    if tid.tzinfo is None:
        return tid, to_utc(tid)
    utc = tid.astimezone(UTC).replace(tzinfo=None)
    return utc + offset(utc), utc


def by_the_law(ankare: str, budget: str) -> tuple[str, str]:
    """The strict day and the law's day; of hours the last minute, twice."""
    lokal, utc = read(ankare)
    if timmar := re.fullmatch(r"PT(\d+)H", budget):
        slut = utc + timedelta(hours=int(timmar[1]))
        minut = f"{slut + offset(slut):%Y-%m-%d %H:%M}"
        return minut, minut
    antal, slag = re.fullmatch(r"P(\d+)([DWMY])", budget).groups()
    strikt = later(lokal.date(), int(antal), slag)
    return f"{strikt}", f"{by_law_1930_173(strikt)}"


def by_the_house(ankare: str, budget: str) -> tuple[str, str]:
    """The same as the system counts it."""
    tid = datetime.fromisoformat(ankare)
    if tid.tzinfo is None:
        tid = tid.replace(tzinfo=ZoneInfo("Europe/Stockholm"))
    lage = calculate(tid, budget)
    if "T" in budget:
        return (f"{lage.senast:%Y-%m-%d %H:%M}",) * 2
    assert f"{lage.senast:%Y-%m-%d %H:%M:%S}" == f"{lage.lagdag} 23:59:59"
    return f"{lage.mal}", f"{lage.lagdag}"


PA_PAPPER = [
    # leap days, and months without the number
    ("2024-02-29 09:00", "P1Y", "2025-02-28", "2025-02-28"),
    ("2023-10-31 09:00", "P4M", "2024-02-29", "2024-02-29"),
    ("2024-10-31 09:00", "P4M", "2025-02-28", "2025-02-28"),
    ("2025-10-31 09:00", "P4M", "2026-02-28", "2026-03-02"),
    ("2026-10-31 09:00", "P4M", "2027-02-28", "2027-03-01"),
    ("2027-10-31 09:00", "P4M", "2028-02-29", "2028-02-29"),
    ("2024-01-31 09:00", "P1M", "2024-02-29", "2024-02-29"),
    ("2023-01-31 09:00", "P1M", "2023-02-28", "2023-02-28"),
    ("2028-02-15 09:00", "P14D", "2028-02-29", "2028-02-29"),
    ("2027-02-15 09:00", "P14D", "2027-03-01", "2027-03-01"),
    ("2024-08-31 09:00", "P6M", "2025-02-28", "2025-02-28"),
    ("2025-05-31 09:00", "P4M", "2025-09-30", "2025-09-30"),
    ("2025-03-31 09:00", "P1M", "2025-04-30", "2025-04-30"),
    ("2025-12-31 09:00", "P2M", "2026-02-28", "2026-03-02"),
    ("2025-07-31 09:00", "P4M", "2025-11-30", "2025-12-01"),
    # over the turn of the year
    ("2025-09-01 09:00", "P4M", "2026-01-01", "2026-01-02"),
    ("2025-08-31 09:00", "P4M", "2025-12-31", "2026-01-02"),
    ("2025-08-24 09:00", "P4M", "2025-12-24", "2025-12-29"),
    # midsommarafton
    ("2024-06-07 09:00", "P14D", "2024-06-21", "2024-06-24"),
    ("2025-06-06 09:00", "P14D", "2025-06-20", "2025-06-23"),
    ("2026-06-05 09:00", "P14D", "2026-06-19", "2026-06-22"),
    ("2027-06-11 09:00", "P14D", "2027-06-25", "2027-06-28"),
    ("2028-06-09 09:00", "P14D", "2028-06-23", "2028-06-26"),
    ("2025-06-05 09:00", "P14D", "2025-06-19", "2025-06-19"),
    # the rest days of Christmas, in runs of two to five
    ("2023-12-10 09:00", "P14D", "2023-12-24", "2023-12-27"),
    ("2024-12-10 09:00", "P14D", "2024-12-24", "2024-12-27"),
    ("2025-12-10 09:00", "P14D", "2025-12-24", "2025-12-29"),
    ("2026-12-10 09:00", "P14D", "2026-12-24", "2026-12-28"),
    ("2027-12-10 09:00", "P14D", "2027-12-24", "2027-12-27"),
    ("2028-12-10 09:00", "P14D", "2028-12-24", "2028-12-27"),
    ("2024-12-17 09:00", "P14D", "2024-12-31", "2025-01-02"),
    ("2025-12-17 09:00", "P14D", "2025-12-31", "2026-01-02"),
    ("2027-12-17 09:00", "P14D", "2027-12-31", "2028-01-03"),
    ("2024-12-23 09:00", "P14D", "2025-01-06", "2025-01-07"),
    ("2025-12-22 09:00", "P14D", "2026-01-05", "2026-01-05"),
    # Easter and what goes by it
    ("2024-03-15 09:00", "P14D", "2024-03-29", "2024-04-02"),
    ("2025-04-04 09:00", "P14D", "2025-04-18", "2025-04-22"),
    ("2025-04-03 09:00", "P14D", "2025-04-17", "2025-04-17"),
    ("2027-03-12 09:00", "P14D", "2027-03-26", "2027-03-30"),
    ("2028-03-31 09:00", "P14D", "2028-04-14", "2028-04-18"),
    ("2024-04-25 09:00", "P14D", "2024-05-09", "2024-05-10"),
    ("2025-05-15 09:00", "P14D", "2025-05-29", "2025-05-30"),
    ("2025-05-26 09:00", "P14D", "2025-06-09", "2025-06-09"),
    # the first of May, the national day, and eves that count as any day
    ("2025-04-17 09:00", "P14D", "2025-05-01", "2025-05-02"),
    ("2027-04-17 09:00", "P14D", "2027-05-01", "2027-05-03"),
    ("2025-04-16 09:00", "P14D", "2025-04-30", "2025-04-30"),
    ("2024-05-23 09:00", "P14D", "2024-06-06", "2024-06-07"),
    ("2025-05-23 09:00", "P14D", "2025-06-06", "2025-06-09"),
    # weeks that end on a holiday
    ("2025-12-04 09:00", "P3W", "2025-12-25", "2025-12-29"),
    ("2024-12-05 09:00", "P3W", "2024-12-26", "2024-12-27"),
    ("2025-11-27 09:00", "P4W", "2025-12-25", "2025-12-29"),
    # the minute of receipt decides the day
    ("2025-03-03 23:59", "P14D", "2025-03-17", "2025-03-17"),
    ("2025-03-04 00:00", "P14D", "2025-03-18", "2025-03-18"),
    ("2025-03-03T23:30+00:00", "P14D", "2025-03-18", "2025-03-18"),
    # the nights when the clocks are moved
    ("2025-03-29 22:40", "PT24H", "2025-03-30 23:40", "2025-03-30 23:40"),
    ("2025-03-30 01:59", "PT24H", "2025-03-31 02:59", "2025-03-31 02:59"),
    ("2025-03-30 03:00", "PT24H", "2025-03-31 03:00", "2025-03-31 03:00"),
    ("2024-03-30 12:00", "PT48H", "2024-04-01 13:00", "2024-04-01 13:00"),
    ("2025-10-25 22:40", "PT24H", "2025-10-26 21:40", "2025-10-26 21:40"),
    ("2025-10-26T02:30+02:00", "PT24H", "2025-10-27 01:30", "2025-10-27 01:30"),
    ("2025-10-26T02:30+01:00", "PT24H", "2025-10-27 02:30", "2025-10-27 02:30"),
    ("2025-10-25 02:30", "PT24H", "2025-10-26 02:30", "2025-10-26 02:30"),
    ("2024-10-26 12:00", "PT48H", "2024-10-28 11:00", "2024-10-28 11:00"),
    ("2025-10-24 09:00", "PT72H", "2025-10-27 08:00", "2025-10-27 08:00"),
    ("2025-12-24 12:00", "PT48H", "2025-12-26 12:00", "2025-12-26 12:00"),
]

AR = range(2023, 2034)


def tabell() -> list[tuple[str, str]]:
    """What is hard, year by year: an anchor and a time."""
    rader = []
    for ar in AR:
        fjorton = timedelta(days=14)
        rader += [
            (f"{ar}-10-31 09:00", "P4M"),
            (f"{ar}-08-31 16:20", "P6M"),
            (f"{ar}-12-31 23:59", "P2M"),
            (f"{first(FREDAG, date(ar, 6, 19)) - fjorton} 23:59", "P14D"),
            (f"{pask(ar) - timedelta(days=2) - fjorton} 00:00", "P14D"),
            (f"{pask(ar) + timedelta(days=39) - fjorton} 07:15", "P14D"),
            (f"{date(ar, 12, 24) - fjorton} 00:00", "P14D"),
            (f"{date(ar, 12, 31) - fjorton} 23:59", "P14D"),
            (f"{date(ar, 12, 25) - timedelta(weeks=3)} 12:00", "P3W"),
            (f"{date(ar, 1, 6) - timedelta(weeks=4)} 12:00", "P4W"),
            (f"{first(LORDAG, date(ar, 10, 31)) - timedelta(days=7)} 23:59", "P7D"),
        ]
        for manad in (3, 10):
            natt = max(
                dag for n in range(25, 32) if (dag := date(ar, manad, n)).weekday() == SONDAG
            )
            kvall = natt - timedelta(days=1)
            rader += [
                (f"{kvall} 23:59", "PT24H"),
                (f"{natt} 00:00", "PT24H"),
                (f"{natt} 04:00", "PT24H"),
                (f"{kvall} 12:00", "PT48H"),
                (f"{kvall} 23:59", "P7D"),
            ]
    return rader


@pytest.mark.parametrize(("ankare", "budget", "strikt", "lagdag"), PA_PAPPER)
def test_what_was_counted_on_paper(ankare, budget, strikt, lagdag):
    assert by_the_law(ankare, budget) == (strikt, lagdag)
    assert by_the_house(ankare, budget) == (strikt, lagdag)


@pytest.mark.parametrize(("ankare", "budget"), tabell())
def test_what_the_law_says_is_what_the_system_says(ankare, budget):
    assert by_the_house(ankare, budget) == by_the_law(ankare, budget)


@pytest.mark.parametrize("budget", ["P7D", "P14D", "P3W", "P1M", "P4M", "P6M"])
def test_every_day_of_forty_years(budget):
    dag, fel = date(1998, 1, 1), []
    while dag < date(2038, 1, 1):
        ankare = f"{dag} 12:00"
        if by_the_house(ankare, budget) != by_the_law(ankare, budget):
            fel.append(ankare)
        dag += timedelta(days=1)
    assert fel == []


def test_the_table_is_long_enough_and_says_nothing_twice():
    papper = {(ankare, budget) for ankare, budget, *_ in PA_PAPPER}
    assert len(papper) == len(PA_PAPPER) >= 40
    assert len(papper | set(tabell())) >= 120
