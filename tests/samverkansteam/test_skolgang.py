"""Causes are tried before they are kept or dropped; participation and eligibility are facts."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from arenden.actions.las import Konflikt
from samverkansteam.actions.skolgang import (
    correct_franvaro,
    note_behorighet,
    note_delaktighet,
    propose_orsak,
    try_orsak,
)
from samverkansteam.actions.teamarende import record_franvaro
from samverkansteam.models import Gymnasiebehorighet, Orsakshypotes
from tests.samverkansteam.builders import Rum, make_rum

pytestmark = pytest.mark.django_db


def make_orsak(rum: Rum) -> Orsakshypotes:
    return propose_orsak(
        teamarende=rum.teamarende,
        omrade="skola",
        hypotes="Korridoren är bullrig.",
        talar_for="Går hem efter rasten.",
        actor=rum.ledare,
    )


def prova(rum: Rum, orsak: Orsakshypotes, **override) -> Orsakshypotes:
    falt = {"talar_for": "", "provat": "Egen ingång i tre veckor.", "slutsats": "Det hjälpte."}
    return try_orsak(orsak=orsak, actor=rum.ledare, **({"lage": "behallen"} | falt | override))


def test_a_cause_is_kept_or_dropped_only_when_it_has_been_tried():
    rum = make_rum()
    orsak = make_orsak(rum)
    with pytest.raises(ValidationError, match="vad ni har prövat"):
        prova(rum, orsak, provat=" ")
    assert prova(rum, orsak).lage == "behallen"


def test_two_who_write_at_once_are_told():
    rum = make_rum()
    orsak = make_orsak(rum)
    prova(rum, orsak, lage="provas", version=orsak.version)
    with pytest.raises(Konflikt):
        prova(rum, orsak, version=orsak.version)


def test_another_party_writes_nothing_about_the_pupil():
    rum = make_rum()
    with pytest.raises(PermissionDenied):
        propose_orsak(
            teamarende=rum.teamarende,
            omrade="hem",
            hypotes="Något.",
            talar_for="",
            actor=rum.extern,
        )


def test_how_the_pupil_and_the_guardians_took_part_is_noted():
    rum = make_rum()
    rad = note_delaktighet(
        teamarende=rum.teamarende,
        dag=timezone.localdate(),
        mote=None,
        barnet="sade_fore",
        barnets_ord="Jag vill börja senare.",
        vardnadshavare="avstod",
        vardnadshavares_ord="",
        actor=rum.ledare,
    )
    assert rad.get_barnet_display() == "Sa sitt före mötet"


def test_eligibility_is_one_for_each_spring_and_may_be_corrected():
    rum = make_rum()
    for utfall in ("nej", "yrke"):
        note_behorighet(
            teamarende=rum.teamarende, ar=2026, utfall=utfall, vagen="", actor=rum.ledare
        )
    assert Gymnasiebehorighet.objects.get().utfall == "yrke"
    assert Gymnasiebehorighet.historik.count() == 2


def test_a_week_that_was_wrong_is_corrected_and_remembers():
    rum = make_rum(fodelsedatum=date(2012, 1, 1))
    vecka = record_franvaro(
        teamarende=rum.teamarende, vecka="2026-W46", giltig=2, ogiltig=9, sen=1, actor=rum.ledare
    )
    rattad = correct_franvaro(franvaro=vecka, giltig=9, ogiltig=2, sen=1, actor=rum.ledare)
    assert rattad.timmar == {"giltig": 9, "ogiltig": 2, "sen": 1}
    assert rattad.historik.count() == 2
