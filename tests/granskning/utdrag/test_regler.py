"""Whose request it is, when it is due, and what is proposed: every row of the rules."""

from __future__ import annotations

from datetime import date

import pytest

from granskning.rules.maskning import (
    Forslag,
    Hemlig,
    Kategori,
    Lage,
    all_grunder,
    find_strikes,
    is_private_reporter,
    missing_in,
    propose,
    struck,
)
from granskning.rules.utdrag import (
    Begarare,
    Fraga,
    Identitet,
    answer_by,
    hinder_for_begaran,
    rad_for_begaran,
)


@pytest.mark.parametrize(
    ("inkom", "senast", "forlangd"),
    [
        (date(2026, 11, 3), date(2026, 12, 3), date(2027, 2, 3)),
        (date(2026, 1, 31), date(2026, 3, 2), date(2026, 4, 30)),  # 28 February is a Saturday
        (date(2027, 1, 29), date(2027, 3, 1), date(2027, 4, 29)),  # 28 February is a Sunday
        (date(2026, 11, 25), date(2026, 12, 28), date(2027, 2, 25)),  # Christmas, then a weekend
        (date(2026, 10, 1), date(2026, 11, 2), date(2027, 1, 4)),  # 1 November, 1 January
    ],
)
def test_answer_is_due_a_month_from_receipt(inkom, senast, forlangd):
    assert answer_by(inkom) == senast
    assert answer_by(inkom, is_extended=True) == forlangd


@pytest.mark.parametrize(
    ("begarare", "identitet", "alder", "hindrad"),
    [
        (Begarare.UNG, Identitet.LEGITIMATION, 16, False),
        (Begarare.UNG, Identitet.KAND, 9, False),
        (Begarare.VARDNADSHAVARE, Identitet.LEGITIMATION, 17, False),
        (Begarare.VARDNADSHAVARE, Identitet.LEGITIMATION, 18, True),
        (Begarare.VARDNADSHAVARE, Identitet.LEGITIMATION, None, False),
        (Begarare.OMBUD, Identitet.LEGITIMATION, 19, True),
        (Begarare.OMBUD, Identitet.FULLMAKT, 19, False),
        (Begarare.STALLFORETRADARE, Identitet.LEGITIMATION, 12, True),
        (Begarare.STALLFORETRADARE, Identitet.BESLUT, 12, False),
    ],
)
def test_whose_request_is_taken(begarare, identitet, alder, hindrad):
    assert bool(hinder_for_begaran(Fraga(begarare, identitet, alder))) is hindrad


@pytest.mark.parametrize(
    ("begarare", "alder", "ord_"),
    [
        (Begarare.UNG, 14, "mognaden"),
        (Begarare.UNG, 15, None),
        (Begarare.VARDNADSHAVARE, 14, None),
        (Begarare.VARDNADSHAVARE, 15, "12:3"),
        (Begarare.VARDNADSHAVARE, None, "inte känd"),
    ],
)
def test_what_to_think_of(begarare, alder, ord_):
    rad = " ".join(rad_for_begaran(Fraga(begarare, Identitet.LEGITIMATION, alder)))
    assert (ord_ in rad) if ord_ else rad == ""


UNG, MAMMA = Begarare.UNG, Begarare.VARDNADSHAVARE


@pytest.mark.parametrize(
    ("kategori", "lage", "grund"),
    [
        (Kategori.EGEN, (UNG, 16, False, False), ""),
        (Kategori.EGEN, (MAMMA, 16, True, True), ""),
        (Kategori.ANMALARE, (UNG, 16, False, False), "26:5"),
        (Kategori.ANMALARE, (MAMMA, 8, False, False), "26:5"),
        (Kategori.VARDNADSHAVARE, (UNG, 16, False, False), "26:1"),
        (Kategori.VARDNADSHAVARE, (MAMMA, 16, False, True), "21:3"),
        (Kategori.PLATS, (UNG, 16, True, True), ""),
        (Kategori.PLATS, (MAMMA, 16, False, False), ""),
        (Kategori.PLATS, (MAMMA, 16, False, True), "26:2"),
        (Kategori.PLATS, (MAMMA, 16, True, False), "21:3a"),
        (Kategori.BARNETS_ORD, (UNG, 16, False, False), ""),
        (Kategori.BARNETS_ORD, (MAMMA, 14, False, False), ""),
        (Kategori.BARNETS_ORD, (MAMMA, 15, False, False), "12:3"),
        (Kategori.BARNETS_ORD, (MAMMA, None, False, False), "12:3"),
        (Kategori.FELINFORD, (UNG, 16, False, False), "26:1"),
        (Kategori.POLIS, (UNG, 16, False, False), "18:1"),
        (Kategori.GRANSKNING, (UNG, 16, False, False), ""),
        (Kategori.FRITEXT, (UNG, 16, False, False), ""),
    ],
)
def test_what_is_proposed(kategori, lage, grund):
    begarare, alder, skyddad, hotad = lage
    asked = Lage(begarare, alder, is_skyddad=skyddad, is_hotad=hotad)
    assert propose(kategori, asked).grund == grund


def test_every_kind_of_field_has_a_proposal_on_a_ground_that_exists():
    for kategori in Kategori:
        for begarare in Begarare:
            forslag = propose(kategori, Lage(begarare, 16, is_skyddad=True, is_hotad=True))
            assert isinstance(forslag, Forslag)
            assert forslag.grund == "" or forslag.grund in all_grunder()


@pytest.mark.parametrize(
    ("kategori", "anonym", "privat"),
    [
        ("Enskild", False, True),
        ("Skola", False, False),
        ("Skola", True, True),
        ("Annan", False, True),
    ],
)
def test_who_reports_as_a_private_person(kategori, anonym, privat):
    assert is_private_reporter(kategori, anonym=anonym) is privat


def test_secret_names_and_others_numbers_are_found_as_they_stand():
    text = "GRETA granne ringde. Gretas bror 20090107-2389 och Kim 200901072397."
    found = find_strikes([text], [Hemlig("Greta", "26:5")], ["200901072397"])
    assert found == [Hemlig("GRETA", "26:5"), Hemlig("20090107-2389", "26:1")]


def test_struck_words_are_gone_whatever_case_they_stand_in():
    assert struck("Mamma sa att LISA slog Lisas bror", ["Lisa", "lisas bror"]) == (
        "Mamma sa att [maskat] slog [maskat]"
    )


def test_a_word_that_strikes_nothing_is_told():
    assert missing_in(["Det var Lisa."], ["lisa", "Olle"]) == ["Olle"]
