"""The child is heard or it is said why not; the whole and each insats go together."""

from __future__ import annotations

from datetime import date
from itertools import pairwise, product

import pytest

from insatser.rules.barnets_fragor import all_fragor, fragor_for
from insatser.rules.runda import Hinder, hinder_for_runda

HORT = {"egna_ord": "Det är bättre.", "svar": False, "rost_saknas": ""}


@pytest.mark.parametrize(
    ("egna_ord", "svar", "rost_saknas", "racker"),
    [
        ("", False, "", False),
        (" \n", False, " ", False),
        ("Bra.", False, "", True),
        ("", True, "", True),
        ("", False, "Hon sov.", True),
    ],
)
def test_the_child_is_heard_or_it_is_said_why_not(egna_ord, svar, rost_saknas, racker):
    hinder = hinder_for_runda(
        helhet="fortsatt",
        per_insats=["fortsatt"],
        egna_ord=egna_ord,
        svar=svar,
        rost_saknas=rost_saknas,
    )
    assert hinder == ([] if racker else [Hinder.ROST_SAKNAS])


VAL = ("fortsatt", "andra", "avsluta")


@pytest.mark.parametrize(("helhet", "ena", "andra"), list(product(VAL, VAL, VAL)))
def test_the_whole_and_each_insats_go_together(helhet, ena, andra):
    hinder = hinder_for_runda(helhet=helhet, per_insats=[ena, andra], **HORT)
    alla_slut = {ena, andra} == {"avsluta"}
    vantat = []
    if helhet == "avsluta" and not alla_slut:
        vantat = [Hinder.SLUTAR_HELT]
    if helhet == "fortsatt" and alla_slut:
        vantat = [Hinder.INGET_KVAR]
    assert hinder == vantat


@pytest.mark.parametrize("helhet", VAL)
def test_without_a_running_insats_any_decision_stands(helhet):
    assert hinder_for_runda(helhet=helhet, per_insats=[], **HORT) == []


# what the child is asked

DAG = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("alder", "grupp"),
    [(4, 6), (6, 6), (11, 6), (12, 12), (17, 12), (18, 18), (20, 18), (23, 18)],
)
def test_the_questions_follow_the_age(alder, grupp):
    fragor = fragor_for(date(DAG.year - alder, 1, 1), DAG)
    assert {rad.fran for rad in fragor} == {grupp}
    assert len(fragor) >= 5


def test_the_day_before_the_birthday_the_younger_questions_are_asked():
    assert fragor_for(date(2014, 11, 23), DAG)[0].till == 11
    assert fragor_for(date(2014, 11, 22), DAG)[0].fran == 12


def test_without_a_birth_date_the_middle_group_is_asked():
    assert {rad.fran for rad in fragor_for(None, DAG)} == {12}


def test_before_there_were_questions_none_is_asked():
    assert fragor_for(date(2000, 1, 1), date(2012, 1, 1)) == []


def test_the_groups_leave_no_age_between_them():
    grupper = sorted({(rad.fran, rad.till) for rad in all_fragor()})
    assert grupper[0][0] == 6
    assert all(ena[1] + 1 == andra[0] for ena, andra in pairwise(grupper))


def test_every_group_may_point_as_well_as_speak():
    koder = [rad.kod for rad in all_fragor()]
    assert len(koder) == len(set(koder))
    assert all(len(rad.fraga) <= 200 and rad.fraga.endswith("?") for rad in all_fragor())
    for fran in {rad.fran for rad in all_fragor()}:
        assert {rad.skattning for rad in all_fragor() if rad.fran == fran} == {True, False}
