"""What is lawful changes on the birthday itself: every place that asks about age, the day before
and on the day, also for whoever was born on 29 February.

The places are the functions that decide in operation, asked as the pages and actions ask them: with
the age of the day, or with birth date and day.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from arenden.rules.alder import age_on, birthday, granser_at, has_reached
from arenden.rules.gallring import MYNDIG as MYNDIG_VID_GALLRING
from granskning.rules.utdrag import Begarare, Fraga, hinder_for_begaran, rad_for_begaran
from insatser.rules.insatsalder import hinder_for_alder
from insatser.rules.teamform import FORMER, hinder_for_person, samtycke_i_form
from samverkansteam.rules.lagrum import Laget, all_lagrum, hinder_for_lagrum
from samverkansteam.rules.samtycke import (
    Andamal,
    Roll,
    Svar,
    hinder_for_samtycke,
    latest_gate,
    missing_samtycke,
    samtycke_for,
)

FODDA = [date(2004, 2, 29), date(2011, 11, 24), date(2008, 1, 1), date(2009, 12, 31)]
BARNET, VARDNADSHAVARE = Roll.BARNET, Roll.VARDNADSHAVARE
P18 = next(rad for rad in all_lagrum() if rad.kod == "P18")

Plats = Callable[[date, date], Any]


def carried_by(givet: date, fodd: date | None, dag: date) -> list[str]:
    """What is wrong on a day with a consent that the young person gave on another."""
    svar = Svar(BARNET, "barnet", ja=True, nar=givet)
    return hinder_for_samtycke([svar], fodd=fodd, med_vardnad=[], dag=dag)


def samtycke(andamal: Andamal) -> Plats:
    """Who must, and whose own yes is enough instead."""

    def ask(fodd: date, dag: date) -> Any:
        regel = samtycke_for(andamal, age_on(fodd, dag))
        return set(regel.maste), set(regel.alternativ)

    return ask


def alone(fodd: date, dag: date) -> bool:
    """Whether the young person's own yes is enough for an insats without behovsprövning."""
    regel = samtycke_for(Andamal.UTAN_BEHOVSPROVNING, age_on(fodd, dag))
    return not missing_samtycke(regel, barnet=True, vardnadshavare_ja=0, vardnadshavare_alla=2)


def to_police(fodd: date, dag: date) -> bool:
    laget = Laget("socialtjanst", "polis", age_on(fodd, dag))
    return not hinder_for_lagrum(P18, laget)


def extract(begarare: Begarare) -> Plats:
    def ask(fodd: date, dag: date) -> bool:
        return not hinder_for_begaran(Fraga(begarare, "legitimation", age_on(fodd, dag)))

    return ask


def child_is_asked_first(fodd: date, dag: date) -> bool:
    fraga = Fraga(Begarare.VARDNADSHAVARE, "legitimation", age_on(fodd, dag))
    return any("för sin egen talan" in rad for rad in rad_for_begaran(fraga))


def in_team(form: str) -> Plats:
    return lambda fodd, dag: set(samtycke_i_form(FORMER[form], age_on(fodd, dag)).maste)


def for_form(form: str) -> Plats:
    return lambda fodd, dag: not hinder_for_person(FORMER[form], fodd=fodd, arskurs=None, idag=dag)


GRIND_OCH_PLATS: list[tuple[int, str, Plats, Any, Any]] = [
    (
        12,
        "öppen insats",
        samtycke(Andamal.BEHOVSPROVAD),
        ({VARDNADSHAVARE}, set()),
        ({VARDNADSHAVARE}, {BARNET}),
    ),
    (12, "SIG tar emot", for_form("social_insatsgrupp"), False, True),
    (
        12,
        "samtycke i SIG",
        in_team("social_insatsgrupp"),
        {VARDNADSHAVARE},
        {VARDNADSHAVARE, BARNET},
    ),
    (12, "samtycken omprövas", latest_gate, None, 12),
    (
        15,
        "utan behovsprövning",
        samtycke(Andamal.UTAN_BEHOVSPROVNING),
        ({VARDNADSHAVARE}, set()),
        ({VARDNADSHAVARE}, {BARNET}),
    ),
    (15, "eget ja räcker", alone, False, True),
    (
        15,
        "placering",
        samtycke(Andamal.PLACERING),
        ({VARDNADSHAVARE}, set()),
        ({VARDNADSHAVARE, BARNET}, set()),
    ),
    (15, "sekretess", samtycke(Andamal.SEKRETESS), ({VARDNADSHAVARE}, set()), ({BARNET}, set())),
    (15, "utdrag till förälder", child_is_asked_first, False, True),
    (15, "samtycken omprövas", latest_gate, 12, 15),
    (
        18,
        "öppen insats",
        samtycke(Andamal.BEHOVSPROVAD),
        ({VARDNADSHAVARE}, {BARNET}),
        ({BARNET}, set()),
    ),
    (
        18,
        "utan behovsprövning",
        samtycke(Andamal.UTAN_BEHOVSPROVNING),
        ({VARDNADSHAVARE}, {BARNET}),
        ({BARNET}, set()),
    ),
    (
        18,
        "placering",
        samtycke(Andamal.PLACERING),
        ({VARDNADSHAVARE, BARNET}, set()),
        ({BARNET}, set()),
    ),
    (
        18,
        "samtycke från före 18",
        lambda f, d: bool(carried_by(birthday(f, 16), f, d)),
        False,
        True,
    ),
    (18, "utdrag till förälder", extract(Begarare.VARDNADSHAVARE), True, False),
    (18, "utdrag till den unge", extract(Begarare.UNG), True, True),
    (18, "vårdnadshavare visas inte", lambda f, d: has_reached(f, 18, d), False, True),
    (18, "gallring: var ett barn", lambda f, d: d < birthday(f, MYNDIG_VID_GALLRING), True, False),
    (18, "samtycken omprövas", latest_gate, 15, 18),
    (20, "mellantvång", lambda f, d: [g.kod for g in granser_at(f, d)], [], ["mellantvang_20"]),
    (21, "till Polisen, 10:18a", to_police, True, False),
    (
        21,
        "kvalificerad kontaktperson",
        lambda f, d: not hinder_for_alder("sarskild_kontaktperson", f, d),
        True,
        False,
    ),
    (
        21,
        "vanlig kontaktperson",
        lambda f, d: not hinder_for_alder("kontaktperson", f, d),
        True,
        True,
    ),
    (21, "SSPF tar emot", for_form("sspf"), True, False),
]


@pytest.mark.parametrize("fodd", FODDA, ids=str)
@pytest.mark.parametrize(
    ("alder", "plats", "fore", "pa"),
    [(alder, plats, fore, pa) for alder, _, plats, fore, pa in GRIND_OCH_PLATS],
    ids=[f"{alder} {namn}" for alder, namn, *_ in GRIND_OCH_PLATS],
)
def test_it_changes_on_the_day(fodd, alder, plats, fore, pa):
    dag = birthday(fodd, alder)
    svar = plats(fodd, dag - timedelta(days=1)), plats(fodd, dag)
    assert tuple(en[0] if _is_gate(en) else en for en in svar) == (fore, pa)


def _is_gate(svar: Any) -> bool:
    return isinstance(svar, tuple) and isinstance(svar[0], int)


@pytest.mark.parametrize(
    ("alder", "dag"),
    [
        (12, date(2016, 2, 29)),
        (15, date(2019, 3, 1)),
        (18, date(2022, 3, 1)),
        (20, date(2024, 2, 29)),
        (21, date(2025, 3, 1)),
    ],
)
def test_the_day_of_whoever_was_born_on_leap_day(alder, dag):
    assert birthday(date(2004, 2, 29), alder) == dag


def test_a_consent_given_after_the_day_stands():
    fodd = date(2008, 5, 5)
    assert not carried_by(date(2026, 5, 5), fodd, date(2026, 6, 1))
    assert not carried_by(date(2026, 5, 4), None, date(2026, 6, 1))
