"""Taking back, doing anew, passing over, pausing and opening again – and the flow follows."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from arenden.models import Frist, Steg, Utkast
from insatser.actions.arbetsgang import start_arbetsgang
from insatser.actions.omtag import (
    draft_of,
    hinder_for_undo,
    redo_steg,
    reopen_arbetsgang,
    undo_steg,
)
from insatser.actions.uppehall import (
    give_back_steg,
    pause_arbetsgang,
    resume_arbetsgang,
    skip_steg,
    take_steg,
)
from insatser.flows.arbetsgang import open_tasks
from insatser.models import Arbetsgang, Omtag, Partsinbjudan, Stegutfall
from tests.insatser import gangen, vagen
from tests.insatser.provgang import PROVGANG, parties

pytestmark = pytest.mark.django_db


@pytest.fixture
def gang(stad, provgang) -> Arbetsgang:
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    team = parties(stad, arende, antal=3)
    return start_arbetsgang(arende=arende, flode=PROVGANG, amne_id=team.pk, actor=stad.handlaggare)


def agree(gang: Arbetsgang) -> None:
    """The stored flow and the facts say the same, and every open party has one task."""
    plats = gangen.place_of(gang)
    assert sorted(set(gangen.open_steps(gang))) == sorted(plats.oppna)
    oppna = {task.pk for task in open_tasks([gang])}
    bjudna = set(Partsinbjudan.objects.filter(arbetsgang=gang, svar=None).values_list("uppgift_id"))
    assert {pk for (pk,) in bjudna} <= oppna
    gang.refresh_from_db()
    assert bool(gang.avslutad) is (not plats.oppna)
    assert bool(gang.process.finished) is (not plats.oppna)


def to_the_end(gang: Arbetsgang, stad) -> None:
    gangen.do(gang, "forst", stad.handlaggare)
    gangen.do(gang, "vanster", stad.handlaggare)
    for _ in range(3):
        gangen.do(gang, "hoger", stad.handlaggare)
    gangen.do(gang, "sist", stad.handlaggare, "klart")


def test_a_step_just_done_is_taken_back_with_everything_typed(stad, gang):
    rad = gangen.do(gang, "forst", stad.handlaggare, text="Det jag skrev.", fraga=True)
    undo_steg(utfall=rad, actor=stad.handlaggare)
    assert gangen.open_steps(gang) == ["forst"]
    utkast = Utkast.objects.get(objekt_id=draft_of(gang, "forst"))
    assert utkast.innehall == {"text": "Det jag skrev.", "fraga": "ja"}
    rad.refresh_from_db()
    assert rad.angrat is not None
    agree(gang)
    gangen.do(gang, "forst", stad.handlaggare)
    agree(gang)


def test_its_clock_goes_on_as_if_it_had_never_stopped(stad, gang):
    frist = Frist.objects.get(kalla=gang.pk)
    rad = gangen.do(gang, "forst", stad.handlaggare)
    frist.refresh_from_db()
    assert frist.utgang == Frist.Utgang.UPPFYLLD
    undo_steg(utfall=rad, actor=stad.handlaggare)
    igen = Frist.objects.filter(kalla=gang.pk).running().get()
    assert (igen.pk, igen.ankare, igen.senast) == (frist.pk, frist.ankare, frist.senast)


def test_after_ten_minutes_it_is_too_late(stad, gang):
    rad = gangen.do(gang, "forst", stad.handlaggare)
    with (
        time_machine.travel(timezone.now() + timedelta(minutes=10, seconds=1), tick=False),
        pytest.raises(PermissionDenied, match="tio minuter"),
    ):
        undo_steg(utfall=rad, actor=stad.handlaggare)


def test_a_leader_may_and_a_colleague_may_not(stad, gang):
    rad = gangen.do(gang, "forst", stad.handlaggare)
    with pytest.raises(PermissionDenied, match="av den som gjorde det"):
        undo_steg(utfall=rad, actor=stad.mottagare)
    undo_steg(utfall=rad, actor=stad.gruppledare)
    agree(gang)


def test_what_somebody_has_built_on_is_not_taken_back(stad, gang):
    rad = gangen.do(gang, "forst", stad.handlaggare)
    gangen.do(gang, "vanster", stad.handlaggare)
    with pytest.raises(ValidationError, match="byggt vidare"):
        undo_steg(utfall=rad, actor=stad.handlaggare)
    assert hinder_for_undo(gang, rad)


def test_of_two_ways_side_by_side_one_is_taken_back_and_the_other_stays(stad, gang):
    gangen.do(gang, "forst", stad.handlaggare)
    vanster = gangen.do(gang, "vanster", stad.handlaggare)
    gangen.do(gang, "hoger", stad.handlaggare)
    undo_steg(utfall=vanster, actor=stad.handlaggare)
    assert gangen.open_steps(gang) == ["hoger", "hoger", "vanster"]
    agree(gang)
    gangen.do(gang, "hoger", stad.handlaggare)
    gangen.do(gang, "hoger", stad.handlaggare)
    assert gangen.open_steps(gang) == ["vanster"]
    gangen.do(gang, "vanster", stad.handlaggare)
    assert gangen.open_steps(gang) == ["sist"]
    agree(gang)


def test_the_answer_that_closed_the_step_of_parties_opens_it_again(stad, gang):
    gangen.do(gang, "forst", stad.handlaggare)
    gangen.do(gang, "vanster", stad.handlaggare)
    svar = [gangen.do(gang, "hoger", stad.handlaggare) for _ in range(3)]
    with pytest.raises(ValidationError, match="byggt vidare"):
        undo_steg(utfall=svar[1], actor=stad.handlaggare)
    undo_steg(utfall=svar[2], actor=stad.handlaggare)
    assert gangen.open_steps(gang) == ["hoger"]
    agree(gang)
    kvar = Partsinbjudan.objects.get(arbetsgang=gang, svar=None)
    assert kvar.part_id == svar[2].part_id
    gangen.do(gang, "hoger", stad.handlaggare)
    assert gangen.open_steps(gang) == ["sist"]


def test_the_step_that_ended_it_opens_it_again(stad, gang):
    to_the_end(gang, stad)
    assert gang.avslutad is not None
    sista = gang.utfall.in_force().last()
    undo_steg(utfall=sista, actor=stad.handlaggare)
    agree(gang)
    assert gangen.open_steps(gang) == ["sist"]
    gangen.do(gang, "sist", stad.handlaggare, "klart")
    agree(gang)


def test_what_cannot_be_taken_back_says_so(stad, gang):
    gangen.do(gang, "forst", stad.handlaggare)
    gangen.do(gang, "vanster", stad.handlaggare)
    for _ in range(3):
        gangen.do(gang, "hoger", stad.handlaggare)
    rad = gangen.do(gang, "sist", stad.handlaggare, "slutgiltigt")
    rad = gangen.do(gang, "slutgiltigt", stad.handlaggare)
    with pytest.raises(ValidationError, match="går inte att ta tillbaka"):
        undo_steg(utfall=rad, actor=stad.handlaggare)


def test_what_a_step_changed_is_taken_back_with_it(stad, gang):
    from tests.insatser import provgang

    provgang.GJORT.clear()
    to_the_end(gang, stad)
    assert provgang.GJORT == ["sist"]
    undo_steg(utfall=gang.utfall.in_force().last(), actor=stad.handlaggare)
    assert provgang.GJORT == []


def test_redo_keeps_what_was_done_beside_it(stad, gang):
    gangen.do(gang, "forst", stad.handlaggare)
    vanster = gangen.do(gang, "vanster", stad.handlaggare)
    for _ in range(3):
        gangen.do(gang, "hoger", stad.handlaggare)
    omtag = redo_steg(utfall=vanster, skal="Fel uppgift.", actor=stad.handlaggare)
    assert omtag.skal == "Fel uppgift."
    assert gangen.open_steps(gang) == ["vanster"]
    assert gang.utfall.in_force().filter(steg="hoger").count() == 3
    agree(gang)
    gangen.do(gang, "vanster", stad.handlaggare)
    assert gangen.open_steps(gang) == ["sist"]


def test_redo_of_the_first_step_takes_all_that_came_of_it(stad, gang):
    forst = gangen.do(gang, "forst", stad.handlaggare)
    gangen.do(gang, "vanster", stad.handlaggare)
    gangen.do(gang, "hoger", stad.handlaggare)
    redo_steg(utfall=forst, skal="Gjordes för fel barn.", actor=stad.handlaggare)
    assert gangen.open_steps(gang) == ["forst"]
    assert not gang.utfall.in_force().exists()
    assert gang.utfall.count() == 3
    assert not Partsinbjudan.objects.filter(arbetsgang=gang).exists()
    agree(gang)
    to_the_end(gang, stad)
    agree(gang)


def test_redo_of_a_step_of_parties_asks_all_of_them_anew(stad, gang):
    gangen.do(gang, "forst", stad.handlaggare)
    svar = [gangen.do(gang, "hoger", stad.handlaggare) for _ in range(2)]
    redo_steg(utfall=svar[1], skal="Frågan var fel ställd.", actor=stad.handlaggare)
    assert gangen.open_steps(gang).count("hoger") == 3
    agree(gang)


def test_redo_asks_for_a_reason_and_the_steps_own_policy(stad, gang):
    forst = gangen.do(gang, "forst", stad.handlaggare)
    with pytest.raises(ValidationError, match="Skriv varför"):
        redo_steg(utfall=forst, skal="  ", actor=stad.handlaggare)
    with pytest.raises(PermissionDenied):
        redo_steg(utfall=forst, skal="Jag vill.", actor=vagen.make_stad().handlaggare)
    assert not Omtag.objects.exists()


def test_an_ended_one_is_opened_by_a_leader_only(stad, gang):
    to_the_end(gang, stad)
    with pytest.raises(PermissionDenied):
        reopen_arbetsgang(gang=gang, skal="Det var inte klart.", actor=stad.handlaggare)
    reopen_arbetsgang(gang=gang, skal="Det var inte klart.", actor=stad.gruppledare)
    assert gangen.open_steps(gang) == ["sist"]
    agree(gang)


def test_a_step_is_passed_over_with_a_reason_where_the_flow_allows_it(stad, gang):
    gangen.do(gang, "forst", stad.handlaggare)
    rad = skip_steg(gang=gang, steg="vanster", skal="Behövs inte här.", actor=stad.handlaggare)
    assert (rad.hur, rad.skal) == (Stegutfall.Hur.OVERHOPPAT, "Behövs inte här.")
    assert "vanster" not in gangen.open_steps(gang)
    agree(gang)
    with pytest.raises(PermissionDenied, match="får inte hoppas över"):
        skip_steg(gang=gang, steg="hoger", skal="Orkar inte.", actor=stad.handlaggare)


def test_passing_over_asks_for_a_reason(stad, gang):
    gangen.do(gang, "forst", stad.handlaggare)
    with pytest.raises(ValidationError) as fel:
        skip_steg(gang=gang, steg="vanster", skal="", actor=stad.handlaggare)
    assert set(fel.value.message_dict) == {"skal"}


def test_nothing_is_done_during_a_pause_and_the_law_goes_on(stad, gang):
    senast = Frist.objects.filter(kalla=gang.pk).running().get().senast
    pause_arbetsgang(gang=gang, skal="Familjen är bortrest.", actor=stad.gruppledare)
    with pytest.raises(ValidationError, match="pausad"):
        gangen.do(gang, "forst", stad.handlaggare)
    frist = Frist.objects.filter(kalla=gang.pk).running().get()
    assert (frist.vilar, frist.senast) == (False, senast)
    resume_arbetsgang(gang=gang, actor=stad.gruppledare)
    gangen.do(gang, "forst", stad.handlaggare)
    agree(gang)


def test_the_citys_own_target_rests_with_it(stad, gang):
    gangen.do(gang, "forst", stad.handlaggare)
    frist = Frist.objects.filter(kalla=gang.pk, slag="trefas_mote").running().get()
    pause_arbetsgang(gang=gang, skal="Familjen är bortrest.", actor=stad.gruppledare)
    frist.refresh_from_db()
    assert frist.vilar
    resume_arbetsgang(gang=gang, actor=stad.gruppledare)
    frist.refresh_from_db()
    assert not frist.vilar


def test_colleagues_see_who_has_taken_a_step_and_it_can_be_given_back(stad, gang):
    take_steg(gang=gang, steg="forst", actor=stad.handlaggare)
    assert open_tasks([gang]).get().owner == stad.handlaggare
    with pytest.raises(PermissionDenied, match="inte tagit"):
        give_back_steg(gang=gang, steg="forst", actor=stad.gruppledare)
    give_back_steg(gang=gang, steg="forst", actor=stad.handlaggare)
    assert open_tasks([gang]).get().owner is None


def test_taking_a_step_is_no_lock(stad, gang):
    take_steg(gang=gang, steg="forst", actor=stad.handlaggare)
    rad = gangen.do(gang, "forst", stad.gruppledare)
    assert rad.gjort_av == stad.gruppledare
    agree(gang)
