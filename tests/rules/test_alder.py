"""Age in law."""

from datetime import date

import pytest

from arenden.rules.alder import age_on, birthday, granser_at, is_kept_for_research, next_passage


@pytest.mark.parametrize(
    ("fodd", "dag", "alder"),
    [
        (date(2011, 11, 24), date(2026, 11, 23), 14),
        (date(2011, 11, 24), date(2026, 11, 24), 15),
        (date(2005, 11, 21), date(2026, 11, 20), 20),
        (date(2005, 11, 21), date(2026, 11, 21), 21),
        (date(2012, 2, 29), date(2027, 2, 28), 14),
        (date(2012, 2, 29), date(2027, 3, 1), 15),
        (date(2012, 2, 29), date(2028, 2, 28), 15),
        (date(2012, 2, 29), date(2028, 2, 29), 16),
        (date(2026, 11, 21), date(2026, 11, 21), 0),
        (date(2026, 1, 1), date(2026, 12, 31), 0),
    ],
)
def test_age_is_reached_on_the_birthday(fodd, dag, alder):
    assert age_on(fodd, dag) == alder


def test_nobody_has_an_age_before_birth():
    with pytest.raises(ValueError, match="före födelsen"):
        age_on(date(2020, 1, 2), date(2020, 1, 1))


def test_the_gates_come_in_order_and_end():
    fodd, dag, sedda = date(2014, 11, 24), date(2020, 1, 1), []
    while passage := next_passage(fodd, dag):
        sedda.append((passage.alder, passage.dag))
        dag = passage.dag
    assert sedda == [(alder, date(2014 + alder, 11, 24)) for alder in (12, 15, 18, 20, 21)]


def test_a_gate_is_one_only_by_the_law_of_the_day():
    assert next_passage(date(2011, 11, 24), date(2020, 1, 1)).alder == 15


def test_what_changes_at_fifteen_is_told_on_that_day_only():
    fodd = date(2011, 11, 24)
    assert {g.kod for g in granser_at(fodd, date(2026, 11, 24))} == {"talan_15", "straffbar_15"}
    assert granser_at(fodd, date(2026, 11, 25)) == []


def test_a_leap_day_child_turns_eighteen_on_the_first_of_march():
    assert birthday(date(2012, 2, 29), 18) == date(2030, 3, 1)


@pytest.mark.parametrize("dag", range(1, 32))
def test_born_on_5_15_25_is_kept(dag):
    assert is_kept_for_research(date(2012, 1, dag)) is (dag in {5, 15, 25})
