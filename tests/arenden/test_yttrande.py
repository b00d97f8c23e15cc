"""The prosecutor's clock ends when the yttrande is given, and no other clock by that page."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from arenden.models import Arende, Frist, Steg
from tests.arenden.webb import som
from tests.insatser import vagen

LUL = {
    "slag": "underrattelse_lul",
    "anmalare": {"kategori": "Åklagare", "namn": "Kammaråklagare P. Ek"},
    "yttrande": {"begart": True, "senast": "2099-11-30"},
}


@pytest.fixture
def arende(stad) -> Arende:
    return vagen.receive(stad, **LUL)


def page(frist: Frist) -> str:
    return reverse("arenden:yttrande", args=[frist.arende_id, frist.pk])


def test_giving_the_yttrande_stops_its_clock(stad, arende):
    frist = Frist.objects.get(slag="yttrande_lul")
    assert f"{timezone.localdate(frist.senast)}" == "2099-11-30"
    assert som(stad.mottagare).post(page(frist)).status_code == 303
    frist.refresh_from_db()
    assert frist.utgang == Frist.Utgang.UPPFYLLD


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
