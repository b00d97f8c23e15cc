"""What is struck is gone, and only the provision stands in its place."""

from __future__ import annotations

import pytest

from insatser.rules.strykning import struck

TEXT = "Elias var hemma. Mamma Mirjam Lind ringde rektor Lind.\nHan bor på Fältgatan 12."


def test_a_sentence_is_struck_by_its_provision_and_the_rest_stands_as_it_was():
    ut = struck(TEXT, {1: "12:3"}, {})
    assert ut == "Elias var hemma. [struket, OSL 12:3]\nHan bor på Fältgatan 12."


def test_each_word_bears_its_own_provision_and_the_longest_goes_first():
    ut = struck(TEXT, {}, {"Lind": "26:5", "Mirjam Lind": "26:1", "fältgatan 12": "21:3 a"})
    assert "Mamma [struket, OSL 26:1] ringde rektor [struket, OSL 26:5]." in ut
    assert ut.endswith("bor på [struket, OSL 21:3 a].")


@pytest.mark.parametrize("ord_", ["OSL", "struket", "26", "1", "["])
def test_a_mark_is_never_struck_itself(ord_):
    assert struck("Elias.", {}, {"Elias": "26:1", ord_: "12:3"}) == "[struket, OSL 26:1]."


def test_passages_beside_each_other_do_not_tell_how_many_they_were():
    ut = struck("Ett. Två. Tre. Fyra.", {0: "26:1", 1: "26:1", 2: "12:3"}, {})
    assert ut == "[struket, OSL 26:1] [struket, OSL 12:3] Fyra."


def test_a_name_is_struck_in_any_case_in_genitive_and_across_a_line():
    ut = struck("MIRJAM lind kom. Mirjam\nLinds bil. Lindgren såg.", {}, {"Mirjam Lind": "26:1"})
    assert ut == "[struket, OSL 26:1] kom. [struket, OSL 26:1] bil. Lindgren såg."


def test_nothing_is_struck_where_nothing_was_chosen():
    assert struck(TEXT, {}, {" ": "26:1"}) == TEXT
    assert struck(TEXT, {9: "26:1"}, {}) == TEXT
