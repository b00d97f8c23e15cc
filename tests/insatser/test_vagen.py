"""The whole route through the real actions: facts, stored step and flow agree at every step."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from access.models import Tilltrade
from arenden.models import Arende, Beslut, Frist, Steg
from audit.models import Logghandelse
from insatser.flows.check import disagreements
from insatser.flows.fard import open_tasks
from samverkansteam.actions.teamarende import connect_arende, end_teamarende
from tests.insatser import vagen
from tests.samverkansteam.builders import make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def stad() -> vagen.Stad:
    return vagen.make_stad()


def steps(arende: Arende) -> list[str]:
    return [task.flow_task.name for task in open_tasks([arende])]


def test_a_case_travels_from_the_report_to_the_closing(stad):
    arende = vagen.receive(stad)
    assert arende.steg == Steg.SKYDDSBEDOMNING
    for steg, act in vagen.TO.items():
        assert list(disagreements(vagen.fresh(arende))) == []
        act(stad, arende)
        arende = vagen.fresh(arende)
        assert arende.steg == steg
    assert arende.avslutat is not None
    assert steps(arende) == []
    assert list(disagreements(arende)) == []
    assert not Frist.objects.running().exclude(slag="aterkoppling").exists()


def test_after_closing_the_handlaggare_may_read_but_not_write(stad):
    arende = vagen.arende_at(stad, Steg.AVSLUTAT)
    assert arende in Arende.objects.visible_to(stad.handlaggare)
    levande = Tilltrade.objects.filter(anvandare=stad.handlaggare).live()
    assert [tilltrade.skal for tilltrade in levande] == ["efterarbete"]
    with pytest.raises(PermissionDenied):
        vagen.plan(stad, arende)


def test_whoever_proposes_does_not_decide(stad):
    arende = vagen.arende_at(stad, Steg.BESLUTSFORSLAG)
    stad.handlaggare = stad.gruppledare
    vagen.propose(stad, arende)
    with pytest.raises(PermissionDenied, match="själv föreslagit"):
        vagen.decide(stad, arende)
    assert vagen.fresh(arende).steg == Steg.BESLUT


def test_a_proposal_handed_back_is_proposed_again(stad):
    arende = vagen.arende_at(stad, Steg.BESLUT)
    vagen.decide(stad, arende, Beslut.Utfall.ATERREMISS)
    assert vagen.fresh(arende).steg == Steg.BESLUTSFORSLAG
    assert list(disagreements(vagen.fresh(arende))) == []
    vagen.propose(stad, arende)
    vagen.decide(stad, arende)
    assert vagen.fresh(arende).steg == Steg.PLAN


@pytest.mark.parametrize("slag", [Beslut.Slag.UTAN_INSATS, Beslut.Slag.AVSLAG])
def test_a_decision_without_insats_closes_the_case(stad, slag):
    arende = vagen.arende_at(stad, Steg.BESLUTSFORSLAG)
    arende = vagen.settle(stad, arende, slag)
    assert arende.steg == Steg.AVSLUTAT
    assert arende.avslutat is not None
    assert list(disagreements(arende)) == []


def test_a_report_not_opened_closes_the_case_but_the_reporters_week_runs(stad):
    arende = vagen.arende_at(stad, Steg.FORHANDSBEDOMNING)
    vagen.open_(stad, arende, inleds=False)
    arende = vagen.fresh(arende)
    assert arende.steg == Steg.AVSLUTAT
    running = Frist.objects.filter(arende=arende).running()
    assert [frist.slag for frist in running] == ["aterkoppling"]


def test_following_up_can_go_on_or_change_the_plan(stad):
    arende = vagen.arende_at(stad, Steg.UPPFOLJNING)
    vagen.follow_up(stad, arende, "fortsatt")
    assert vagen.fresh(arende).steg == Steg.UPPFOLJNING
    vagen.follow_up(stad, arende, "andra")
    assert vagen.fresh(arende).steg == Steg.PLAN
    vagen.plan(stad, arende)
    assert vagen.fresh(arende).steg == Steg.INSATS
    assert list(disagreements(vagen.fresh(arende))) == []


def test_the_utredning_is_not_closed_while_something_is_missing(stad):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    from arenden.actions.utredning import complete_utredning

    with pytest.raises(ValidationError) as refused:
        complete_utredning(utredning=arende.utredning, actor=stad.handlaggare)
    assert "Barnets egna ord saknas." in refused.value.messages
    assert any("iskbedömning" in text for text in refused.value.messages)
    arende.utredning.refresh_from_db()
    assert arende.utredning.avslutad is None


def test_a_second_report_joins_the_open_utredning_with_its_own_protection(stad):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    assert vagen.receive(stad, text="Han har setts med en kniv.").pk == arende.pk
    assert sorted(steps(arende)) == ["skyddsbedomning", "utredning"]
    assert list(disagreements(vagen.fresh(arende))) == []
    with pytest.raises(ValidationError, match="skyddsbedömning"):
        vagen.investigate(stad, arende)
    vagen.protect(stad, arende)
    assert steps(arende) == ["utredning"]
    assert Frist.objects.filter(arende=arende, slag="forhandsbedomning").count() == 1


def test_a_report_after_the_decision_opens_a_case_with_whoever_knows_the_child(stad):
    arende = vagen.arende_at(stad, Steg.UPPFOLJNING)
    ny = vagen.receive(stad, text="Han har setts med en kniv.")
    assert ny.pk != arende.pk
    assert ny.akt_id == arende.akt_id
    assert ny.handlaggare_id == stad.handlaggare.pk
    assert ny.steg == Steg.SKYDDSBEDOMNING


def test_a_step_that_is_not_open_is_refused(stad):
    arende = vagen.arende_at(stad, Steg.FORHANDSBEDOMNING)
    stad.handlaggare = stad.gruppledare
    with pytest.raises(PermissionDenied, match="inte öppet"):
        vagen.propose(stad, arende)


def test_a_refused_step_leaves_nothing(stad):
    arende = vagen.arende_at(stad, Steg.FORHANDSBEDOMNING)
    entries = Logghandelse.objects.count()
    with pytest.raises(PermissionDenied):
        vagen.propose(stad, arende)
    assert not Beslut.objects.exists()
    assert Logghandelse.objects.count() == entries


def test_the_check_finds_a_flow_that_differs_from_the_facts(stad):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    Arende.objects.filter(pk=arende.pk).update(steg=Steg.PLAN)
    assert list(disagreements(vagen.fresh(arende))) == ["listan säger plan, fakta säger utredning"]
    arende.utredning.underrattelse.delete()
    arende.utredning.delete()
    assert any("flödet står i" in text for text in disagreements(vagen.fresh(arende)))


def test_a_team_that_ends_does_not_send_the_case_back(stad):
    arende = vagen.arende_at(stad, Steg.PLAN)
    vagen.plan(stad, arende, teamtyp="sig")
    assert vagen.fresh(arende).steg == Steg.TEAM
    team = make_team(ledare=stad.handlaggare, enhet=stad.enhet, teamtyp="sig")
    teamarende = connect_arende(team=team, arende=vagen.fresh(arende), actor=stad.handlaggare)
    assert vagen.fresh(arende).steg == Steg.INSATS
    end_teamarende(teamarende=teamarende, actor=stad.handlaggare)
    assert list(disagreements(vagen.fresh(arende))) == []
    vagen.start(stad, vagen.fresh(arende))
    assert vagen.fresh(arende).steg == Steg.UPPFOLJNING
    assert list(disagreements(vagen.fresh(arende))) == []
