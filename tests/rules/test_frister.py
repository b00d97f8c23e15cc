"""Statutory time, date by date."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from arenden.rules.frister import (
    STOCKHOLM,
    all_fristslag,
    calculate,
    days_left,
    deadline,
    due_rung,
    fristslag,
    in_words,
    is_overdue,
    is_rest_day,
    next_rung,
    on_day,
    parse_budget,
    rungs,
)
from arenden.rules.fristforlopp import Forlopp, explain


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


@pytest.mark.parametrize(
    ("ankare", "budget", "mal", "lagdag"),
    [
        # fourteen days; the day of receipt is day 0
        ("2026-11-20 22:40", "P14D", "2026-12-04", "2026-12-04"),
        ("2026-11-20 23:59", "P14D", "2026-12-04", "2026-12-04"),
        ("2026-11-21 00:00", "P14D", "2026-12-05", "2026-12-07"),
        ("2026-11-22 10:00", "P14D", "2026-12-06", "2026-12-07"),
        ("2026-11-16 08:12", "P14D", "2026-11-30", "2026-11-30"),
        ("2026-12-10 09:00", "P14D", "2026-12-24", "2026-12-28"),
        ("2026-12-11 09:00", "P14D", "2026-12-25", "2026-12-28"),
        ("2026-12-12 09:00", "P14D", "2026-12-26", "2026-12-28"),
        ("2026-12-17 09:00", "P14D", "2026-12-31", "2027-01-04"),
        ("2026-12-18 09:00", "P14D", "2027-01-01", "2027-01-04"),
        ("2026-12-23 09:00", "P14D", "2027-01-06", "2027-01-07"),
        ("2026-03-20 09:00", "P14D", "2026-04-03", "2026-04-07"),
        ("2026-03-23 09:00", "P14D", "2026-04-06", "2026-04-07"),
        ("2026-04-17 09:00", "P14D", "2026-05-01", "2026-05-04"),
        ("2026-04-30 09:00", "P14D", "2026-05-14", "2026-05-15"),
        ("2026-05-23 09:00", "P14D", "2026-06-06", "2026-06-08"),
        ("2026-06-05 09:30", "P14D", "2026-06-19", "2026-06-22"),
        ("2026-06-06 09:30", "P14D", "2026-06-20", "2026-06-22"),
        ("2026-10-17 09:00", "P14D", "2026-10-31", "2026-11-02"),
        ("2027-06-11 09:00", "P14D", "2027-06-25", "2027-06-28"),
        # across the change to and from summer time
        ("2026-03-28 12:00", "P14D", "2026-04-11", "2026-04-13"),
        ("2026-10-20 12:00", "P14D", "2026-11-03", "2026-11-03"),
        # a week, three and four weeks
        ("2026-11-23 15:00", "P7D", "2026-11-30", "2026-11-30"),
        ("2026-11-21 15:00", "P7D", "2026-11-28", "2026-11-30"),
        ("2026-11-20 15:00", "P3W", "2026-12-11", "2026-12-11"),
        ("2026-12-03 15:00", "P3W", "2026-12-24", "2026-12-28"),
        ("2026-11-20 15:00", "P4W", "2026-12-18", "2026-12-18"),
        ("2026-11-20 15:00", "P21D", "2026-12-11", "2026-12-11"),
        # months end on the same number, or on the last day there is
        ("2026-11-20 09:00", "P4M", "2027-03-20", "2027-03-22"),
        ("2026-10-31 09:00", "P4M", "2027-02-28", "2027-03-01"),
        ("2027-10-31 09:00", "P4M", "2028-02-29", "2028-02-29"),
        ("2026-10-30 09:00", "P4M", "2027-02-28", "2027-03-01"),
        ("2026-10-28 09:00", "P4M", "2027-02-28", "2027-03-01"),
        ("2026-10-29 09:00", "P4M", "2027-02-28", "2027-03-01"),
        ("2026-02-28 09:00", "P4M", "2026-06-28", "2026-06-29"),
        ("2026-05-31 09:00", "P4M", "2026-09-30", "2026-09-30"),
        ("2026-08-31 09:00", "P6M", "2027-02-28", "2027-03-01"),
        ("2026-12-31 09:00", "P2M", "2027-02-28", "2027-03-01"),
        ("2026-01-31 09:00", "P1M", "2026-02-28", "2026-03-02"),
        ("2026-07-15 09:00", "P4M", "2026-11-15", "2026-11-16"),
        ("2024-02-29 09:00", "P1Y", "2025-02-28", "2025-02-28"),
    ],
)
def test_strict_day_and_law_day(ankare, budget, mal, lagdag):
    utrakning = calculate(at(ankare), budget)
    assert utrakning.mal == date.fromisoformat(mal)
    assert utrakning.lagdag == date.fromisoformat(lagdag)
    assert utrakning.senast == at(f"{lagdag} 23:59:59")


@pytest.mark.parametrize(
    ("ankare", "budget", "senast"),
    [
        ("2026-11-20 22:40", "PT24H", "2026-11-21 22:40"),
        ("2026-11-20 22:40:59", "PT24H", "2026-11-21 22:40"),
        ("2026-11-20 22:40", "PT48H", "2026-11-22 22:40"),
        ("2026-10-24 22:40", "PT24H", "2026-10-25 21:40"),
        ("2026-03-28 22:40", "PT24H", "2026-03-29 23:40"),
        ("2026-12-24 12:00", "PT72H", "2026-12-27 12:00"),
    ],
)
def test_hours_run_round_the_clock_and_through_holidays(ankare, budget, senast):
    assert calculate(at(ankare), budget).senast == at(senast)


def test_a_report_in_another_zone_counts_from_the_stockholm_day():
    sent = datetime(2026, 11, 20, 23, 30, tzinfo=ZoneInfo("UTC"))
    assert calculate(sent, "P14D").mal == date(2026, 12, 5)


def test_a_time_without_zone_is_refused():
    with pytest.raises(ValueError, match="tidszon"):
        calculate(datetime(2026, 11, 20, 22, 40), "P14D")  # noqa: DTZ001


@pytest.mark.parametrize("budget", ["", "P", "14D", "P-1D", "P1.5D", "PT", "P14DT"])
def test_what_is_no_duration_is_refused(budget):
    with pytest.raises(ValueError, match="Okänd varaktighet"):
        parse_budget(budget)


@pytest.mark.parametrize("ar", range(2024, 2032))
def test_the_three_eves_are_rest_days_and_three_others_are_not(ar):
    midsommarafton = next(d for d in (date(ar, 6, n) for n in range(19, 26)) if d.weekday() == 4)
    assert all(map(is_rest_day, [midsommarafton, date(ar, 12, 24), date(ar, 12, 31)]))
    vardagar = [date(ar, 1, 5), date(ar, 4, 30), date(ar, 12, 23)]
    assert [is_rest_day(d) for d in vardagar] == [d.weekday() > 4 for d in vardagar]


def test_the_sentence_shows_receipt_day_and_paragraph():
    slag, ankare = fristslag("forhandsbedomning", date(2026, 11, 20)), at("2026-11-20 22:40")
    assert explain(Forlopp(slag, ankare)) == (
        "Räknas från 20 nov 2026 kl. 22:40, då anmälan kom in. "
        "Fjortonde dagen är fredag 4 dec 2026 (SoL 20:2)."
    )


def test_the_sentence_shows_both_days_where_they_differ():
    slag, ankare = fristslag("utredning", date(2026, 10, 31)), at("2026-10-31 09:00")
    assert explain(Forlopp(slag, ankare)) == (
        "Räknas från 31 okt 2026 kl. 09:00, då utredningen inleddes. "
        "Fyra månader senare är söndag 28 feb 2027 (SoL 20:3). "
        "Den dagen är ledig, så lagens gräns är måndag 1 mars 2027 (lag 1930:173). "
        "Sikta ändå på den första dagen."
    )


def test_a_day_that_someone_must_set_is_asked_for():
    slag = fristslag("yttrande_lul", date(2026, 11, 19))
    with pytest.raises(ValueError, match="behöver en sista dag"):
        deadline(slag, at("2026-11-19 09:30"))
    satt = deadline(slag, at("2026-11-19 09:30"), till=date(2026, 11, 29))
    assert satt.lagdag == date(2026, 11, 29)


def test_the_law_of_the_day_is_used():
    assert fristslag("forhandsbedomning", date(2025, 6, 30)).lagrum == "SoL (2001:453) 11:1 a"
    assert fristslag("forhandsbedomning", date(2025, 7, 1)).lagrum == "SoL 20:2"
    assert not fristslag("aterkoppling", date(2026, 1, 14)).is_lag
    assert fristslag("aterkoppling", date(2026, 1, 15)).is_lag
    with pytest.raises(KeyError):
        fristslag("okand", date(2026, 11, 20))


def test_overdue_is_a_question_of_the_instant():
    utrakning = calculate(at("2026-11-20 22:40"), "P14D")
    assert not is_overdue(utrakning, at("2026-12-04 23:59:59"))
    assert is_overdue(utrakning, at("2026-12-05 00:00"))
    assert days_left(utrakning, at("2026-12-05 00:00")) == -1
    assert days_left(utrakning, at("2026-12-01 23:00")) == 3


@pytest.mark.parametrize(
    ("nu", "ord_"),
    [
        ("2026-12-01 09:00", "3 dagar kvar"),
        ("2026-12-03 09:00", "1 dag kvar"),
        ("2026-12-04 09:00", "i dag, senast 23:59"),
        ("2026-12-05 09:00", "1 dag försenad"),
        ("2026-12-08 09:00", "4 dagar försenad"),
    ],
)
def test_in_words(nu, ord_):
    assert in_words(calculate(at("2026-11-20 22:40"), "P14D").senast, at(nu)) == ord_


def test_the_ladder_falls_due_when_the_working_day_begins():
    slag, ankare = fristslag("forhandsbedomning", date(2026, 11, 20)), at("2026-11-20 22:40")
    assert rungs(slag, deadline(slag, ankare)) == [
        (7, at("2026-11-27 07:00")),
        (3, at("2026-12-01 07:00")),
        (1, at("2026-12-03 07:00")),
        (0, at("2026-12-04 07:00")),
        (-1, at("2026-12-05 07:00")),
    ]


def test_a_ladder_of_hours_falls_due_at_the_minute():
    slag, ankare = fristslag("skyddsbedomning", date(2026, 11, 20)), at("2026-11-20 22:40")
    assert rungs(slag, deadline(slag, ankare)) == [
        (0, at("2026-11-21 22:40")),
        (-1, at("2026-11-22 22:40")),
    ]


def test_the_rung_after_the_last_waits_for_the_laws_day():
    slag, ankare = fristslag("forhandsbedomning", date(2026, 12, 10)), at("2026-12-10 09:00")
    assert rungs(slag, deadline(slag, ankare))[-2:] == [
        (0, at("2026-12-24 07:00")),
        (-1, at("2026-12-29 07:00")),
    ]


@pytest.mark.parametrize(
    ("nu", "fallen", "nasta"),
    [
        ("2026-11-27 06:59", None, "2026-11-27 07:00"),
        ("2026-11-27 07:00", 7, "2026-12-01 07:00"),
        ("2026-12-03 12:00", 1, "2026-12-04 07:00"),
        ("2026-12-09 12:00", -1, None),
    ],
)
def test_of_what_has_fallen_the_latest_counts(nu, fallen, nasta):
    slag, ankare = fristslag("forhandsbedomning", date(2026, 11, 20)), at("2026-11-20 22:40")
    lage = deadline(slag, ankare)
    assert due_rung(slag, lage, at(nu)) == fallen
    assert next_rung(slag, lage, at(nu)) == (nasta and at(nasta))


@pytest.mark.parametrize("slag", all_fristslag(), ids=lambda s: f"{s.slag}-{s.giltig_fran}")
def test_every_kind_can_be_counted_and_explained(slag):
    ankare, till = at("2026-11-20 22:40"), None
    if slag.budget == "P0D":
        till = date(2026, 12, 1)
    utrakning = deadline(slag, ankare, till=till)
    text = explain(Forlopp(slag, ankare, till))
    assert slag.lagrum in text
    assert "{" not in text
    faller = [nar for _, nar in rungs(slag, utrakning)]
    assert faller == sorted(faller)
    assert slag.varna_dagar[-1] in {0, -1}


def test_a_day_that_someone_sets_is_not_moved():
    assert on_day(date(2026, 12, 24)).lagdag == date(2026, 12, 24)
    assert on_day(date(2026, 12, 24), flyttas=True).lagdag == date(2026, 12, 28)
