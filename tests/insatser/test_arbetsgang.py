"""Arbetsgångar: begun, stepped through, refused, ended – and always where their facts say."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from access.models import Roll
from arenden.models import Frist, Steg
from insatser.actions.arbetsgang import complete_steg, start_arbetsgang
from insatser.models import Arbetsgang
from tests.builders import make_anvandare
from tests.insatser import gangen, vagen

pytestmark = pytest.mark.django_db
FLODE = "begaran_om_avgorande"


@pytest.fixture
def arende(stad):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    type(arende).objects.filter(pk=arende.pk).update(oppnat=timezone.now() - timedelta(days=200))
    return vagen.fresh(arende)


def begin(stad, arende) -> Arbetsgang:
    return start_arbetsgang(arende=arende, flode=FLODE, actor=stad.handlaggare)


def test_it_goes_from_step_to_step_and_ends(stad, arende):
    gang = begin(stad, arende)
    assert gangen.open_steps(gang) == ["registrera"]
    gangen.do(gang, "registrera", stad.handlaggare)
    assert gangen.open_steps(gang) == ["prova"]
    assert gangen.place_of(gang).oppna == {"prova"}
    gangen.do(gang, "prova", stad.gruppledare, "avslas")
    gangen.do(gang, "underratta", stad.handlaggare)
    assert gangen.open_steps(gang) == []
    assert (gang.slut, gangen.place_of(gang).slut) == ("avslagen", "avslagen")


def test_its_clock_runs_over_both_steps_and_stops_with_the_answer(stad, arende):
    gang = begin(stad, arende)
    frist = Frist.objects.get(kalla=gang.pk)
    gangen.do(gang, "registrera", stad.handlaggare)
    assert Frist.objects.filter(kalla=gang.pk).running().get() == frist
    gangen.do(gang, "prova", stad.gruppledare, "avgors")
    frist.refresh_from_db()
    assert frist.utgang == Frist.Utgang.UPPFYLLD


def test_what_hinders_it_is_said(stad):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    with pytest.raises(ValidationError, match="sex månader"):
        begin(stad, arende)


def test_one_at_a_time(stad, arende):
    begin(stad, arende)
    with pytest.raises(ValidationError, match="pågår redan"):
        begin(stad, arende)


def test_who_has_no_part_in_the_case_begins_nothing(arende):
    with pytest.raises(PermissionDenied):
        start_arbetsgang(arende=arende, flode=FLODE, actor=make_anvandare(Roll.SOCIALSEKRETERARE))


def test_a_step_that_is_not_open_is_refused(stad, arende):
    gang = begin(stad, arende)
    with pytest.raises(PermissionDenied, match="inte öppet"):
        gangen.do(gang, "prova", stad.gruppledare)


def test_the_policy_of_the_step_is_asked(stad, arende):
    gang = begin(stad, arende)
    gangen.do(gang, "registrera", stad.handlaggare)
    with pytest.raises(PermissionDenied, match="gruppledare"):
        gangen.do(gang, "prova", stad.handlaggare)


def test_every_fault_is_named_at_its_question(stad, arende):
    gang = begin(stad, arende)
    with pytest.raises(ValidationError) as fel:
        complete_steg(
            gang=gang,
            steg="registrera",
            svar={"kom_in": "i går", "nagot": "annat"},
            actor=stad.handlaggare,
        )
    assert set(fel.value.message_dict) == {"kom_in", "fran_vem", "nagot"}
    assert gangen.open_steps(gang) == ["registrera"]


def test_an_outcome_that_the_step_does_not_know_is_refused(stad, arende):
    gang = begin(stad, arende)
    gangen.do(gang, "registrera", stad.handlaggare)
    with pytest.raises(ValidationError) as fel:
        gangen.do(gang, "prova", stad.gruppledare, "kanske")
    assert set(fel.value.message_dict) == {"utfall"}
