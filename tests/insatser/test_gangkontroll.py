"""Each way in which an arbetsgång can come to differ from its facts is found."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from viewflow.workflow.models import Process, Task

from access.models import Niva
from arenden.actions.frister import stop_frist
from arenden.models import Frist
from insatser.actions.arbetsgang import start_arbetsgang
from insatser.flows.gangkontroll import gang_disagreements
from insatser.models import Arbetsgang, Stegutfall
from tests.builders import give_akt, make_akt, make_arende
from tests.insatser import gangen, vagen

pytestmark = pytest.mark.django_db
FLODE = "begaran_om_avgorande"


@pytest.fixture
def gang():
    """One where the first of its steps is done."""
    stad = vagen.make_stad()
    arende = make_arende(akt=make_akt(enhet=stad.enhet), oppnat=timezone.now() - timedelta(200))
    give_akt(stad.handlaggare, arende.akt)
    give_akt(stad.gruppledare, arende.akt, Niva.BESLUTA)
    gang = start_arbetsgang(arende=arende, flode=FLODE, actor=stad.handlaggare)
    gangen.do(gang, "registrera", stad.handlaggare)
    gang.stad = stad
    return gang


def found(gang):
    return [text.removeprefix(f"{FLODE} v1: ") for text in gang_disagreements([_fresh(gang)])]


def _fresh(gang):
    return Arbetsgang.objects.select_related("process").get(pk=gang.pk)


def test_an_arbetsgang_that_agrees_is_silent_from_beginning_to_end(gang):
    assert found(gang) == []
    gangen.do(gang, "prova", gang.stad.gruppledare, "avgors")
    assert found(gang) == []


def test_a_fact_without_its_step(gang):
    Stegutfall.objects.filter(arbetsgang=gang).update(angrat=timezone.now())
    assert "flödet står i ['prova'], fakta säger ['registrera']" in found(gang)


def test_a_fact_that_cannot_be(gang):
    Stegutfall.objects.filter(arbetsgang=gang).update(steg="underratta")
    assert found(gang) == ["Steget underratta gjordes men var inte öppet."]


def test_a_step_that_was_closed_past_the_facts(gang):
    Task.objects.filter(process=gang.process, finished=None).update(finished=timezone.now())
    assert "flödet står i inget, fakta säger ['prova']" in found(gang)


def test_a_process_that_ended_by_itself(gang):
    Process.objects.filter(pk=gang.process_id).update(finished=timezone.now())
    assert found(gang) == ["arbetsgången och dess lagrade flöde är inte avslutade samtidigt"]


def test_an_end_that_the_facts_do_not_lead_to(gang):
    Arbetsgang.objects.filter(pk=gang.pk).update(avslutad=timezone.now(), slut="avslagen")
    assert "slutet är «avslagen», fakta säger «»" in found(gang)


def test_a_clock_that_stopped_while_its_step_is_open(gang):
    stop_frist(gang.arende, "avgorande_begart", kalla=gang.pk, actor=gang.stad.handlaggare)
    assert found(gang) == ["klockorna inga går, fakta säger ['avgorande_begart']"]


def test_a_clock_that_goes_on_after_the_end(gang):
    gangen.do(gang, "prova", gang.stad.gruppledare, "avgors")
    Frist.objects.filter(kalla=gang.pk).update(stoppad=None, utgang="")
    assert found(gang) == ["klockorna ['avgorande_begart'] går, fakta säger inga"]


def test_a_definition_that_is_not_the_one_it_began_in(gang):
    Arbetsgang.objects.filter(pk=gang.pk).update(definition="0" * 64)
    assert found(gang) == ["flödets definition är inte den som arbetsgången startade i"]
