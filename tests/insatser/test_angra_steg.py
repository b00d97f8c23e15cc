"""Regret of a step of the ärendeflöde: within ten minutes, and not of what the law changes else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from arenden.actions.angra import (
    ANGRA,
    AVGJORDA_AV_ANNAT,
    undo_forhandsbedomning,
    undo_forslag,
    undo_underrattelse,
)
from arenden.actions.forhandsbedomning import give_aterkoppling
from arenden.models import Beslut, Forhandsbedomning, Frist, Steg, Utredning
from insatser.flows.check import disagreements
from tests.arenden.webb import som, text_of
from tests.insatser import vagen

pytestmark = pytest.mark.django_db
ARENDEN_EGNA = {Steg.PLAN, Steg.TEAM, Steg.INSATS, Steg.UPPFOLJNING, Steg.AVSLUT, Steg.UTREDNING}
"""Steps of the rooms above, and one whose regret stands there."""


def running(arende) -> set[str]:
    return {frist.slag for frist in Frist.objects.filter(arende=arende).running()}


def test_every_step_of_this_room_can_be_taken_back_or_says_why_not():
    alla = set(ANGRA) | set(AVGJORDA_AV_ANNAT) | ARENDEN_EGNA | {Steg.AVSLUTAT}
    assert alla == set(Steg)


@pytest.mark.parametrize("inleds", [True, False])
def test_the_forhandsbedomning_is_open_again_with_its_clock(stad, inleds):
    arende = vagen.arende_at(stad, Steg.FORHANDSBEDOMNING)
    vagen.open_(stad, arende, inleds=inleds)
    undo_forhandsbedomning(arende=vagen.fresh(arende), actor=stad.mottagare)
    arende = vagen.fresh(arende)
    assert arende.steg == Steg.FORHANDSBEDOMNING
    assert arende.avslutat is None
    assert running(arende) == {"forhandsbedomning"}
    assert not Forhandsbedomning.objects.exists()
    assert not Utredning.objects.exists()
    assert list(disagreements(arende)) == []
    vagen.open_(stad, arende)
    assert vagen.fresh(arende).steg == Steg.UNDERRATTELSE


def test_not_after_ten_minutes(stad, time_machine):
    arende = vagen.arende_at(stad, Steg.UNDERRATTELSE)
    time_machine.move_to(timezone.now() + timedelta(minutes=11), tick=False)
    with pytest.raises(PermissionDenied, match="tio minuter"):
        undo_forhandsbedomning(arende=arende, actor=stad.mottagare)


def test_not_by_somebody_else_who_does_not_lead(stad):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    with pytest.raises(PermissionDenied, match="den som gjorde det"):
        undo_underrattelse(arende=arende, actor=stad.handlaggare)
    undo_underrattelse(arende=arende, actor=stad.gruppledare)
    arende = vagen.fresh(arende)
    assert arende.steg == Steg.UNDERRATTELSE
    assert "underrattelse_inledd" in running(arende)
    assert list(disagreements(arende)) == []


def test_not_what_the_reporter_already_knows(stad):
    arende = vagen.arende_at(stad, Steg.UNDERRATTELSE)
    give_aterkoppling(
        anmalan=arende.anmalningar.get(), uppgift="inledd", motivering="", actor=stad.mottagare
    )
    with pytest.raises(ValidationError, match="redan fått veta"):
        undo_forhandsbedomning(arende=arende, actor=stad.mottagare)


def test_not_a_utredning_that_has_begun(stad):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    with pytest.raises(ValidationError, match="redan börjat"):
        undo_forhandsbedomning(arende=arende, actor=stad.gruppledare)
    assert Forhandsbedomning.objects.count() == 1


def test_a_proposal_that_nobody_has_decided_on(stad):
    arende = vagen.arende_at(stad, Steg.BESLUT)
    undo_forslag(arende=arende, actor=stad.handlaggare)
    arende = vagen.fresh(arende)
    assert arende.steg == Steg.BESLUTSFORSLAG
    assert arende.beslut.get().utfall == Beslut.Utfall.ATERTAGET
    assert list(disagreements(arende)) == []


def test_a_decision_is_changed_otherwise(stad):
    arende = vagen.arende_at(stad, Steg.PLAN)
    with pytest.raises(ValidationError, match="inget sådant steg"):
        undo_forslag(arende=arende, actor=stad.handlaggare)
    assert "FL 36–39" in AVGJORDA_AV_ANNAT[Steg.BESLUT]


def test_the_page_takes_back_the_newest_step(stad):
    arende = vagen.arende_at(stad, Steg.UNDERRATTELSE)
    sida, client = reverse("arenden:angra_steg", args=[arende.pk]), som(stad.mottagare)
    assert "Förhandsbedömning" in text_of(client.get(sida))
    assert client.post(sida).status_code == 303
    assert vagen.fresh(arende).steg == Steg.FORHANDSBEDOMNING
    assert client.get(sida).status_code == 403
