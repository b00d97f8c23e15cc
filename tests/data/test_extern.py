"""Of somebody else's instrument only the reference and the conclusion may be kept."""

from datetime import date

import pytest

from riskbedomning.rules.extern import Externlage, hinder_for_extern, looks_like_items

IDAG = date(2026, 11, 21)
EGNA_ORD = "Sammantaget behövs samordnat stöd. Skolan fungerar 3 dagar av 5."
BLANKETT = "1. Tidigt våld  2\n2. Upprepat våld  1\n3. Rymningar  0"


def lage(**ersatt):
    falt = {
        "utford": date(2026, 11, 1),
        "ny_bedomning": date(2027, 5, 1),
        "kallor": "Två samtal med pojken.",
        "slutsats": EGNA_ORD,
        "handling_i_arendet": None,
    }
    return Externlage(**falt | ersatt)


@pytest.mark.parametrize(
    ("ersatt", "plats"),
    [
        ({}, []),
        ({"ny_bedomning": None, "handling_i_arendet": True}, []),
        ({"utford": date(2026, 11, 22)}, ["utford"]),
        ({"ny_bedomning": date(2026, 11, 1)}, ["ny_bedomning"]),
        ({"handling_i_arendet": False}, ["handling"]),
        ({"slutsats": BLANKETT}, ["slutsats"]),
        ({"kallor": BLANKETT, "slutsats": "Summa: 14"}, ["kallor", "slutsats"]),
    ],
)
def test_each_hinder_has_its_place(ersatt, plats):
    assert [hinder.plats for hinder in hinder_for_extern(lage(**ersatt), IDAG)] == plats


@pytest.mark.parametrize(
    "text",
    [
        BLANKETT,
        "(1) Attityder: 2\n(2) Ilska: 1\n(3) Impulser: 2\n(4) Empati: 0",
        "Totalpoäng 23",
        "Poäng: 17 av 48",
        "Råpoäng = 9",
    ],
)
def test_what_is_pasted_out_of_a_form_is_recognised(text):
    assert looks_like_items(text)


@pytest.mark.parametrize(
    "text",
    [
        EGNA_ORD,
        "1. Kvällarna är svårast.\n2. Skolan fungerar.\n3. Storasystern stöttar.",
        "Han har 900 poäng kvar till gymnasieexamen.",
        "Bedömningen gjordes 2026-10-01 vid två tillfällen.",
        "",
    ],
)
def test_own_words_with_numbers_in_them_are_own_words(text):
    assert not looks_like_items(text)
