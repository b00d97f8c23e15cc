"""Controlled rounding: adjacent, additive, unbiased, and the same for the same children."""

from collections import Counter

import highspy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagesbild.rules import avrundning, solver
from lagesbild.rules.avrundning import (
    AvrundningError,
    controlled_rounding,
    is_drawn_up,
    members_id,
)
from lagesbild.rules.tabell import ALL, BASE, Dimension, Table, covers, is_total
from lagesbild.rules.underlag import KON
from tests.lagesbild.tabeller import KEY, make_table, make_unroundable, tables

ELVA = tuple(f"Område {number}" for number in range(1, 12))


def key_number(number):
    return number.to_bytes(32, "big")


def assert_additive(rounded):
    for total in filter(is_total, rounded.cells()):
        parts = [rounded.values[cell] for cell in rounded.interior() if covers(total, cell)]
        assert rounded.values[total] == sum(parts)


def assert_adjacent(table, rounded):
    for cell in table.cells():
        value, count = rounded.values[cell], table.count(cell)
        assert value % BASE == 0
        assert abs(value - count) < BASE


@settings(max_examples=60, deadline=None)
@given(table=tables, key=st.binary(min_size=32, max_size=32))
def test_every_cell_is_adjacent_and_every_total_adds_up(table, key):
    rounded = controlled_rounding(table, key, 1)
    assert_additive(rounded)
    assert_adjacent(table, rounded)
    assert rounded.spread == 4


def test_eleven_areas_by_sex():
    table = make_table(
        {
            (omrade, kon): (7 * row + 3 * column) % 23
            for row, omrade in enumerate(ELVA)
            for column, kon in enumerate(KON)
        }
    )
    rounded = controlled_rounding(table, KEY, 1)
    assert len(rounded.values) == 12 * 3
    assert_additive(rounded)
    assert_adjacent(table, rounded)


def test_multiples_of_five_stay():
    table = make_table({("A", "Flickor"): 5, ("A", "Pojkar"): 0, ("B", "Flickor"): 10})
    rounded = controlled_rounding(table, KEY, 1)
    assert all(rounded.values[cell] == table.count(cell) for cell in table.cells())


def test_fixed_totals_leave_one_cell_up():
    table = make_table({("A", "Flickor"): 2, ("A", "Pojkar"): 3})
    rounded = controlled_rounding(table, KEY, 1)
    assert rounded.values["A", ALL] == 5
    assert sorted(rounded.values[cell] for cell in table.interior()) == [0, 5]


def test_empty_table():
    rounded = controlled_rounding(make_table({("A", "Flickor"): 0}), KEY, 1)
    assert set(rounded.values.values()) == {0}


def test_one_area():
    table = make_table({("A", "Flickor"): 13, ("A", "Pojkar"): 1})
    rounded = controlled_rounding(table, KEY, 1)
    assert rounded.values["A", ALL] == rounded.values[ALL, ALL]
    assert_adjacent(table, rounded)


def test_a_draw_is_unbiased():
    keys = 4000
    for count in range(1, 5):
        members = [f"barn{number}" for number in range(count)]
        ups = sum(is_drawn_up(members, key=key_number(k), plan_version=1) for k in range(keys))
        assert ups / keys == pytest.approx(count / BASE, abs=0.03)


def test_a_multiple_of_five_is_never_drawn_up():
    members = [f"barn{number}" for number in range(10)]
    assert not any(is_drawn_up(members, key=key_number(k), plan_version=1) for k in range(200))


def test_rounded_values_show_no_drift_over_many_keys():
    table = make_table(
        {
            ("A", "Flickor"): 2,
            ("A", "Pojkar"): 21,
            ("B", "Flickor"): 4,
            ("B", "Pojkar"): 8,
            ("C", "Flickor"): 13,
            ("C", "Pojkar"): 7,
        }
    )
    keys = 600
    shown = Counter()
    for k in range(keys):
        shown.update(controlled_rounding(table, key_number(k), 1).values)
    bias = {cell: shown[cell] / keys - table.count(cell) for cell in table.cells()}
    assert max(abs(value) for value in bias.values()) < 0.5
    assert abs(sum(bias.values()) / len(bias)) < 0.1


def test_the_same_children_are_drawn_alike_in_any_order_and_not_under_another_plan():
    groups = [[f"{group}/{number}" for number in range(3)] for group in range(200)]
    first = [is_drawn_up(group, key=KEY, plan_version=1) for group in groups]
    assert first == [is_drawn_up(group[::-1], key=KEY, plan_version=1) for group in groups]
    assert first != [is_drawn_up(group, key=KEY, plan_version=2) for group in groups]
    assert first != [is_drawn_up(group, key=b"m" * 32, plan_version=1) for group in groups]


def test_the_same_children_get_the_same_total_in_another_table():
    by_sex = make_table({("A", "Flickor"): 8, ("A", "Pojkar"): 9})
    halves = sorted(by_sex.members_of((ALL, ALL)))
    by_insats = Table(
        (Dimension("Insats", ("Kontaktperson", "Familjestöd")), Dimension("Kön", ("Alla",))),
        {("Kontaktperson", "Alla"): tuple(halves[:4]), ("Familjestöd", "Alla"): tuple(halves[4:])},
    )
    for k in range(30):
        city = controlled_rounding(by_sex, key_number(k), 1).values[ALL, ALL]
        assert controlled_rounding(by_insats, key_number(k), 1).values[ALL, ALL] == city


def test_the_order_of_the_children_changes_nothing():
    counts = {("A", "Flickor"): 7, ("A", "Pojkar"): 3, ("B", "Flickor"): 4, ("B", "Pojkar"): 11}
    table = make_table(counts)
    turned = Table(
        table.dimensions, {cell: members[::-1] for cell, members in table.members.items()}
    )
    rounded = controlled_rounding(table, KEY, 1)
    assert controlled_rounding(turned, KEY, 1) == rounded
    assert controlled_rounding(table, KEY, 1) == rounded


def test_a_multiset_is_not_its_set_nor_its_concatenation():
    assert members_id(["a", "a"]) != members_id(["a"])
    assert members_id(["ab", "c"]) != members_id(["a", "bc"])


def test_where_neighbours_cannot_add_up_only_the_interior_gives_way():
    table = make_unroundable()
    rounded = controlled_rounding(table, KEY, 1)
    assert rounded.spread == 9
    assert_additive(rounded)
    for cell in table.cells():
        off = abs(rounded.values[cell] - table.count(cell))
        assert off <= (rounded.total_spread if is_total(cell) else rounded.spread)


def test_a_table_that_cannot_be_rounded_is_refused(monkeypatch):
    monkeypatch.setattr(avrundning, "EXTRA_STEPS", 0)
    with pytest.raises(AvrundningError, match="Slå ihop"):
        controlled_rounding(make_unroundable(), KEY, 1)


def test_a_short_key_is_refused():
    with pytest.raises(ValueError, match="32 byte"):
        controlled_rounding(make_table({("A", "Flickor"): 1}), b"kort", 1)


def test_a_cell_outside_the_categories_is_refused():
    with pytest.raises(ValueError, match="utanför"):
        Table((Dimension("Kön", KON),), {("Okänt",): ("a",)})


def test_a_dimension_without_categories_is_refused():
    with pytest.raises(ValueError, match="saknar kategorier"):
        Dimension("Kön", ())


def test_a_solver_that_runs_out_of_time_gives_no_table(monkeypatch):
    monkeypatch.setattr(solver, "MAX_SECONDS", 0.0)
    with pytest.raises(solver.SolverError):
        controlled_rounding(make_unroundable(), KEY, 1)


def test_a_solver_upset_by_another_thread_setting_gives_no_table():
    highspy.Highs.resetGlobalScheduler(True)  # noqa: FBT003
    other = highspy.Highs()
    for option, value in (("output_flag", False), ("threads", 2)):
        other.setOptionValue(option, value)
    other.addVar(0, 1)
    other.run()
    try:
        with pytest.raises(solver.SolverError):
            controlled_rounding(make_table({("A", "Flickor"): 3}), KEY, 1)
    finally:
        highspy.Highs.resetGlobalScheduler(True)  # noqa: FBT003
