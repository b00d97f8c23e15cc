"""What the second version of the ärendeflödet added: each new way, walked by the real actions."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from arenden.actions.beslut import deliver_beslut, end_overklagandetider
from arenden.actions.frister import stop_frist
from arenden.actions.journal import write_anteckning
from arenden.actions.kommunicering import abstain, receive_answer, send_material
from arenden.actions.underrattelse import tell_berorda
from arenden.actions.utgang import end_when_time_is_out
from arenden.grunder import bevarandegrunder
from arenden.models import Beslut, Frist, Steg, Underrattelse
from insatser.flows.check import disagreements
from insatser.flows.fard import open_tasks
from tests.insatser import vagen

pytestmark = pytest.mark.django_db

HALVAR = timedelta(days=190)


def agree(arende) -> None:
    assert list(disagreements(vagen.fresh(arende))) == []


def clocks(arende) -> list[str]:
    return sorted(frist.slag for frist in Frist.objects.filter(arende=arende).running())


# Told of the utredning (SoL 20:4)


def test_those_concerned_are_told_before_the_utredning_goes_on(stad):
    arende = vagen.arende_at(stad, Steg.UNDERRATTELSE)
    assert "underrattelse_inledd" in clocks(arende)
    agree(arende)
    vagen.tell(stad, arende)
    assert vagen.fresh(arende).steg == Steg.UTREDNING
    assert "underrattelse_inledd" not in clocks(arende)
    agree(arende)


def test_there_may_be_reasons_not_to_tell_yet_but_never_without_words(stad):
    arende = vagen.arende_at(stad, Steg.UNDERRATTELSE)
    inte = {"underrattad": False, "vilka": "", "satt": "", "actor": stad.mottagare}
    with pytest.raises(ValidationError, match="särskilda skäl"):
        tell_berorda(arende=arende, skal=" ", **inte)
    tell_berorda(arende=arende, skal="Samtalet med flickan behöver komma först.", **inte)
    assert vagen.fresh(arende).steg == Steg.UTREDNING
    with pytest.raises(PermissionDenied, match="redan noterad"):
        tell_berorda(arende=vagen.fresh(arende), skal="Igen.", **inte)


def test_an_application_opens_its_utredning_and_tells_those_concerned(stad):
    arende = vagen.receive(stad, slag="ansokan")
    assert arende.steg == Steg.UNDERRATTELSE
    agree(arende)


@pytest.mark.parametrize("steg", [Steg.UNDERRATTELSE, Steg.KOMMUNICERING])
def test_a_report_during_the_new_steps_joins_the_case(stad, steg):
    arende = vagen.arende_at(stad, steg)
    assert vagen.receive(stad, text="Han har setts med en kniv.").pk == arende.pk
    agree(arende)
    vagen.protect(stad, vagen.fresh(arende))
    assert vagen.fresh(arende).steg == steg


def test_an_application_does_not_wait_for_the_forhandsbedomning_of_a_report(stad):
    arende = vagen.arende_at(stad, Steg.FORHANDSBEDOMNING)
    ansokan = vagen.receive(stad, slag="ansokan", text="Vi vill ha hjälp.")
    assert ansokan.pk != arende.pk
    assert ansokan.utredning.inledd == ansokan.anmalningar.get().inkom


# Shown before the decision (FL 25)


@pytest.mark.parametrize(
    ("slag", "andras", "visas"),
    [
        (Beslut.Slag.INSATS, False, False),
        (Beslut.Slag.INSATS, True, True),
        (Beslut.Slag.UTAN_INSATS, False, False),
        (Beslut.Slag.AVSLAG, False, True),
        (Beslut.Slag.PLACERING, False, False),
        (Beslut.Slag.VARD_LVU, False, True),
    ],
)
def test_what_goes_against_the_person_is_shown_first(stad, slag, andras, visas):
    arende = vagen.arende_at(stad, Steg.BESLUTSFORSLAG)
    vagen.propose(stad, arende, slag, andras_uppgifter=andras)
    assert vagen.fresh(arende).steg == (Steg.KOMMUNICERING if visas else Steg.BESLUT)
    agree(arende)


def test_whoever_applied_is_heard_before_getting_nothing(stad):
    arende = vagen.receive(stad, slag="ansokan")
    vagen.tell(stad, arende)
    vagen.assign(stad, arende)
    vagen.investigate(stad, arende)
    vagen.propose(stad, vagen.fresh(arende), Beslut.Slag.UTAN_INSATS)
    assert vagen.fresh(arende).steg == Steg.KOMMUNICERING


def test_the_decision_waits_for_the_answer(stad):
    arende = shown(stad)
    with pytest.raises(PermissionDenied, match="FL 25"):
        vagen.decide(stad, arende)
    kommunicering = send(stad, arende)
    with pytest.raises(ValidationError, match="Vänta på svaret"):
        answer(stad, kommunicering, "")
    answer(stad, kommunicering, "Det stämmer inte att han skolkar.")
    assert vagen.fresh(arende).steg == Steg.BESLUT
    agree(arende)


def test_without_an_answer_the_case_goes_on_when_the_time_is_out(stad, time_machine):
    arende = shown(stad)
    kommunicering = send(stad, arende)
    assert "kommunicering" in clocks(arende)
    time_machine.move_to(timezone.now() + timedelta(days=12), tick=False)
    answer(stad, kommunicering, "")
    assert kommunicering.__class__.objects.get(pk=kommunicering.pk).svar == "inget"
    assert "kommunicering" not in clocks(arende)
    assert vagen.fresh(arende).steg == Steg.BESLUT


def test_an_answer_may_change_the_proposal(stad):
    arende = shown(stad)
    vagen.communicate(stad, arende, forslaget="tas_tillbaka")
    assert vagen.fresh(arende).steg == Steg.BESLUTSFORSLAG
    assert arende.beslut.get().utfall == Beslut.Utfall.ATERTAGET
    agree(arende)
    vagen.settle(stad, arende, Beslut.Slag.INSATS)
    assert vagen.fresh(arende).steg == Steg.PLAN


def test_abstaining_needs_its_reason(stad):
    arende = shown(stad)
    forslag = arende.beslut.get(utfall="")
    with pytest.raises(ValidationError, match="avstå"):
        abstain(beslut=forslag, skal="", actor=stad.handlaggare)
    abstain(beslut=forslag, skal="Beslutet kan annars inte genomföras.", actor=stad.handlaggare)
    assert vagen.fresh(arende).steg == Steg.BESLUT
    agree(arende)


# Placement leaves the route


@pytest.mark.parametrize("slag", [Beslut.Slag.PLACERING, Beslut.Slag.VARD_LVU])
def test_a_placement_is_handed_over_and_kept_for_ever(stad, slag):
    arende = vagen.arende_at(stad, Steg.BESLUTSFORSLAG)
    arende = vagen.settle(stad, arende, slag)
    assert arende.steg == Steg.OVERLAMNING
    agree(arende)
    vagen.place(stad, arende)
    arende = vagen.fresh(arende)
    assert arende.steg == Steg.AVSLUTAT
    agree(arende)
    assert bevarandegrunder(arende.akt_id) == {arende.pk: ("placering",)}


def test_care_under_lvu_is_the_utskotts_to_decide(stad):
    arende = vagen.arende_at(stad, Steg.BESLUTSFORSLAG)
    vagen.propose(stad, arende, Beslut.Slag.VARD_LVU)
    vagen.communicate(stad, vagen.fresh(arende))
    stad.enhetschef = stad.gruppledare
    with pytest.raises(PermissionDenied, match="delegation"):
        vagen.decide(stad, arende)


# Closed without insats, and followed up (SoL 23:1–5)


def test_a_child_without_insats_is_followed_up_for_half_a_year_at_most(stad):
    arende = followed(stad)
    assert arende.steg == Steg.FOLJS_UPP
    frist = Frist.objects.get(arende=arende, slag="uppfoljning_utan_insats")
    assert frist.ankare == arende.beslut.get().beslutad
    vagen.follow_without_insats(stad, arende)
    assert vagen.fresh(arende).steg == Steg.FOLJS_UPP
    agree(arende)
    vagen.follow_without_insats(stad, arende, "avsluta")
    assert vagen.fresh(arende).steg == Steg.AVSLUTAT
    agree(arende)


def test_it_does_not_go_on_past_its_time(stad, time_machine):
    arende = followed(stad)
    time_machine.move_to(timezone.now() + HALVAR, tick=False)
    with pytest.raises(ValidationError, match="Sex månader har gått"):
        vagen.follow_without_insats(stad, arende)


def test_time_closes_what_has_nothing_left_to_do(stad, time_machine):
    arende = followed(stad)
    vagen.follow_without_insats(stad, arende)
    assert end_when_time_is_out(nu=timezone.now()) == []
    time_machine.move_to(timezone.now() + HALVAR, tick=False)
    stop_frist(arende, "aterkoppling", actor=stad.handlaggare)
    assert end_when_time_is_out(nu=timezone.now()) == [arende]
    assert vagen.fresh(arende).steg == Steg.AVSLUTAT
    agree(arende)


def test_a_person_closes_it_while_something_is_left(stad, time_machine):
    arende = followed(stad)
    vagen.follow_without_insats(stad, arende)
    time_machine.move_to(timezone.now() + HALVAR, tick=False)
    stop_frist(arende, "aterkoppling", actor=stad.handlaggare)
    write_anteckning(
        arende=arende,
        slag="samtal",
        nar=timezone.now(),
        narvarande="",
        text="Ringde mamma.",
        actor=stad.handlaggare,
    )
    assert end_when_time_is_out(nu=timezone.now()) == []
    assert vagen.fresh(arende).steg == Steg.FOLJS_UPP


# The decision reaches the person (FL 33, 44)


def test_three_weeks_to_appeal_run_from_the_day_the_person_got_it(stad, time_machine):
    arende = vagen.arende_at(stad, Steg.BESLUTSFORSLAG)
    arende = vagen.settle(stad, arende, Beslut.Slag.AVSLAG)
    beslut = arende.beslut.get()
    deliver_beslut(beslut=beslut, nar=timezone.localdate(), satt="brev", actor=stad.handlaggare)
    frist = Frist.objects.get(arende=arende, slag="overklagande")
    assert frist.mal == timezone.localdate() + timedelta(weeks=3)
    with pytest.raises(PermissionDenied, match="redan noterat"):
        deliver_beslut(beslut=beslut, nar=timezone.localdate(), satt="brev", actor=stad.handlaggare)
    time_machine.move_to(timezone.now() + timedelta(days=30), tick=False)
    assert end_overklagandetider(nu=timezone.now()) == 1
    assert "overklagande" not in clocks(arende)


def test_a_grant_of_what_was_asked_for_starts_no_time_to_appeal(stad):
    arende = vagen.arende_at(stad, Steg.PLAN)
    beslut = arende.beslut.get()
    deliver_beslut(beslut=beslut, nar=timezone.localdate(), satt="mote", actor=stad.handlaggare)
    assert not Frist.objects.filter(slag="overklagande").exists()


def shown(stad):
    arende = vagen.arende_at(stad, Steg.BESLUTSFORSLAG)
    vagen.propose(stad, arende, Beslut.Slag.AVSLAG)
    arende = vagen.fresh(arende)
    assert [task.flow_task.name for task in open_tasks([arende])] == ["kommunicering"]
    return arende


def followed(stad):
    arende = vagen.arende_at(stad, Steg.BESLUTSFORSLAG)
    assert Underrattelse.objects.count() == 1
    return vagen.settle(stad, arende, Beslut.Slag.FOLJS_UPP)


def send(stad, arende):
    return send_material(
        beslut=arende.beslut.get(utfall=""),
        vilka="Elias och hans mamma.",
        material="Utredningen.",
        satt="brev",
        svara_senast=timezone.localdate() + timedelta(days=10),
        actor=stad.handlaggare,
    )


def answer(stad, kommunicering, synpunkter):
    return receive_answer(
        kommunicering=kommunicering,
        synpunkter=synpunkter,
        forslaget="star",
        actor=stad.handlaggare,
    )
