"""Consent by age."""

import pytest

from samverkansteam.rules.samtycke import Andamal, Roll, missing_samtycke, samtycke_for

BARNET, VARDNADSHAVARE = {Roll.BARNET}, {Roll.VARDNADSHAVARE}


@pytest.mark.parametrize(
    ("andamal", "alder", "maste", "alternativ"),
    [
        ("behovsprovad", 0, VARDNADSHAVARE, set()),
        ("behovsprovad", 11, VARDNADSHAVARE, set()),
        ("behovsprovad", 12, VARDNADSHAVARE, BARNET),
        ("behovsprovad", 14, VARDNADSHAVARE, BARNET),
        ("behovsprovad", 15, VARDNADSHAVARE, BARNET),
        ("behovsprovad", 17, VARDNADSHAVARE, BARNET),
        ("behovsprovad", 18, BARNET, set()),
        ("utan_behovsprovning", 11, VARDNADSHAVARE, set()),
        ("utan_behovsprovning", 12, VARDNADSHAVARE, set()),
        ("utan_behovsprovning", 14, VARDNADSHAVARE, set()),
        ("utan_behovsprovning", 15, VARDNADSHAVARE, BARNET),
        ("utan_behovsprovning", 18, BARNET, set()),
        ("placering", 11, VARDNADSHAVARE, set()),
        ("placering", 15, VARDNADSHAVARE | BARNET, set()),
        ("placering", 18, BARNET, set()),
        ("sekretess", 11, VARDNADSHAVARE, set()),
        ("sekretess", 14, VARDNADSHAVARE, set()),
        ("sekretess", 15, BARNET, set()),
        ("sekretess", 18, BARNET, set()),
        ("sekretess", 29, BARNET, set()),
    ],
)
def test_who_must_and_who_may(andamal, alder, maste, alternativ):
    regel = samtycke_for(Andamal(andamal), alder)
    assert (set(regel.maste), set(regel.alternativ)) == (maste, alternativ)
    assert regel.skal.endswith((".", ")."))
    assert regel.lagrum


@pytest.mark.parametrize("andamal", Andamal)
@pytest.mark.parametrize("alder", range(18))
def test_a_child_is_always_asked_or_heard(andamal, alder):
    regel = samtycke_for(andamal, alder)
    assert Roll.BARNET in regel.maste | regel.alternativ | regel.hors


def test_a_boy_of_twelve_whose_mother_refuses():
    """Öppenvård by his own consent, but not the skolsociala teamet (SoL 21:1–2)."""
    svar = {"barnet": True, "vardnadshavare_ja": 0, "vardnadshavare_alla": 1}
    assert missing_samtycke(samtycke_for(Andamal.BEHOVSPROVAD, 12), **svar) == []
    assert missing_samtycke(samtycke_for(Andamal.UTAN_BEHOVSPROVNING, 12), **svar) == [
        "1 av 1 vårdnadshavare har inte samtyckt."
    ]


def test_both_guardians_are_asked_and_an_unknown_one_is_missed():
    regel = samtycke_for(Andamal.UTAN_BEHOVSPROVNING, 12)
    ja = {"barnet": True, "vardnadshavare_alla": 2}
    assert missing_samtycke(regel, vardnadshavare_ja=1, **ja) == [
        "1 av 2 vårdnadshavare har inte samtyckt."
    ]
    assert missing_samtycke(regel, vardnadshavare_ja=2, **ja) == []
    assert missing_samtycke(regel, barnet=True, vardnadshavare_ja=0, vardnadshavare_alla=0) == [
        "Ingen vårdnadshavare är känd."
    ]


def test_a_placement_at_fifteen_needs_both_sides():
    regel = samtycke_for(Andamal.PLACERING, 15)
    assert missing_samtycke(regel, barnet=False, vardnadshavare_ja=1, vardnadshavare_alla=1) == [
        "Den unge har inte samtyckt."
    ]
