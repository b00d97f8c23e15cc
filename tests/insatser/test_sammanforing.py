"""Two ärenden about one person become one: what moves, what stays, what is refused, and regret."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from arenden.models import Anmalan, Arende, Frist, Sammanforing, Steg
from audit.models import Logghandelse
from insatser.actions.sammanforing import merge_arende, undo_sammanforing
from insatser.flows.check import disagreements
from insatser.flows.fard import open_tasks
from insatser.rules.sammanforing import Part, hindrances
from tests.arenden.webb import som, text_of
from tests.insatser import vagen

pytestmark = pytest.mark.django_db
SKAL = "Det är samma händelse, registrerad två gånger."


@pytest.fixture
def tva(stad) -> tuple[Arende, Arende]:
    """An ärende by mistake, and the one that the report should have joined."""
    till, fran = vagen.two_about_one(stad)
    return fran, till


def merge(stad, fran, till) -> Sammanforing:
    return merge_arende(fran=fran, till=till, motivering=SKAL, actor=stad.gruppledare)


def steps(arende) -> list[str]:
    return sorted(task.flow_task.name for task in open_tasks([arende]))


def clocks(arende) -> list[str]:
    return sorted(frist.slag for frist in Frist.objects.filter(arende=arende).running())


def agree(*arenden) -> None:
    for arende in arenden:
        assert list(disagreements(vagen.fresh(arende))) == []


def test_the_report_goes_on_in_the_other_arende_with_its_own_protection(stad, tva):
    fran, till = tva
    anmalan = fran.anmalningar.get()
    merge(stad, fran, till)
    assert anmalan in till.anmalningar.all()
    assert steps(till) == ["skyddsbedomning", "utredning"]
    assert steps(fran) == []
    assert vagen.fresh(fran).steg == Steg.AVSLUTAT
    assert vagen.fresh(till).steg == Steg.UTREDNING
    agree(fran, till)
    vagen.protect(stad, vagen.fresh(till))
    assert steps(till) == ["utredning"]
    agree(till)


def test_its_clocks_stop_and_only_the_reports_own_goes_on(stad, tva):
    fran, till = tva
    merge(stad, fran, till)
    assert clocks(fran) == []
    assert set(Frist.objects.filter(arende=fran).values_list("utgang", flat=True)) == {"inaktuell"}
    skydd = Frist.objects.running().get(arende=till, slag="skyddsbedomning")
    assert skydd.ankare == skydd.anmalan.inkom
    assert "forhandsbedomning" not in clocks(till)


def test_of_two_clocks_the_stricter_is_kept(stad, tva):
    fran, till = tva
    vagen.protect(stad, fran)
    stad.mottagare = stad.handlaggare
    vagen.open_(stad, vagen.fresh(fran))
    vagen.tell(stad, vagen.fresh(fran))
    senare = Frist.objects.get(arende=till, slag="utredning")
    Frist.objects.filter(pk=senare.pk).update(senast=senare.senast + timedelta(days=40))
    strangare = Frist.objects.get(arende=fran, slag="utredning")
    merge(stad, vagen.fresh(fran), till)
    kvar = Frist.objects.running().get(arende=till, slag="utredning")
    assert kvar.ankare == strangare.ankare


def test_both_akter_say_who_did_it_and_the_texts_stay(stad, tva):
    fran, till = tva
    merge(stad, fran, till)
    rad = Logghandelse.objects.get(verb="sammanforing.make")
    assert rad.akt_id == fran.akt_id
    sida = text_of(som(stad.gruppledare).get(reverse("insatser:arende", args=[fran.pk])))
    assert till.arendenummer in sida
    hos_till = text_of(som(stad.gruppledare).get(reverse("insatser:arende", args=[till.pk])))
    assert fran.arendenummer in hos_till


def test_it_can_be_regretted_for_ten_minutes(stad, tva, time_machine):
    fran, till = tva
    fore = (steps(fran), clocks(fran), clocks(till))
    rad = merge(stad, fran, till)
    undo_sammanforing(sammanforing=rad, actor=stad.gruppledare)
    assert (steps(fran), clocks(fran), clocks(till)) == fore
    assert vagen.fresh(fran).steg == Steg.SKYDDSBEDOMNING
    assert vagen.fresh(fran).avslutat is None
    agree(fran, till)
    rad = merge(stad, vagen.fresh(fran), vagen.fresh(till))
    time_machine.move_to(timezone.now() + timedelta(minutes=11), tick=False)
    with pytest.raises(PermissionDenied, match="tio minuter"):
        undo_sammanforing(sammanforing=rad, actor=stad.gruppledare)


def test_what_was_assessed_meanwhile_is_not_asked_for_again(stad, tva):
    fran, till = tva
    rad = merge(stad, fran, till)
    vagen.protect(stad, vagen.fresh(till))
    undo_sammanforing(sammanforing=rad, actor=stad.gruppledare)
    assert vagen.fresh(fran).steg == Steg.FORHANDSBEDOMNING
    assert "skyddsbedomning" not in clocks(fran)
    agree(fran, till)


def test_only_whoever_decides_brings_them_together(stad, tva):
    fran, till = tva
    with pytest.raises(PermissionDenied):
        merge_arende(fran=fran, till=till, motivering=SKAL, actor=stad.handlaggare)
    assert not Sammanforing.objects.exists()


@pytest.mark.parametrize(
    ("fran", "till", "varfor"),
    [
        (Part("A", "1", "utredning"), Part("B", "2", "utredning"), "olika personer"),
        (Part("A", "1", "utredning"), Part("B", "1", "forhandsbedomning"), "kommit längre"),
        (Part("A", "1", "beslut"), Part("B", "1", "beslut"), "förbi utredningen"),
        (Part("A", "1", "utredning"), Part("B", "1", "plan"), "prövas inte längre"),
        (Part("A", "1", "utredning", arbetsgangar=1), Part("B", "1", "utredning"), "arbetsgångar"),
        (Part("A", "1", "utredning", mottagna=1), Part("B", "1", "utredning"), "förts hit"),
        (Part("A", "1", "utredning"), Part("A", "1", "utredning"), "ett annat ärende"),
    ],
)
def test_what_hinders_it_is_said(fran, till, varfor):
    [hinder] = hindrances(fran, till)
    assert varfor in hinder


def test_the_page_offers_the_arenden_that_can_receive_it(stad, tva):
    fran, till = tva
    sida = reverse("insatser:for_till", args=[fran.pk])
    client = som(stad.gruppledare)
    assert till.arendenummer in text_of(client.get(sida))
    svar = client.post(sida, {"till": str(till.pk), "motivering": SKAL})
    assert svar.status_code == 303
    assert Anmalan.objects.filter(arende=till).count() == 2
    angra = reverse("insatser:angra_sammanforing", args=[fran.pk])
    assert client.post(angra).status_code == 303
    assert vagen.fresh(fran).steg == Steg.SKYDDSBEDOMNING


def test_without_a_fitting_arende_the_page_says_so(stad):
    arende = vagen.arende_at(stad, Steg.FORHANDSBEDOMNING)
    svar = som(stad.gruppledare).get(reverse("insatser:for_till", args=[arende.pk]))
    assert "inget annat ärende" in text_of(svar)


def test_an_unknown_arende_is_not_chosen(stad, tva):
    fran, _ = tva
    annat = vagen.receive(
        stad, berorda=[{"roll": "barn", "fornamn": "Nora", "ungefarlig_alder": 9}], text="Annat."
    )
    sida = reverse("insatser:for_till", args=[fran.pk])
    svar = som(stad.gruppledare).post(sida, {"till": str(annat.pk), "motivering": SKAL})
    assert svar.status_code == 422
    with pytest.raises(ValidationError, match="olika personer"):
        merge(stad, fran, annat)
