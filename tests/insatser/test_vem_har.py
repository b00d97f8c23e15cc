"""Whose a case is: taken, given out by the dozen, handed over with a note, opened again."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from access.actions.franvaro import appoint_ersattare
from access.models import Avisering, Roll, Tilltrade
from access.regel import reaches_akt
from arenden.actions.tilldelning import take_arende
from arenden.models import Arende, Frist, Steg
from audit.models import Logghandelse
from insatser.actions.ateroppna import reopen_arende, undo_utredning
from insatser.actions.fordelning import distribute, preview, undo_distribution
from insatser.actions.overlamning import (
    accept_overlamning,
    offer_arende,
    return_overlamning,
    withdraw_overlamning,
)
from insatser.flows.check import disagreements
from insatser.models import Avslut, Fordelning, Overlamning
from tests.arenden.webb import som, text_of
from tests.builders import make_akt, make_anvandare, make_arende
from tests.insatser import vagen

pytestmark = pytest.mark.django_db
NOT = "Mamman ringer på torsdag."


@pytest.fixture
def kollega(stad):
    return make_anvandare(Roll.SOCIALSEKRETERARE, enhet=stad.enhet)


@pytest.fixture
def arende(stad) -> Arende:
    return vagen.arende_at(stad, Steg.UTREDNING)


def otilldelade(stad, antal: int) -> list[Arende]:
    return [make_arende(akt=make_akt(enhet=stad.mottagning)) for _ in range(antal)]


# Take


def test_a_case_that_nobody_has_is_taken_out_of_ones_own_unit(stad):
    arende = vagen.arende_at(stad, Steg.FORHANDSBEDOMNING)
    take_arende(arende=arende, actor=stad.mottagare)
    assert vagen.fresh(arende).handlaggare == stad.mottagare
    with pytest.raises(PermissionDenied, match="har redan en handläggare"):
        take_arende(arende=arende, actor=stad.gruppledare)


def test_nobody_takes_a_case_out_of_another_unit(stad):
    arende = vagen.arende_at(stad, Steg.FORHANDSBEDOMNING)
    with pytest.raises(PermissionDenied, match="annan enhet"):
        take_arende(arende=arende, actor=stad.handlaggare)


# Give out by the dozen


def test_the_preview_says_which_can_and_why_not_and_writes_nothing(stad, arende, kollega):
    nya = otilldelade(stad, 2)
    fore = Logghandelse.objects.count()
    rader = preview([*nya, arende], stad.handlaggare, actor=stad.gruppledare)
    assert [rad.hinder for rad in rader] == ["", "", f"{stad.handlaggare} har redan ärendet."]
    assert Logghandelse.objects.count() == fore


def test_each_case_is_given_by_itself_with_its_own_entry(stad, arende):
    nya = otilldelade(stad, 2)
    fore = Logghandelse.objects.filter(verb="arende.assign").count()
    _, rader = distribute([*nya, arende], till=stad.handlaggare, actor=stad.gruppledare)
    assert [bool(rad.hinder) for rad in rader] == [False, False, True]
    assert Logghandelse.objects.filter(verb="arende.assign").count() == fore + 2
    assert {vagen.fresh(ett).handlaggare for ett in nya} == {stad.handlaggare}


def test_a_round_is_undone_within_ten_minutes_and_everyone_is_as_before(stad, arende, kollega):
    ny = otilldelade(stad, 1)[0]
    omgang, _ = distribute([ny, arende], till=kollega, actor=stad.gruppledare)
    assert reaches_akt(kollega, arende.akt_id)
    assert not reaches_akt(stad.handlaggare, arende.akt_id)
    undo_distribution(omgang=omgang, actor=stad.gruppledare)
    assert vagen.fresh(arende).handlaggare == stad.handlaggare
    assert vagen.fresh(ny).handlaggare is None
    assert vagen.fresh(ny).enhet == ny.enhet
    assert not reaches_akt(kollega, arende.akt_id)
    assert not reaches_akt(kollega, ny.akt_id)
    with pytest.raises(PermissionDenied):
        undo_distribution(omgang=omgang, actor=stad.gruppledare)


def test_after_ten_minutes_a_round_stands(stad, arende, kollega):
    omgang, _ = distribute([arende], till=kollega, actor=stad.gruppledare)
    with (
        time_machine.travel(timezone.now() + timedelta(minutes=11), tick=False),
        pytest.raises(PermissionDenied, match="tio minuter"),
    ):
        undo_distribution(omgang=omgang, actor=stad.gruppledare)


def test_the_pages_lead_from_boxes_to_preview_to_result_and_back(stad, kollega):
    nya = otilldelade(stad, 2)
    klient = som(stad.gruppledare)
    sida = klient.get(reverse("insatser:fordela"))
    assert all(ett.arendenummer in text_of(sida) for ett in nya)
    assert "Alla pågående" in text_of(sida)
    assert f"{kollega} (0 pågående)" in text_of(sida)
    valda = {"arende": [ett.pk for ett in nya], "till": kollega.pk}
    granskat = klient.post(reverse("insatser:fordela"), valda)
    assert f"ingen än → {kollega}" in text_of(granskat)
    assert not Fordelning.objects.exists()
    svar = klient.post(reverse("insatser:fordela"), valda | {"gor": "fordela"})
    assert svar.status_code == 303
    assert "Ångra fördelningen" in text_of(klient.get(svar.url))
    assert {vagen.fresh(ett).handlaggare for ett in nya} == {kollega}
    klient.post(svar.url)
    assert {vagen.fresh(ett).handlaggare for ett in nya} == {None}


def test_without_a_box_the_page_says_so(stad, kollega):
    otilldelade(stad, 1)
    svar = som(stad.gruppledare).post(reverse("insatser:fordela"), {"till": kollega.pk})
    assert svar.status_code == 422
    assert "Kryssa för minst ett ärende." in text_of(svar)


# Hand over


def offer(stad, arende, kollega) -> Overlamning:
    return offer_arende(arende=arende, till=kollega, anteckning=NOT, actor=stad.handlaggare)


def test_both_reach_the_case_until_it_is_taken(stad, arende, kollega):
    overlamning = offer(stad, arende, kollega)
    assert reaches_akt(kollega, arende.akt_id)
    assert reaches_akt(stad.handlaggare, arende.akt_id)
    assert Avisering.objects.unread().filter(mottagare=kollega).exists()
    accept_overlamning(overlamning=overlamning, actor=kollega)
    assert vagen.fresh(arende).handlaggare == kollega
    assert reaches_akt(kollega, arende.akt_id)
    assert not reaches_akt(stad.handlaggare, arende.akt_id)


def test_sent_back_it_stays_where_it_was(stad, arende, kollega):
    overlamning = offer(stad, arende, kollega)
    with pytest.raises(ValidationError):
        return_overlamning(overlamning=overlamning, kommentar=" ", actor=kollega)
    return_overlamning(overlamning=overlamning, kommentar="Jag slutar.", actor=kollega)
    assert vagen.fresh(arende).handlaggare == stad.handlaggare
    assert not reaches_akt(kollega, arende.akt_id)
    assert Avisering.objects.unread().filter(mottagare=stad.handlaggare).exists()


def test_an_offer_is_taken_back_before_its_answer(stad, arende, kollega):
    overlamning = offer(stad, arende, kollega)
    withdraw_overlamning(overlamning=overlamning, actor=stad.handlaggare)
    assert not Tilltrade.objects.live().filter(anvandare=kollega, kalla=overlamning.pk).exists()
    with pytest.raises(PermissionDenied, match="redan besvarad"):
        accept_overlamning(overlamning=overlamning, actor=kollega)


def test_only_its_handlaggare_offers_and_only_the_receiver_answers(stad, arende, kollega):
    with pytest.raises(PermissionDenied, match="av sin handläggare"):
        offer_arende(arende=arende, till=kollega, anteckning=NOT, actor=stad.gruppledare)
    overlamning = offer(stad, arende, kollega)
    with pytest.raises(PermissionDenied, match="inte till dig"):
        accept_overlamning(overlamning=overlamning, actor=stad.gruppledare)


def test_the_pages_of_a_hand_over(stad, arende, kollega):
    data = {"till": kollega.pk, "anteckning": NOT}
    svar = som(stad.handlaggare).post(reverse("insatser:overlamna", args=[arende.pk]), data)
    assert svar.status_code == 303
    sida = som(kollega).get(reverse("insatser:overlamning", args=[arende.pk]))
    assert NOT in text_of(sida)
    som(kollega).post(reverse("insatser:ta_emot", args=[arende.pk]))
    assert vagen.fresh(arende).handlaggare == kollega


# Open again


def test_a_closed_case_is_opened_again_by_a_leader(stad):
    arende = vagen.arende_at(stad, Steg.AVSLUTAT)
    with pytest.raises(PermissionDenied):
        reopen_arende(arende=arende, skal="Det var inte slut.", actor=stad.handlaggare)
    reopen_arende(arende=arende, skal="Det var inte slut.", actor=stad.gruppledare)
    arende = vagen.fresh(arende)
    assert (arende.steg, arende.avslutat) == (Steg.AVSLUT, None)
    assert list(disagreements(arende)) == []
    assert Avslut.historik.filter(arende=arende, history_type="-").exists()
    vagen.close(stad, arende)
    assert vagen.fresh(arende).steg == Steg.AVSLUTAT


def test_what_a_decision_closed_is_changed_by_reviewing_the_decision(stad):
    arende = vagen.arende_at(stad, Steg.BESLUTSFORSLAG)
    vagen.settle(stad, arende, "utan_insats")
    arende = vagen.fresh(arende)
    assert arende.steg == Steg.AVSLUTAT
    with pytest.raises(ValidationError, match="FL 36"):
        reopen_arende(arende=arende, skal="Fel.", actor=stad.gruppledare)


def test_a_completed_utredning_is_taken_back_with_its_months(stad, arende):
    senast = Frist.objects.get(arende=arende, slag="utredning").senast
    vagen.investigate(stad, arende)
    undo_utredning(arende=vagen.fresh(arende), actor=stad.handlaggare)
    arende = vagen.fresh(arende)
    assert arende.steg == Steg.UTREDNING
    assert arende.frister.running().get(slag="utredning").senast == senast
    assert list(disagreements(arende)) == []


def test_not_when_a_proposal_has_been_made(stad, arende):
    vagen.investigate(stad, arende)
    vagen.propose(stad, arende)
    with pytest.raises(PermissionDenied, match="byggt vidare"):
        undo_utredning(arende=vagen.fresh(arende), actor=stad.handlaggare)


def test_the_case_page_shows_the_buttons_that_one_has(stad, arende):
    vagen.investigate(stad, arende)
    url = reverse("insatser:arende", args=[arende.pk])
    sida = text_of(som(stad.handlaggare).get(url))
    assert "Det går att ångra till" in sida
    assert "Lämna över ärendet" in sida
    som(stad.handlaggare).post(reverse("insatser:angra_utredning", args=[arende.pk]))
    assert vagen.fresh(arende).steg == Steg.UTREDNING


# Away


def test_the_cover_sees_the_absent_persons_steps_as_theirs(stad, arende, kollega):
    idag = timezone.localdate()
    appoint_ersattare(
        anvandare=stad.handlaggare,
        ersattare=kollega,
        fran=idag,
        till=idag + timedelta(days=7),
        actor=stad.gruppledare,
    )
    sida = text_of(som(kollega).get(reverse("insatser:min_dag")))
    assert f"Utredning, {arende.arendenummer}" in sida
    assert f"för {stad.handlaggare}" in sida
    egen = text_of(som(stad.handlaggare).get(reverse("insatser:min_dag")))
    assert f"för {stad.handlaggare}" not in egen
