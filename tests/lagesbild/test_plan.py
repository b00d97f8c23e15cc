from datetime import date

import pytest

from lagesbild.rules.angrepp import protected_table
from lagesbild.rules.innehall import as_innehall, from_innehall
from lagesbild.rules.kvartal import Kvartal
from lagesbild.rules.plan import befolkning, metod, omraden
from lagesbild.rules.underlag import KON, pooled_omraden
from tests.lagesbild.tabeller import KEY, make_table


def test_the_eleven_stadsdelsomraden_have_inhabitants_enough_to_stand_alone():
    assert len(omraden()) == 11
    assert set(befolkning()) == {(omrade, kon) for omrade in omraden() for kon in KON}
    assert pooled_omraden(befolkning(), omraden()) == frozenset()


def test_the_method_note_names_the_day_and_that_the_population_is_made_up():
    text = metod(date(2026, 9, 30))
    assert "pågående ärende 2026-09-30" in text
    assert "övningsdata" in text


@pytest.mark.parametrize(
    ("dag", "text"),
    [
        (date(2026, 1, 1), "2026K1"),
        (date(2026, 3, 31), "2026K1"),
        (date(2026, 4, 1), "2026K2"),
        (date(2026, 12, 31), "2026K4"),
    ],
)
def test_a_day_lies_in_its_quarter(dag, text):
    assert str(Kvartal.of(dag)) == text
    assert Kvartal.parse(text) == Kvartal.of(dag)


def test_quarters_follow_each_other_over_the_new_year():
    assert Kvartal(2026, 4).next == Kvartal(2027, 1)
    assert Kvartal(2027, 1).previous == Kvartal(2026, 4)


@pytest.mark.parametrize("text", ["2026K5", "2026k1", "K1", "", "2026K1\n"])
def test_other_forms_are_no_quarter(text):
    with pytest.raises(ValueError, match="inget kvartal"):
        Kvartal.parse(text)


def test_a_frozen_table_thaws_to_the_same():
    table = make_table({("A", "Flickor"): 7, ("A", "Pojkar"): 12, ("B", "Flickor"): 3})
    rounded = protected_table(table, key=KEY, plan_version=1)
    assert from_innehall(as_innehall(rounded)) == rounded


def test_a_frozen_table_with_a_number_missing_is_refused():
    innehall = as_innehall(
        protected_table(make_table({("A", "Flickor"): 7}), key=KEY, plan_version=1)
    )
    innehall["tal"].pop()
    with pytest.raises(ValueError, match="zip"):
        from_innehall(innehall)
