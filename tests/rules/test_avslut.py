"""What each reason for closing asks for, and on whose yes the outcome may be asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from uuid6 import uuid7

from insatser.models import Avslut
from insatser.rules.avslut import (
    KRAV,
    Avslutslage,
    Avslutsuppgifter,
    Erbjudande,
    Insatssvar,
    Partssvar,
    Utfallsval,
    compose_brev,
    hinder_for_avslut,
    needs_own_yes,
)

IDAG = date(2026, 11, 22)
LAGE = Avslutslage(idag=IDAG, fodd=date(2012, 1, 26), is_skyddad=False)
SVAR = Avslutsuppgifter("planerat", "uppnatt", "Elias går i skolan.", "Jag klarar mig.")
FRAMAT = date(2027, 3, 1)


def fields(svar: Avslutsuppgifter, lage: Avslutslage = LAGE) -> set[str]:
    return set(hinder_for_avslut(svar, lage))


def with_(**andrat: Any) -> Avslutsuppgifter:
    return replace(SVAR, **andrat)


def test_every_reason_has_its_demands():
    assert KRAV.keys() == set(Avslut.Orsak.values)


def test_a_closing_according_to_plan_asks_for_no_more():
    assert hinder_for_avslut(SVAR, LAGE) == {}


@pytest.mark.parametrize(
    ("orsak", "saknas"),
    [
        ("samtycke", {"handelsedag"}),
        ("vill_inte", set()),
        ("flytt", {"vart", "overlamnat"}),
        ("flytt_kommun", {"vart", "overlamnat"}),
        ("alder", {"orsak"}),
        ("annan_vard", {"vart"}),
        ("lvu", {"underlag", "handelsedag"}),
        ("dom", {"underlag", "handelsedag"}),
        ("avliden", {"handelsedag"}),
        ("ej_nadd", {"underlag"}),
        ("annan_form", {"vart"}),
    ],
)
def test_what_each_reason_asks_for(orsak, saknas):
    assert fields(with_(orsak=orsak)) == saknas
    svarat = with_(
        orsak=orsak, vart="Farsta", overlamnat="Inget", underlag="Beslutet", handelsedag=IDAG
    )
    assert fields(svarat) == saknas & {"orsak"}


@pytest.mark.parametrize(
    ("fodd", "hinder"),
    [(date(2008, 11, 22), set()), (date(2008, 11, 23), {"orsak"}), (None, {"orsak"})],
)
def test_nobody_ages_out_before_the_birthday(fodd, hinder):
    assert fields(with_(orsak="alder"), replace(LAGE, fodd=fodd)) == hinder


def test_the_childs_voice_or_why_not():
    utan = with_(barnets_rost=" ")
    assert fields(utan) == {"barnets_rost"}
    assert fields(replace(utan, rost_saknas="ej_nadd")) == set()
    assert fields(with_(rost_saknas="ej_nadd")) == {"rost_saknas"}


def test_of_the_dead_no_voice_is_asked_and_nobody_gets_in_touch():
    avliden = with_(orsak="avliden", barnets_rost="", handelsedag=IDAG)
    assert fields(avliden) == set()
    assert fields(replace(avliden, utfall=Utfallsval("register"))) == {"utfall"}


def test_a_plan_that_was_followed_has_been_judged():
    assert fields(with_(resultat="ej_bedomt")) == {"resultat"}
    assert fields(with_(resultat="ej_bedomt", orsak="vill_inte")) == set()


def test_every_insats_and_every_party_is_answered_for():
    insats, part = uuid7(), uuid7()
    lage = replace(LAGE, insatser=frozenset({insats}), parter=frozenset({part}))
    assert fields(SVAR, lage) == {f"hur-{insats}", f"besked-{part}"}
    svarat = with_(insatser={insats: Insatssvar("avbrots")}, parter={part: Partssvar("inget")})
    assert fields(svarat, lage) == {f"skal-{part}"}
    tyst = Partssvar("inget", "Personen har skyddade uppgifter.", delgivning=uuid7())
    assert fields(replace(svarat, parter={part: tyst}), lage) == {f"delgivning-{part}"}
    assert fields(replace(svarat, parter={part: Partssvar("slut")}), lage) == set()


def test_an_offer_says_to_whom_until_when_and_who_answers():
    tomt = Erbjudande("Samtal", "", None, " ")
    assert fields(with_(eftervard=tomt)) == {
        "erbjuds_till",
        "erbjuds_till_och_med",
        "kontaktperson",
    }
    assert fields(with_(eftervard=Erbjudande("Samtal", "Elias", IDAG, "Hanna"))) == {
        "erbjuds_till_och_med"
    }
    assert fields(with_(eftervard=Erbjudande("Samtal", "Elias", FRAMAT, "Hanna"))) == set()


@pytest.mark.parametrize(
    ("ja_av", "fodd", "hinder"),
    [
        ("vardnadshavare", date(2012, 1, 26), set()),
        ("den_unge", date(2012, 1, 26), {"ja_av"}),
        ("bada", date(2012, 1, 26), set()),
        ("den_unge", date(2011, 11, 22), set()),
        ("vardnadshavare", date(2011, 11, 22), {"ja_av"}),
        ("vardnadshavare", date(2011, 11, 23), set()),
        ("", date(2012, 1, 26), {"ja_av"}),
    ],
)
def test_who_says_yes_to_being_asked(ja_av, fodd, hinder):
    val = Utfallsval("ja", ja_av, IDAG)
    assert fields(with_(utfall=val), replace(LAGE, fodd=fodd)) == hinder


def test_a_yes_has_a_day_that_has_been():
    assert fields(with_(utfall=Utfallsval("ja", "bada", None))) == {"ja_givet"}
    assert fields(with_(utfall=Utfallsval("ja", "bada", FRAMAT))) == {"ja_givet"}


def test_of_the_protected_the_register_alone_is_asked():
    skyddad = replace(LAGE, is_skyddad=True)
    assert fields(with_(utfall=Utfallsval("ja", "bada", IDAG)), skyddad) == {"utfall"}
    assert fields(with_(utfall=Utfallsval("register")), skyddad) == set()


@pytest.mark.parametrize(
    ("ja_av", "fyller_15", "maste"),
    [
        ("vardnadshavare", date(2026, 11, 22), True),
        ("vardnadshavare", date(2026, 11, 23), False),
        ("bada", date(2026, 11, 22), False),
    ],
)
def test_a_guardians_yes_ends_on_the_fifteenth_birthday(ja_av, fyller_15, maste):
    fodd = fyller_15.replace(year=fyller_15.year - 15)
    assert needs_own_yes(ja_av, fodd, IDAG) is maste


def test_the_letter_says_that_it_ended_and_never_why():
    brev = compose_brev(person="Person 3", slutade=IDAG, utlamnat=None)
    assert "Person 3" in brev
    assert "22 nov 2026" in brev
    assert "lämnade" not in brev
    assert not {ord_.lower() for ord_ in Avslut.Orsak.labels} & {brev.lower()}
    assert "10 nov 2026" in compose_brev(
        person="Person 3", slutade=IDAG, utlamnat=date(2026, 11, 10)
    )
