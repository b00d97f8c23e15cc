"""An organisation is asked to take part by a day, and answers yes with whom, or no and why."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from samverkansteam.actions.medverkan import answer_medverkan, ask_medverkan
from samverkansteam.actions.team import add_part, change_kontaktpunkt
from samverkansteam.models import Medverkansbegaran, Part
from tests.samverkansteam.builders import Rum, make_organisation, make_rum

pytestmark = pytest.mark.django_db


def ask(rum: Rum, **override) -> Medverkansbegaran:
    override.setdefault("organisation", make_organisation(slag="arbetsmarknad"))
    falt = {
        "vad": "Ett möte i månaden.",
        "svar_senast": timezone.localdate() + timedelta(days=7),
        "actor": rum.ledare,
    }
    return ask_medverkan(team=rum.team, **falt | override)


def test_a_yes_makes_the_organisation_a_party():
    rum = make_rum()
    begaran = answer_medverkan(
        begaran=ask(rum), svar="ja", svar_i_ord="En coach.", actor=rum.ledare
    )
    assert begaran.svarat is not None
    assert Part.objects.filter(team=rum.team, organisation=begaran.organisation).exists()


def test_a_no_needs_its_reason_and_makes_nobody_a_party():
    rum = make_rum()
    begaran = ask(rum)
    with pytest.raises(ValidationError, match="varför inte"):
        answer_medverkan(begaran=begaran, svar="nej", svar_i_ord=" ", actor=rum.ledare)
    answer_medverkan(begaran=begaran, svar="nej", svar_i_ord="Fullt.", actor=rum.ledare)
    assert not Part.objects.filter(organisation=begaran.organisation).exists()


def test_it_is_answered_once():
    rum = make_rum()
    begaran = answer_medverkan(begaran=ask(rum), svar="ja", svar_i_ord="Coach.", actor=rum.ledare)
    with pytest.raises(PermissionDenied, match="redan besvarad"):
        answer_medverkan(begaran=begaran, svar="nej", svar_i_ord="Nej.", actor=rum.ledare)


def test_a_party_in_the_team_answers_for_its_own_organisation_and_sees_no_other():
    rum = make_rum()
    deras, andras = ask(rum, organisation=rum.part.organisation), ask(rum)
    assert list(Medverkansbegaran.objects.visible_to(rum.extern)) == [deras]
    assert (
        answer_medverkan(
            begaran=deras, svar="ja", svar_i_ord="Kuratorn.", actor=rum.extern
        ).svar_fort_av
        == rum.extern
    )
    with pytest.raises(PermissionDenied):
        answer_medverkan(begaran=andras, svar="ja", svar_i_ord="Jag.", actor=rum.extern)


def test_an_answer_that_is_not_there_in_time_is_late():
    rum = make_rum()
    begaran, idag = ask(rum), timezone.localdate()
    assert not Medverkansbegaran.objects.late(idag + timedelta(days=7)).exists()
    assert list(Medverkansbegaran.objects.late(idag + timedelta(days=8))) == [begaran]
    answer_medverkan(begaran=begaran, svar="ja", svar_i_ord="Coach.", actor=rum.ledare)
    assert not Medverkansbegaran.objects.late(idag + timedelta(days=8)).exists()


def test_nobody_is_asked_for_an_answer_yesterday_or_twice_at_once():
    rum = make_rum()
    with pytest.raises(ValidationError, match="har redan varit"):
        ask(rum, svar_senast=timezone.localdate() - timedelta(days=1))
    ask(rum, organisation=rum.part.organisation)
    with pytest.raises(ValidationError, match="utan svar"):
        ask(rum, organisation=rum.part.organisation)


def test_two_units_of_one_region_are_two_parties():
    rum = make_rum()
    region = make_organisation(namn="Regionen", slag="region")
    for enhet in ("BUP", "Mini-Maria"):
        add_part(team=rum.team, organisation=region, enhet=enhet, kontaktpunkt="", actor=rum.ledare)
    parter = {str(part) for part in Part.objects.filter(organisation=region)}
    assert parter == {"Regionen, BUP", "Regionen, Mini-Maria"}
    with pytest.raises(ValidationError, match="redan med"):
        add_part(team=rum.team, organisation=region, enhet="BUP", kontaktpunkt="", actor=rum.ledare)


def test_the_contact_point_is_changed_by_whoever_leads():
    rum = make_rum()
    with pytest.raises(PermissionDenied):
        change_kontaktpunkt(part=rum.part, enhet="", kontaktpunkt="Min mobil", actor=rum.extern)
    part = change_kontaktpunkt(
        part=rum.part, enhet="", kontaktpunkt="Expeditionen", actor=rum.ledare
    )
    assert part.kontaktpunkt == "Expeditionen"
