"""The attack on a published table, and the gate in front of publishing."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from lagesbild.rules import angrepp
from lagesbild.rules.angrepp import (
    Hinder,
    PubliceringError,
    Rojd,
    hinder_for_publicering,
    possible_interval,
    protected_table,
)
from lagesbild.rules.avrundning import controlled_rounding
from lagesbild.rules.tabell import ALL, Dimension, RoundedTable
from tests.lagesbild.tabeller import KEY, make_table, make_unroundable, tables


def make_published(values, **spreads):
    return RoundedTable(
        (Dimension("Stadsdelsområde", ("A", "B")), Dimension("Kön", ("Alla",))),
        values,
        1,
        **spreads,
    )


def exact(table):
    values = {cell: table.count(cell) for cell in table.cells()}
    return RoundedTable(table.dimensions, values, 1, spread=0, total_spread=0)


def test_an_interval_is_the_stated_one_when_totals_say_no_more():
    rounded = controlled_rounding(make_table({("A", "Flickor"): 10, ("A", "Pojkar"): 0}), KEY, 1)
    assert possible_interval(rounded, ("A", "Flickor")) == (6, 14)
    assert possible_interval(rounded, ("A", "Pojkar")) == (0, 4)
    assert possible_interval(rounded, (ALL, ALL)) == (6, 14)


def test_exact_totals_open_the_cells_under_them():
    published = make_published(
        {
            ("A", "Alla"): 5,
            ("B", "Alla"): 0,
            ("A", ALL): 3,
            ("B", ALL): 0,
            (ALL, "Alla"): 3,
            (ALL, ALL): 3,
        },
        total_spread=0,
    )
    assert possible_interval(published, ("A", "Alla")) == (3, 3)
    assert possible_interval(published, ("B", "Alla")) == (0, 0)


def test_numbers_that_contradict_each_other_have_no_interval():
    published = make_published({("A", "Alla"): 0, ("B", "Alla"): 0, (ALL, ALL): 50})
    with pytest.raises(ValueError, match="motsäger"):
        possible_interval(published, ("A", "Alla"))


@settings(max_examples=25, deadline=None)
@given(table=tables)
def test_the_true_table_is_always_possible_and_no_small_cell_is_opened(table):
    rounded = protected_table(table, key=KEY, plan_version=1)
    for cell in table.cells():
        lower, upper = possible_interval(rounded, cell)
        assert lower <= table.count(cell) <= upper


@settings(max_examples=25, deadline=None)
@given(table=tables)
def test_exact_numbers_are_refused_for_every_small_cell(table):
    small = {cell for cell in table.cells() if table.count(cell) < 5}
    assert {hinder.cell for hinder in hinder_for_publicering(table, exact(table))} == small


def test_a_cell_proved_to_be_small_is_named_with_both_reasons():
    table = make_table({("A", "Flickor"): 2, ("A", "Pojkar"): 30})
    found = hinder_for_publicering(table, exact(table))
    assert Hinder(("A", "Flickor"), Rojd.SMALL_WIDTH) in found
    assert Hinder(("A", "Flickor"), Rojd.PROVED_SMALL) in found


def test_a_weak_release_is_refused_at_the_door(monkeypatch):
    monkeypatch.setattr(angrepp, "controlled_rounding", lambda table, *_: exact(table))
    with pytest.raises(PubliceringError, match="Slå ihop") as refusal:
        protected_table(make_table({("A", "Flickor"): 3}), key=KEY, plan_version=1)
    assert ("A", "Flickor") in {hinder.cell for hinder in refusal.value.hinder}


def test_a_narrow_spread_is_refused():
    table = make_table({("A", "Flickor"): 3, ("A", "Pojkar"): 21})
    rounded = replace(controlled_rounding(table, KEY, 1), spread=1)
    assert hinder_for_publicering(table, rounded)


def test_a_widened_table_passes_the_gate():
    rounded = protected_table(make_unroundable(), key=KEY, plan_version=1)
    assert rounded.spread == 9
