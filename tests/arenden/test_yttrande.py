"""A prosecutor's clock from before the arbetsgång ends by its page, and no other clock does."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from arenden.actions.frister import start_frist
from arenden.models import Arende, Frist, Steg
from tests.arenden.webb import som
from tests.insatser import vagen

LUL = {
    "slag": "underrattelse_lul",
    "anmalare": {"kategori": "Åklagare", "namn": "Kammaråklagare P. Ek"},
}


@pytest.fixture
def arende(stad) -> Arende:
    return vagen.receive(stad, **LUL)


def page(frist: Frist) -> str:
    return reverse("arenden:yttrande", args=[frist.arende_id, frist.pk])


def test_giving_the_yttrande_stops_its_clock(stad, arende):
    frist = start_frist(
        arende,
        "yttrande_lul",
        ankare=timezone.now(),
        senast=date(2099, 11, 30),
        actor=stad.mottagare,
    )
    assert som(stad.mottagare).post(page(frist)).status_code == 303
    frist.refresh_from_db()
    assert frist.utgang == Frist.Utgang.UPPFYLLD


def test_a_clock_of_an_arbetsgang_is_stopped_there_alone(stad):
    arende = vagen.receive(stad, **LUL, yttrande={"begart": True, "senast": "2099-11-30"})
    frist = Frist.objects.get(arende=arende, slag="yttrande_lul")
    assert som(stad.mottagare).get(page(frist)).status_code == 403
    som(stad.mottagare).post(page(frist))
    frist.refresh_from_db()
    assert frist.stoppad is None


def test_another_clock_is_not_stopped_so(stad, arende):
    frist = Frist.objects.get(slag="forhandsbedomning")
    assert som(stad.mottagare).get(page(frist)).status_code == 403
    som(stad.mottagare).post(page(frist))
    frist.refresh_from_db()
    assert frist.stoppad is None


def test_a_reporter_of_a_report_that_joins_an_utredning_gets_a_week(stad):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    Frist.objects.filter(slag="aterkoppling").delete()
    vagen.receive(stad, text="Han har setts med en kniv.")
    assert not Frist.objects.filter(slag="aterkoppling").exists()
    vagen.protect(stad, arende)
    frist = Frist.objects.get(slag="aterkoppling")
    assert frist.anmalan.skyddsbedomning.bedomd == frist.ankare
