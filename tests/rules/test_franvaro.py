"""What a pupil's weeks of absence say in words and in the picture."""

from __future__ import annotations

from datetime import date

from samverkansteam.rules.franvaro import MINST_FORE, NERE, Vecka, describe, picture_of, week_before

START = date(2026, 9, 14)  # a Monday, of week 38


def veckor(*timmar: int, fran: int = 35) -> list[Vecka]:
    return [Vecka(f"2026-W{fran + n}", 0, t, n) for n, t in enumerate(timmar)]


def test_the_baseline_is_the_weeks_that_ended_before_the_team_began():
    assert describe(veckor(10, 12, 14, 6, 4), start=START)[:3] == [
        "Före starten: 12 timmar i veckan, räknat på 3 veckor.",
        "Sedan starten: 5 timmar i veckan, räknat på 2 veckor.",
        "Det är 7 timmar mindre än före.",
    ]


def test_a_week_in_which_the_team_began_is_not_of_the_time_before():
    meningar = describe(veckor(10, 12, 14, 6), start=date(2026, 9, 16))
    assert meningar[0].endswith("räknat på 3 veckor.")


def test_too_few_weeks_before_are_not_called_a_baseline_nor_compared():
    assert MINST_FORE == 3
    meningar = describe(veckor(10, 12, 4, fran=36), start=START)
    assert "Det är för få veckor för att kallas ett utgångsläge." in meningar
    assert not any("än före" in mening for mening in meningar)


def test_without_weeks_before_there_is_nothing_to_compare_with():
    meningar = describe(veckor(4, 5, fran=38), start=START)
    assert meningar[0] == "Det finns ingen vecka från tiden före teamets arbete att jämföra med."


def test_no_weeks_at_all_are_said_in_a_sentence():
    assert describe([], start=START) == ["Ingen vecka är införd än."]
    assert picture_of([], start=START).staplar == []


def test_a_bar_stands_on_the_axis_and_valid_on_top_of_invalid():
    (stapel,) = picture_of([Vecka("2026-W40", 5, 10, 2)], start=START).staplar
    assert round(stapel.ogiltig_y + stapel.ogiltig_hojd, 1) == NERE
    assert round(stapel.giltig_y + stapel.giltig_hojd, 1) == stapel.ogiltig_y
    assert stapel.text == "2026-W40: ogiltig 10 timmar, giltig 5 timmar, sen 2 gånger"


def test_the_weeks_of_two_years_stand_in_their_order():
    bild = picture_of(
        [Vecka("2027-W01", 0, 1, 0), Vecka("2026-W53", 0, 2, 0)], start=date(2026, 1, 1)
    )
    assert [stapel.text[:8] for stapel in bild.staplar] == ["2026-W53", "2027-W01"]


def test_the_week_before_is_the_last_one_of_the_year_before_when_a_year_begins():
    assert week_before(date(2027, 1, 4)) == "2026-W53"
    assert week_before(date(2026, 11, 22)) == "2026-W46"
