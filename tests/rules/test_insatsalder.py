"""Who agrees to an insats: every age from 0 to 25, both legal forms, whoever has agreed."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from insatser.rules.insatsalder import (
    ALLTID_BEHOVSPROVADE,
    PLACERINGAR,
    Form,
    Vem,
    age_or_none,
    hinder_for_alder,
    hinder_for_form,
    hinder_for_samtycke,
    in_words,
)

V, B = Vem.VARDNADSHAVARE, Vem.BARNET
INGEN, BADA = frozenset(), frozenset({V, B})
VH, BARN = frozenset({V}), frozenset({B})

# by age, form and reason written: those sets of consents that are enough
RACKER = {
    ("0-11", Form.BEHOVSPROVAD, False): {VH, BADA},
    ("0-11", Form.BEHOVSPROVAD, True): {VH, BADA},
    ("0-11", Form.UTAN, False): {VH, BADA},
    ("0-11", Form.UTAN, True): {VH, BADA},
    ("12-14", Form.BEHOVSPROVAD, False): {VH, BADA},
    ("12-14", Form.BEHOVSPROVAD, True): {VH, BADA, BARN},
    ("12-14", Form.UTAN, False): {VH, BADA},
    ("12-14", Form.UTAN, True): {VH, BADA},
    ("15-17", Form.BEHOVSPROVAD, False): {BADA},
    ("15-17", Form.BEHOVSPROVAD, True): {BADA, BARN},
    ("15-17", Form.UTAN, False): {BADA},
    ("15-17", Form.UTAN, True): {BADA, BARN},
    ("18-25", Form.BEHOVSPROVAD, False): {BARN, BADA},
    ("18-25", Form.BEHOVSPROVAD, True): {BARN, BADA},
    ("18-25", Form.UTAN, False): {BARN, BADA},
    ("18-25", Form.UTAN, True): {BARN, BADA},
}


def band(alder: int) -> str:
    return next(
        namn for namn, till in (("0-11", 11), ("12-14", 14), ("15-17", 17), ("18-25", 25))
        if alder <= till
    )  # fmt: skip


@pytest.mark.parametrize(("alder", "form"), list(product(range(26), Form)))
def test_the_table_of_ages(alder, form):
    for lampligt, samtycker in product((False, True), (INGEN, VH, BARN, BADA)):
        hinder = hinder_for_samtycke(alder, form, samtycker, is_lampligt=lampligt)
        racker = samtycker in RACKER[(band(alder), form, lampligt)]
        assert (hinder == []) is racker, (alder, form, samtycker, lampligt)
        assert all("SoL" in ett.text for ett in hinder)


def test_an_unknown_age_presumes_nothing():
    for form in Form:
        assert hinder_for_samtycke(None, form, VH, is_lampligt=False) == []
        (hinder,) = hinder_for_samtycke(None, form, BARN, is_lampligt=True)
        assert "födelsedatumet" in hinder.text


def test_the_reason_is_asked_for_at_its_own_question():
    falt = {h.falt for h in hinder_for_samtycke(13, Form.BEHOVSPROVAD, BARN, is_lampligt=False)}
    assert falt == {"lampligt"}


def test_a_skolsocialt_team_for_a_13_year_old_says_what_could_be_done_instead():
    (hinder,) = hinder_for_samtycke(13, Form.UTAN, BARN, is_lampligt=True)
    assert "15 år" in hinder.text
    assert "21:1" in hinder.text


@pytest.mark.parametrize("kod", sorted(ALLTID_BEHOVSPROVADE))
def test_what_the_law_always_tries_is_never_given_without(kod):
    assert [h.falt for h in hinder_for_form(kod, Form.UTAN, has_beslut=True)] == ["form"]
    assert hinder_for_form(kod, Form.BEHOVSPROVAD, has_beslut=True) == []


@pytest.mark.parametrize("kod", sorted(PLACERINGAR))
def test_a_placement_never_starts_here(kod):
    for form in Form:
        assert [h.falt for h in hinder_for_form(kod, form, has_beslut=True)] == ["insatstyp"]


def test_what_is_tried_needs_a_decision():
    assert hinder_for_form("fft", Form.UTAN, has_beslut=False) == []
    assert hinder_for_form("fft", Form.BEHOVSPROVAD, has_beslut=True) == []
    (hinder,) = hinder_for_form("fft", Form.BEHOVSPROVAD, has_beslut=False)
    assert "SoL 11:1" in hinder.text


def test_a_specially_qualified_contact_person_ends_at_21():
    fodd = date(2005, 11, 22)
    assert hinder_for_alder("sarskild_kontaktperson", fodd, date(2026, 11, 21)) == []
    (hinder,) = hinder_for_alder("sarskild_kontaktperson", fodd, date(2026, 11, 22))
    assert "21 år" in hinder.text
    assert hinder_for_alder("kontaktperson", fodd, date(2026, 11, 22)) == []


def test_an_age_is_not_known_before_birth_or_without_a_date():
    assert age_or_none(None, date(2026, 11, 22)) is None
    assert age_or_none(date(2026, 11, 23), date(2026, 11, 22)) is None
    assert age_or_none(date(2011, 11, 24), date(2026, 11, 24)) == 15


@pytest.mark.parametrize(
    ("alder", "form", "ord_"),
    [
        (8, Form.UTAN, "vårdnadshavarna (SoL 21:2)"),
        (13, Form.BEHOVSPROVAD, "barnet självt när det är lämpligt"),
        (16, Form.UTAN, "den unge ensam när det är lämpligt"),
        (18, Form.BEHOVSPROVAD, "den unge själv (SoL 3:4)"),
    ],
)
def test_the_rule_is_told_in_words(alder, form, ord_):
    assert ord_ in in_words(alder, form)
