"""When an akt is destroyed: every rule of SoL 16 kap. and the days on both sides of its limits."""

from datetime import date

import pytest

from arenden.rules.gallring import (
    PAGAR,
    UTAN_FODELSEDATUM,
    Aktfakta,
    Arendefakta,
    all_regler,
    may_be_due,
    prove,
    regler_on,
)

SENT = date(2060, 6, 1)
"""A day when nothing but "never" keeps anything of a child of today."""
FODD = date(2010, 5, 4)


def arende(nummer="A-1", *, avslutat=date(2021, 3, 1), **fakta):
    return Arendefakta(nummer, avslutat, **fakta)


def utredd(nummer="U-1", *, avslutat=date(2026, 3, 1), inledd=date(2025, 12, 1), **fakta):
    return arende(nummer, avslutat=avslutat, utredning_inledd=inledd, **fakta)


def ej_inledd(nummer="F-1", **fakta):
    return arende(nummer, inleddes_inte=True, **fakta)


def akt(*arenden, sista=date(2021, 3, 1), fodd=FODD):
    return Aktfakta(
        sista_anteckning=sista,
        fodd=fodd,
        fodelsear=fodd.year if fodd else None,
        arenden=arenden or (arende(),),
    )


def one(fakta, idag=SENT):
    (besked,) = prove(fakta, idag).besked
    return besked


# the general rule: five years after the last note (SoL 16:1)


@pytest.mark.parametrize(
    ("sista", "forfaller", "senast"),
    [
        (date(2021, 3, 1), date(2026, 3, 1), date(2027, 12, 31)),
        (date(2020, 12, 31), date(2025, 12, 31), date(2026, 12, 31)),
        (date(2021, 1, 1), date(2026, 1, 1), date(2027, 12, 31)),
        (date(2020, 2, 29), date(2025, 3, 1), date(2026, 12, 31)),
        (date(2019, 2, 28), date(2024, 2, 28), date(2025, 12, 31)),
    ],
)
def test_five_years_after_the_last_note(sista, forfaller, senast):
    besked = one(akt(sista=sista))
    assert (besked.klass, besked.forfaller, besked.senast) == ("ovrigt", forfaller, senast)


@pytest.mark.parametrize(
    ("idag", "due"), [(date(2026, 2, 28), False), (date(2026, 3, 1), True), (SENT, True)]
)
def test_not_a_day_early(idag, due):
    assert one(akt(sista=date(2021, 3, 1)), idag).is_due(idag) is due


def test_an_akt_without_arende_follows_the_general_rule():
    fakta = Aktfakta(date(2021, 3, 1), FODD, 2010, ())
    assert one(fakta).klass == "ovrigt"
    assert prove(fakta, date(2026, 3, 1)).is_whole_akt


# documents of a child's utredning: not before thirty (SoL 16:2 a)


@pytest.mark.parametrize(
    ("avslutat", "klass"),
    [
        (date(2026, 1, 14), "ovrigt"),
        (date(2026, 1, 15), "barnutredning"),
        (date(2026, 1, 16), "barnutredning"),
        (date(2019, 5, 5), "ovrigt"),
    ],
)
def test_the_new_rule_is_for_what_is_closed_from_its_first_day(avslutat, klass):
    assert one(akt(utredd(avslutat=avslutat), sista=avslutat)).klass == klass


@pytest.mark.parametrize(
    ("fodd", "forfaller"),
    [
        (FODD, date(2040, 5, 4)),
        (date(2012, 2, 29), date(2042, 3, 1)),
        (date(2008, 12, 31), date(2038, 12, 31)),
    ],
)
def test_a_childs_utredning_waits_until_thirty(fodd, forfaller):
    besked = one(akt(utredd(), sista=date(2026, 3, 1), fodd=fodd))
    assert besked.forfaller == forfaller
    assert {skal.lagrum for skal in besked.skal} == {"SoL 16:1", "SoL 16:2 a; SFS 2025:1501"}


@pytest.mark.parametrize(
    ("idag", "due"),
    [(date(2040, 5, 3), False), (date(2040, 5, 4), True), (date(2040, 5, 5), True)],
)
def test_thirty_is_reached_on_the_birthday(idag, due):
    assert one(akt(utredd(), sista=date(2026, 3, 1)), idag).is_due(idag) is due


def test_the_longest_wins_when_the_notes_end_late():
    """Thirty was long ago; five years from the last note are not over."""
    besked = one(akt(utredd(avslutat=date(2039, 1, 1)), sista=date(2039, 1, 1)))
    assert besked.forfaller == date(2044, 1, 1)


@pytest.mark.parametrize(
    ("inledd", "klass"),
    [(date(2028, 5, 3), "barnutredning"), (date(2028, 5, 4), "ovrigt")],
)
def test_an_adults_utredning_follows_the_general_rule(inledd, klass):
    avslutat = date(2028, 9, 1)
    assert one(akt(utredd(inledd=inledd, avslutat=avslutat), sista=avslutat)).klass == klass


def test_a_child_not_yet_born_is_a_child():
    besked = one(akt(utredd(inledd=date(2025, 12, 1)), fodd=date(2026, 2, 2)))
    assert besked.klass == "barnutredning"


# a förhandsbedömning that led to nothing goes before the utredning beside it


def test_each_kind_of_documents_has_its_own_day():
    fakta = akt(ej_inledd(), utredd(), sista=date(2026, 3, 1))
    provning = prove(fakta, date(2031, 3, 1))
    assert {b.klass: b.forfaller for b in provning.besked} == {
        "barnutredning": date(2040, 5, 4),
        "forhandsbedomning": date(2031, 3, 1),
    }
    assert provning.arenden == ("F-1",)
    assert not provning.is_whole_akt
    assert prove(fakta, date(2031, 2, 28)).due == ()
    assert prove(fakta, date(2040, 5, 4)).is_whole_akt


def test_the_five_years_of_every_kind_run_from_the_last_note_of_the_akt():
    besked = one(akt(ej_inledd(avslutat=date(2021, 3, 1)), sista=date(2024, 6, 6)))
    assert (besked.klass, besked.forfaller) == ("forhandsbedomning", date(2029, 6, 6))


# never


@pytest.mark.parametrize("klass", ["placering", "faderskap", "adoption"])
def test_what_is_never_destroyed_is_kept(klass):
    besked = one(akt(utredd(bevaras=(klass,))))
    assert (besked.klass, besked.forfaller, besked.senast) == (klass, None, None)
    assert not besked.is_due(SENT)
    assert [skal.lagrum for skal in besked.skal] == ["SoL 16:2"]


def test_an_arende_beside_a_placement_goes_in_its_own_time():
    provning = prove(akt(ej_inledd(), utredd(bevaras=("placering",))), SENT)
    assert provning.arenden == ("F-1",)
    assert not provning.is_whole_akt


@pytest.mark.parametrize("dag", range(1, 32))
def test_births_on_the_5th_15th_and_25th_are_kept(dag):
    provning = prove(akt(arende(), utredd(), ej_inledd(), fodd=date(2010, 1, dag)), SENT)
    assert (provning.due == ()) is (dag in {5, 15, 25})
    assert provning.is_whole_akt is (dag not in {5, 15, 25})


def test_the_reason_of_research_is_told():
    skal = one(akt(fodd=date(2010, 1, 15))).skal
    assert ("SoL 16:4; SFS 2025:468 13:1", None) in [(s.lagrum, s.till) for s in skal]


# what holds everything back


def test_an_ongoing_arende_holds_everything():
    provning = prove(akt(ej_inledd(), arende("P-1", avslutat=None)), SENT)
    assert provning.due == ()
    assert {b.hinder for b in provning.besked} == {(PAGAR,)}


def test_an_unknown_birth_date_holds_everything():
    besked = one(akt(fodd=None))
    assert besked.hinder == (UTAN_FODELSEDATUM,)
    assert not besked.is_due(SENT)


def test_all_reasons_are_told():
    besked = one(akt(arende(avslutat=None), fodd=None))
    assert besked.hinder == (PAGAR, UTAN_FODELSEDATUM)


# the birth date is opened only where it can matter


@pytest.mark.parametrize(
    ("fakta", "idag", "opens"),
    [
        (akt(sista=date(2021, 3, 1)), date(2026, 2, 28), False),
        (akt(sista=date(2021, 3, 1)), date(2026, 3, 1), True),
        (akt(arende(avslutat=None)), SENT, False),
        (akt(utredd(bevaras=("placering",))), SENT, False),
        (akt(utredd(), sista=date(2026, 3, 1)), date(2039, 12, 31), False),
        (akt(utredd(), sista=date(2026, 3, 1)), date(2040, 1, 1), True),
        (akt(fodd=None), SENT, True),
        (akt(fodd=date(2010, 1, 15)), SENT, True),
    ],
)
def test_the_birth_date_is_asked_for_only_when_it_decides(fakta, idag, opens):
    assert may_be_due(fakta, idag) is opens


# the law as data


@pytest.mark.parametrize(
    ("dag", "klasser"),
    [
        (date(2025, 6, 30), {"SoL (2001:453) 12:1", "SoL (2001:453) 12:2"}),
        (date(2025, 7, 1), {"SoL 16:1", "SoL 16:2", "SoL 16:4; SFS 2025:468 13:1"}),
        (
            date(2026, 1, 15),
            {
                "SoL 16:1",
                "SoL 16:1 och 16:2 a andra stycket",
                "SoL 16:2",
                "SoL 16:2 a; SFS 2025:1501",
                "SoL 16:4; SFS 2025:468 13:1",
            },
        ),
    ],
)
def test_the_rules_are_those_of_the_day(dag, klasser):
    assert {regel.lagrum for regel in regler_on(dag).values()} == klasser


def test_before_its_first_day_the_new_rule_says_nothing():
    assert one(akt(utredd(), sista=date(2020, 1, 1)), date(2026, 1, 14)).klass == "ovrigt"


def test_no_two_rules_of_a_kind_are_in_force_at_once():
    dagar = [r.giltig_fran for r in all_regler()] + [r.giltig_till for r in all_regler()]
    for dag in filter(None, dagar):
        i_kraft = [
            r.klass
            for r in all_regler()
            if r.giltig_fran <= dag and (r.giltig_till is None or dag <= r.giltig_till)
        ]
        assert len(i_kraft) == len(set(i_kraft))
