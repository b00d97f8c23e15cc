"""What a plan covers, what it leaves and why – in words, and nothing that could be ranked."""

from __future__ import annotations

from dataclasses import fields
from uuid import UUID

import pytest

from insatser.rules.tackning import NIVAER, Behovet, Lamnat, Malet, Tackning, tackning_for

SKOLA, KVALLAR, VUXEN, OMRADE = (UUID(int=n) for n in range(1, 5))
BEHOV = [
    Behovet(SKOLA, "Frånvaro", "social", "risk", faktor="f1"),
    Behovet(KVALLAR, "Sena kvällar", "social", "risk", faktor="f2"),
    Behovet(VUXEN, "En vuxen som orkar", "individuell", "skydd", faktor="f3"),
    Behovet(OMRADE, "Otryggt torg", "strukturell", "risk", varfor="Nämnden ser på det."),
]


def mal(niva: str, *behov: UUID) -> Malet:
    return Malet(niva, frozenset(behov))


def test_what_goals_answer_is_covered_and_the_rest_is_left_with_or_without_a_reason():
    t = tackning_for(BEHOV, [mal("social", SKOLA), mal("individuell", VUXEN)])
    assert t.andras == ["Frånvaro"]
    assert t.starks == ["En vuxen som orkar"]
    assert t.lamnas == [Lamnat("Otryggt torg", "Nämnden ser på det.")]
    assert t.saknas == ["Sena kvällar"]
    assert t.nivaer == ["individuell", "social"]


def test_a_need_that_a_goal_answers_is_not_left_whatever_reason_still_stands_there():
    t = tackning_for(BEHOV, [mal("strukturell", OMRADE)])
    assert t.lamnas == []
    assert t.andras == ["Otryggt torg"]


@pytest.mark.parametrize("niva", list(NIVAER))
def test_one_level_only_is_said_in_a_plain_sentence(niva):
    t = tackning_for([], [mal(niva), mal(niva)])
    (mening,) = t.meningar
    assert mening.startswith(f"Planen arbetar bara {NIVAER[niva]}.")
    assert all(ord_ in mening for ord_ in NIVAER.values())


@pytest.mark.parametrize(
    ("nivaer", "tackta"),
    [
        ((), []),
        (("individuell", "social"), ["individuell", "social"]),
        (("strukturell", "individuell"), ["individuell", "strukturell"]),
        (("strukturell", "social", "individuell"), ["individuell", "social", "strukturell"]),
    ],
)
def test_two_levels_or_none_need_no_such_sentence(nivaer, tackta):
    t = tackning_for([], [mal(niva) for niva in nivaer])
    assert t.nivaer == tackta
    assert t.meningar == []


def test_a_goal_reaches_the_level_of_the_need_that_it_answers_too():
    t = tackning_for(BEHOV, [mal("individuell", SKOLA)])
    assert t.nivaer == ["individuell", "social"]


def test_a_plan_that_strengthens_nothing_is_told_so():
    t = tackning_for(BEHOV, [mal("social", SKOLA), mal("individuell")])
    assert t.meningar == ["Inget mål stärker något som skyddar."]
    assert tackning_for(BEHOV, [mal("individuell", VUXEN), mal("social")]).meningar == []


def test_what_the_assessment_found_and_the_plan_does_not_mention():
    bedomt = [("f1", "Frånvaro"), ("f9", "Skulder"), ("f10", "Sena kvällar")]
    assert tackning_for(BEHOV, [], bedomt=bedomt).utanfor == ["Skulder"]


def test_an_empty_plan_has_nothing_to_say():
    assert tackning_for([], []) == Tackning([], [], [], [], [], [], [])


def test_nothing_in_it_is_a_number():
    assert {falt.name for falt in fields(Tackning)} == {
        "nivaer", "andras", "starks", "lamnas", "saknas", "utanfor", "meningar",
    }  # fmt: skip
    t = tackning_for(BEHOV, [mal("social", SKOLA)])
    assert all(isinstance(getattr(t, falt.name), list) for falt in fields(Tackning))
