"""«Förklara ärendet»: why a case stands where it stands, for those who see it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from access.models import Jav, Roll
from arenden.models import Arende, Steg
from insatser.actions.arbetsgang import start_arbetsgang
from insatser.models import Arbetsgang
from tests.arenden.webb import som
from tests.builders import make_anvandare
from tests.insatser import gangen, vagen
from tests.insatser.test_sidor_fragor import asked

pytestmark = pytest.mark.django_db
FLODE = "begaran_om_avgorande"
MOST = 36
"""A third of it holds the case against every fact of it, then and there."""


def url(arende):
    return reverse("insatser:forklara", args=[arende.pk])


def page(anvandare, arende):
    return som(anvandare).get(url(arende)).content.decode()


@pytest.fixture
def arende(stad):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    Arende.objects.filter(pk=arende.pk).update(oppnat=timezone.now() - timedelta(days=200))
    return vagen.fresh(arende)


def test_it_says_what_is_open_what_is_missing_and_who_does_it(stad, arende):
    text = page(stad.handlaggare, arende)
    assert "Barnets egna ord saknas." in text
    assert "Förhandsbedömning" in text
    assert f"<strong>{stad.handlaggare}</strong>" in text
    assert "Tilldelad handläggare" in text
    assert "P14D" in text
    assert "Något stämmer inte" not in text


def test_each_arbetsgang_stands_there_with_its_version_and_its_steps(stad, arende):
    gang = start_arbetsgang(arende=arende, flode=FLODE, actor=stad.handlaggare)
    gangen.do(gang, "registrera", stad.handlaggare)
    text = page(stad.handlaggare, arende)
    assert "Pröva begäran" in text
    assert "Beslutet fattas av gruppledare" in text
    assert "Ja." in page(stad.gruppledare, arende)


def test_nothing_that_was_written_is_shown(stad, arende):
    text = page(stad.handlaggare, arende)
    for ord_ in ("Frånvaron är stor", "varit i skolan", "Rektor S. Lind"):
        assert ord_ not in text


def test_what_does_not_agree_is_said(stad, arende):
    Arende.objects.filter(pk=arende.pk).update(steg=Steg.PLAN)
    text = page(stad.handlaggare, arende)
    assert "Något stämmer inte" in text
    assert "listan säger plan, fakta säger utredning" in text


def test_who_has_jav_does_not_reach_it(stad, arende):
    Jav.objects.create(
        anvandare=stad.gruppledare,
        akt_id=arende.akt_id,
        slag=Jav.Slag.ANMALD,
        anmald_av=stad.handlaggare,
    )
    text = page(stad.handlaggare, arende)
    assert f"Stoppas av jäv: {stad.gruppledare}" in text
    assert f"<strong>{stad.gruppledare}</strong>" not in text


def test_who_does_not_see_the_case_sees_nothing(arende):
    assert som(make_anvandare(Roll.SOCIALSEKRETERARE)).get(url(arende)).status_code == 404


def test_it_asks_no_more_for_what_is_done(stad, arende):
    """Only what is open costs: what is missing there is asked of the rooms."""
    client = som(stad.handlaggare)

    def travel():
        start_arbetsgang(arende=arende, flode=FLODE, actor=stad.handlaggare)
        gang = Arbetsgang.objects.ongoing().get()
        gangen.do(gang, "registrera", stad.handlaggare)
        gangen.do(gang, "prova", stad.gruppledare, "avslas")
        gangen.do(gang, "underratta", stad.handlaggare)

    travel()
    ett = len(asked(client, url(arende)))
    travel()
    travel()
    assert len(asked(client, url(arende))) == ett <= MOST
