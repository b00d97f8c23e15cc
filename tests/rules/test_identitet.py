"""Identity numbers, against those that Skatteverket publishes for testing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arenden.rules.identitet import (
    Nummer,
    OgiltigtNummer,
    birth_date,
    is_testnummer,
    luhn,
    parse_nummer,
    published_testnummer,
)

IDAG = date(2026, 11, 21)
ALLA = sorted(published_testnummer())


def test_every_published_number_reads_and_shows_with_eight_digits_and_a_dash():
    for siffror in ALLA:
        nummer = parse_nummer(siffror, idag=IDAG)
        assert nummer.siffror == siffror
        assert str(nummer) == f"{siffror[:8]}-{siffror[8:]}"
        assert is_testnummer(nummer)


def test_the_published_numbers_hold_both_sexes_and_kinds_and_every_age():
    nummer = [Nummer(siffror) for siffror in ALLA]
    personnummer = [n for n in nummer if not n.is_samordning]
    for ar in set(range(1990, 2024)):
        assert {n.kon for n in personnummer if n.fodelsear == ar} == {"K", "M"}
    assert len([n for n in nummer if n.is_samordning and n.fodd is None]) == 170
    assert {n.slag for n in nummer} == {"personnummer", "samordningsnummer"}
    assert len(nummer) <= 3000


@pytest.mark.parametrize(
    "skrivet",
    [
        "201201262399",
        "20120126-2399",
        "120126-2399",
        "1201262399",
        " 20120126 2399 ",
        "20120126\u20132399",
        "2012 01 26 - 2399",
        "20120126\u00a02399",
    ],
)
def test_common_ways_of_writing_are_the_same_number(skrivet):
    assert parse_nummer(skrivet, idag=IDAG).siffror == "201201262399"


def test_plus_means_that_the_person_turns_at_least_a_hundred():
    assert parse_nummer("120126+2381", idag=IDAG).fodelsear == 1912
    assert parse_nummer("260101-2384", idag=date(2025, 12, 31)).fodelsear == 1926


@pytest.mark.parametrize(
    ("skrivet", "kon", "slag", "fodd"),
    [
        ("20120126-2399", "M", "personnummer", date(2012, 1, 26)),
        ("20100105-2388", "K", "personnummer", date(2010, 1, 5)),
        ("20080573-2385", "K", "samordningsnummer", date(2008, 5, 13)),
        ("20080066-2397", "M", "samordningsnummer", None),
    ],
)
def test_sex_kind_and_birth_date_come_from_the_number(skrivet, kon, slag, fodd):
    nummer = parse_nummer(skrivet, idag=IDAG)
    assert (nummer.kon, nummer.slag, nummer.fodd) == (kon, slag, fodd)


@pytest.mark.parametrize(
    ("skrivet", "mening"),
    [
        ("", "tio eller tolv siffror"),
        ("elva", "tio eller tolv siffror"),
        ("2012012623991", "tio eller tolv siffror"),
        ("2012-01-26-2399", "tio eller tolv siffror"),
        ("١٢٠١٢٦٢٣٩٩", "tio eller tolv siffror"),
        ("20120126-2398", "Kontrollsiffran"),
        ("20120230-2399", "Kontrollsiffran"),
        ("20120230-2393", "Datumet i numret finns inte"),
        ("20120100-2399", "Datumet i numret finns inte"),
        ("20270126-2392", "har inte varit än"),
    ],
)
def test_a_refusal_says_what_to_do(skrivet, mening):
    siffror = skrivet.replace("-", "")
    if "finns inte" in mening or "varit" in mening:
        skrivet = siffror[:-1] + _check(siffror[2:-1])
    with pytest.raises(OgiltigtNummer, match=mening):
        parse_nummer(skrivet, idag=IDAG)


def _check(nio):
    return next(siffra for siffra in "0123456789" if luhn(nio + siffra))


@given(st.sampled_from(ALLA), st.integers(2, 11), st.integers(1, 9))
def test_one_wrong_digit_is_always_caught(siffror, plats, steg):
    fel = str((int(siffror[plats]) + steg) % 10)
    with pytest.raises(OgiltigtNummer):
        parse_nummer(siffror[:plats] + fel + siffror[plats + 1 :], idag=IDAG)


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(text):
    birth_date(text, idag=IDAG)
