"""Kinds of teams change by two people, and what people have changed no release overwrites."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from access.models import Roll
from samverkansteam.actions.teamtyp import propose_teamtyp, try_teamtyp
from samverkansteam.models import Teamtyp, Teamtypversion
from samverkansteam.referensdata import load_referensdata
from tests.builders import make_anvandare

pytestmark = pytest.mark.django_db


def propose(kod: str = "sst", **override) -> Teamtypversion:
    innehall = Teamtyp.objects.get(pk="sst").innehall() | {"motesintervall_dagar": 28}
    metodledare = make_anvandare(Roll.METODLEDARE)
    return propose_teamtyp(
        kod=kod, motiv="Tätare möten.", actor=metodledare, **(innehall | override)
    )


def approve(version: Teamtypversion, **override) -> Teamtypversion:
    falt = {"godkanns": True, "kommentar": "", "actor": make_anvandare(Roll.METODLEDARE)}
    return try_teamtyp(version=version, **(falt | override))


def test_a_proposal_changes_nothing_until_another_agrees():
    version = propose()
    assert Teamtyp.objects.get(pk="sst").motesintervall_dagar == 35
    approve(version)
    typ = Teamtyp.objects.get(pk="sst")
    assert (typ.motesintervall_dagar, typ.nummer) == (28, 2)


def test_what_it_said_before_is_kept_as_a_version():
    approve(propose())
    grund = Teamtypversion.objects.get(kod="sst", nummer=1)
    assert (grund.status, grund.motesintervall_dagar) == ("grund", 35)


def test_nobody_tries_their_own_proposal():
    version = propose()
    with pytest.raises(PermissionDenied, match="En annan metodledare"):
        approve(version, actor=version.foreslagen_av)


def test_only_method_leaders_propose():
    innehall = Teamtyp.objects.get(pk="sst").innehall()
    with pytest.raises(PermissionDenied, match="metodledare"):
        propose_teamtyp(kod="sst", motiv="", actor=make_anvandare(Roll.GRUPPLEDARE), **innehall)


def test_turning_down_needs_a_reason_and_leaves_the_kind_as_it_was():
    version = propose()
    with pytest.raises(ValidationError, match="varför"):
        approve(version, godkanns=False)
    approve(version, godkanns=False, kommentar="För tätt.")
    assert Teamtyp.objects.get(pk="sst").nummer == 1


def test_the_city_may_have_a_kind_of_its_own():
    approve(propose("tidigt", namn="Tidigt team", flode="", forsta_kontakt_timmar=72))
    typ = Teamtyp.objects.choosable(date(2026, 11, 22)).get(pk="tidigt")
    assert (typ.namn, typ.nummer) == ("Tidigt team", 1)


def test_the_file_that_comes_with_a_release_leaves_what_people_changed():
    approve(propose())
    load_referensdata()
    assert Teamtyp.objects.get(pk="sst").motesintervall_dagar == 28
    assert Teamtyp.objects.get(pk="sig").motesintervall_dagar == 28


@pytest.mark.parametrize(
    ("andring", "falt"),
    [
        ({"parter": ["polis"]}, "parter"),
        ({"parter_vid_behov": ["socialtjanst"]}, "parter_vid_behov"),
        ({"motesintervall_dagar": 0}, "motesintervall_dagar"),
        ({"markeringens_dagar": 21}, "kraver_jurist"),
        ({"giltig_till": date(2020, 1, 1)}, "giltig_till"),
    ],
)
def test_what_does_not_hold_together_is_told_by_field(andring, falt):
    with pytest.raises(ValidationError) as fel:
        propose(**andring)
    assert set(fel.value.message_dict) == {falt}
