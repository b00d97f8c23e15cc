"""The yttrande to the prosecutor: begun by the report, written by one, approved by another."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from arenden.models import Arende, Frist
from insatser.dokument.yttrande import yttrande_innehall
from insatser.flows.check import disagreements
from insatser.models import Arbetsgang
from tests.arenden.webb import som
from tests.insatser import vagen
from tests.insatser.gangen import do, open_steps

pytestmark = pytest.mark.django_db


def senast() -> str:
    return f"{timezone.localdate() + timedelta(days=9)}"


@pytest.fixture
def arende(stad) -> Arende:
    return vagen.receive(
        stad,
        slag="underrattelse_lul",
        anmalare={"kategori": "Åklagare", "namn": "Kammaråklagare P. Ek"},
        yttrande={"begart": True, "senast": senast()},
    )


@pytest.fixture
def gang(arende) -> Arbetsgang:
    return Arbetsgang.objects.get(arende=arende, flode="lul_yttrande")


def clock() -> Frist:
    return Frist.objects.running().get(slag="yttrande_lul")


def test_a_report_that_asks_for_one_begins_it_with_the_day_that_was_set(arende, gang):
    assert open_steps(gang) == ["begart"]
    assert f"{clock().mal}" == senast()
    assert clock().kalla == gang.pk
    assert list(disagreements(vagen.fresh(arende))) == []


def test_a_report_that_only_tells_begins_none(stad):
    arende = vagen.receive(stad, slag="underrattelse_lul")
    assert not Arbetsgang.objects.filter(arende=arende).exists()
    assert not Frist.objects.filter(slag="yttrande_lul").exists()


def test_it_is_given_after_somebody_else_has_approved_it(stad, arende, gang):
    for steg in ("begart", "underlag", "utkast"):
        do(gang, steg, stad.mottagare)
    assert yttrande_innehall(gang) is None
    with pytest.raises(PermissionDenied):
        do(gang, "godkann", stad.mottagare)
    do(gang, "godkann", stad.gruppledare)
    assert yttrande_innehall(gang) is not None
    do(gang, "lamnat", stad.mottagare)
    assert gang.slut == "slut_lamnat"
    assert Frist.objects.get(slag="yttrande_lul").utgang == Frist.Utgang.UPPFYLLD
    assert list(disagreements(vagen.fresh(arende))) == []


def test_whoever_wrote_it_does_not_approve_it(stad, gang):
    for steg in ("begart", "underlag", "utkast"):
        do(gang, steg, stad.gruppledare)
    with pytest.raises(PermissionDenied, match="Någon annan"):
        do(gang, "godkann", stad.gruppledare)


def test_what_is_not_approved_is_written_anew(stad, gang):
    for steg in ("begart", "underlag", "utkast"):
        do(gang, steg, stad.mottagare)
    do(gang, "godkann", stad.gruppledare, "tillbaka")
    assert open_steps(gang) == ["utkast"]
    assert yttrande_innehall(gang) is None


def test_only_whoever_asked_gives_more_time_and_it_is_noted_who(stad, arende, gang):
    do(gang, "begart", stad.mottagare)
    do(gang, "underlag", stad.mottagare, "mer_tid")
    tidigare = {"vem": "Kammaråklagare P. Ek", "nar": senast(), "ny_dag": senast()}
    with pytest.raises(ValidationError, match="efter den tidigare"):
        do(gang, "ny_dag", stad.mottagare, **tidigare)
    ny = f"{timezone.localdate() + timedelta(days=20)}"
    do(gang, "ny_dag", stad.mottagare, **(tidigare | {"ny_dag": ny}))
    assert open_steps(gang) == ["underlag"]
    assert f"{clock().mal}" == ny
    assert list(disagreements(vagen.fresh(arende))) == []


def test_a_request_may_be_taken_back(stad, gang):
    do(gang, "begart", stad.mottagare)
    do(gang, "underlag", stad.mottagare, "aterkallad")
    assert gang.slut == "slut_aterkallad"
    assert not Frist.objects.running().filter(slag="yttrande_lul").exists()


def test_the_prosecutor_is_answered_although_no_utredning_is_opened(stad, arende, gang):
    vagen.protect(stad, arende)
    vagen.open_(stad, vagen.fresh(arende), inleds=False)
    assert clock().kalla == gang.pk
    do(gang, "begart", stad.mottagare)
    assert open_steps(gang) == ["underlag"]


def test_its_page_leads_to_the_letter_when_it_is_approved(stad, arende, gang):
    sida = reverse("insatser:arbetsgang", args=[arende.pk, gang.pk])
    brev = reverse("insatser:yttrande_pdf", args=[arende.pk, gang.pk])
    client = som(stad.mottagare)
    for steg in ("begart", "underlag", "utkast"):
        do(gang, steg, stad.mottagare)
    assert brev not in client.get(sida).content.decode()
    assert client.get(brev).status_code == 404
    do(gang, "godkann", stad.gruppledare)
    assert brev in client.get(sida).content.decode()
    assert client.get(brev)["Content-Type"] == "application/pdf"
