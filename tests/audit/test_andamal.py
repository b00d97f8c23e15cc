"""Why something was done: every verb says it, and no purpose stands unused."""

from collections import Counter

import pytest

from audit.andamal import AVVIKER, SUBSTANTIV, Andamal, andamal_for, noun_of
from audit.verb import Verb


def test_each_noun_has_exactly_one_purpose():
    times = Counter(noun for nouns in SUBSTANTIV.values() for noun in nouns)
    nouns = {noun_of(verb) for verb in Verb}
    assert sorted(nouns - set(times)) == [], "nouns without a purpose in audit/andamal.py"
    assert sorted(set(times) - nouns) == [], "purposes of nouns that no verb has"
    assert [noun for noun, count in times.items() if count > 1] == []


@pytest.mark.parametrize("andamal", Andamal)
def test_a_purpose_is_used_and_names_its_law(andamal):
    assert SUBSTANTIV[andamal]
    assert andamal.label
    assert andamal.lagrum
    assert andamal.value.isascii()


def test_a_verb_that_differs_differs_from_its_noun():
    for verb, andamal in AVVIKER.items():
        assert noun_of(verb) not in SUBSTANTIV[andamal]


@pytest.mark.parametrize(
    ("verb", "andamal"),
    [
        (Verb.JOURNAL_READ, Andamal.HANDLAGGNING),
        (Verb.ANMALAN_REGISTER, Andamal.OROSANMALAN),
        (Verb.STATISTIK_EXPORT, Andamal.UPPFOLJNING),
        (Verb.LOGG_READ, Andamal.KONTROLL),
        (Verb.TILLTRADE_GIVE, Andamal.BEHORIGHET),
        (Verb.NODOPPNING_OPEN, Andamal.HANDLAGGNING),
        (Verb.NODOPPNING_REVIEW, Andamal.KONTROLL),
    ],
)
def test_the_purpose_follows_from_what_was_done(verb, andamal):
    assert andamal_for(verb) is andamal
