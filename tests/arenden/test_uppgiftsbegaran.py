"""Others are asked for what they know only while a utredning is open (SoL 20:6)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from arenden.actions.angra import undo_forhandsbedomning
from arenden.actions.uppgiftsbegaran import ask_for_uppgifter
from arenden.models import Steg, Uppgiftsbegaran, Utredning
from tests.arenden.webb import som
from tests.insatser import vagen

pytestmark = pytest.mark.django_db
BREV = {"till": "Ekskolan", "vad": "Frånvaron i höst.", "satt": "brev"}


def letter() -> dict:
    return BREV | {"senast": timezone.localdate() + timedelta(days=10)}


def post(person, arende) -> int:
    svar = som(person).post(reverse("arenden:ny_begaran", args=[arende.pk]), letter())
    return svar.status_code


def test_before_the_utredning_there_is_no_letter_to_write(stad):
    arende = vagen.arende_at(stad, Steg.FORHANDSBEDOMNING)
    for vem in (stad.mottagare, stad.gruppledare):
        assert post(vem, arende) == 404
        sida = som(vem).get(reverse("insatser:arende", args=[arende.pk])).content.decode()
        assert reverse("arenden:ny_begaran", args=[arende.pk]) not in sida
    assert not Uppgiftsbegaran.objects.exists()


def test_a_report_that_leads_to_nothing_asks_nobody(stad):
    arende = vagen.receive(stad)
    vagen.protect(stad, arende)
    vagen.open_(stad, vagen.fresh(arende), inleds=False)
    assert post(stad.mottagare, arende) == 404


def test_while_it_is_open_the_letter_is_sent_and_once_closed_it_is_refused(stad):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    assert post(stad.handlaggare, arende) == 303
    vagen.investigate(stad, arende)
    assert post(stad.handlaggare, arende) == 422
    utredning = Utredning.objects.get(arende=arende)
    with pytest.raises(PermissionDenied, match="Utredningen är avslutad"):
        ask_for_uppgifter(utredning=utredning, actor=stad.handlaggare, **letter())
    assert Uppgiftsbegaran.objects.count() == 1


def test_a_utredning_that_has_asked_others_has_begun_and_is_not_taken_back(stad):
    arende = vagen.arende_at(stad, Steg.UNDERRATTELSE)
    ask_for_uppgifter(
        utredning=Utredning.objects.get(arende=arende), actor=stad.mottagare, **letter()
    )
    with pytest.raises(ValidationError, match="har redan börjat"):
        undo_forhandsbedomning(arende=arende, actor=stad.mottagare)
