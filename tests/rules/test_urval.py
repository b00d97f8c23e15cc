"""Which parts of a text can be chosen, and how they are put together again."""

from samverkansteam.rules.sekretess import INGEN_LAG, proposed_sekretess
from samverkansteam.rules.urval import chosen_text, parts

STYCKEN = "Alva kom i tid.\nHon var glad.\n\nMamman är sjuk.\n\n  \nVi ses på tisdag."
MENINGAR = "Alva kom i tid. Mamman är sjuk. Vi ses på tisdag."


def test_a_text_in_paragraphs_is_chosen_by_paragraph():
    assert parts(STYCKEN) == [
        "Alva kom i tid.\nHon var glad.",
        "Mamman är sjuk.",
        "Vi ses på tisdag.",
    ]
    assert chosen_text(STYCKEN, [0, 2]) == "Alva kom i tid.\nHon var glad.\n\nVi ses på tisdag."


def test_a_single_paragraph_is_chosen_by_sentence():
    assert parts(MENINGAR) == ["Alva kom i tid.", "Mamman är sjuk.", "Vi ses på tisdag."]
    assert chosen_text(MENINGAR, {2, 0}) == "Alva kom i tid. Vi ses på tisdag."


def test_nothing_chosen_is_no_text():
    assert parts("") == []
    assert chosen_text(MENINGAR, []) == ""


def test_each_kind_of_party_starts_from_its_own_secrecy():
    assert "23 kap. 2 §" in proposed_sekretess("kommunal_skola")
    assert "skollagen" in proposed_sekretess("fristaende_skola")
    assert proposed_sekretess("ideburen") == INGEN_LAG
