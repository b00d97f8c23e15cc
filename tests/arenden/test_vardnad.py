"""Who has custody is noted on a page of its own, with history, by those who work in the case."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from arenden.actions.las import Konflikt
from arenden.actions.vardnad import add_vardnadshavare, end_vardnad
from arenden.models import Vardnadshavare
from audit.models import Logghandelse
from tests.arenden.webb import errors_at, som, text_of
from tests.builders import (
    give_akt,
    make_akt,
    make_anvandare,
    make_arende,
    make_enhet,
    make_vardnadshavare,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def fall():
    """An ärende with its handläggare, and a mother with custody."""
    enhet = make_enhet()
    handlaggare = make_anvandare(enhet=enhet)
    arende = make_arende(akt=make_akt(enhet=enhet), handlaggare=handlaggare)
    give_akt(handlaggare, arende.akt)
    return arende, handlaggare, make_vardnadshavare(arende.akt, fornamn="Moa")


def test_a_guardian_is_added_on_the_page_and_shown_in_the_case(fall):
    arende, handlaggare, _ = fall
    webb, sida = som(handlaggare), reverse("arenden:vardnad", args=[arende.pk])
    svar = webb.post(sida, {"fornamn": "Per", "efternamn": "Exempelsson", "fran": "2026-01-02"})
    assert svar.status_code == 303
    assert "från 2026-01-02" in text_of(webb.get(sida))
    assert "Per Exempelsson" in text_of(webb.get(reverse("insatser:arende", args=[arende.pk])))
    assert Logghandelse.objects.filter(verb="akt.custody", akt_id=arende.akt_id).exists()


def test_the_last_day_is_noted_and_both_days_stand_on_the_page(fall):
    arende, handlaggare, mamma = fall
    webb, sida = som(handlaggare), reverse("arenden:vardnad", args=[arende.pk])
    slut = reverse("arenden:vardnaden_upphor", args=[arende.pk, mamma.pk])
    assert slut in webb.get(sida).content.decode()
    igar = timezone.localdate() - timedelta(days=1)
    assert webb.post(slut, {"till": igar, "version": mamma.version}).status_code == 303
    mamma.refresh_from_db()
    assert mamma.till == igar
    assert f"från 2020-01-01 till och med {igar}" in text_of(webb.get(sida))
    assert mamma.historik.first().prev_record.till is None


def test_a_day_noted_by_mistake_is_taken_away(fall):
    arende, handlaggare, mamma = fall
    val = {"arende": arende, "vardnadshavare": mamma, "actor": handlaggare}
    rad = end_vardnad(**val, till=timezone.localdate(), version=mamma.version)
    assert end_vardnad(**val, till=None, version=rad.version).till is None


@pytest.mark.parametrize("dagar", [-9000, 1], ids=["före den första", "i morgon"])
def test_the_day_must_be_one_that_has_been(fall, dagar):
    arende, handlaggare, mamma = fall
    till = timezone.localdate() + timedelta(days=dagar)
    svar = som(handlaggare).post(
        reverse("arenden:vardnaden_upphor", args=[arende.pk, mamma.pk]),
        {"till": till, "version": mamma.version},
    )
    assert svar.status_code == 422
    assert "till och med i dag" in errors_at(svar, "till")[0]
    assert Vardnadshavare.objects.get(till=None) == mamma


def test_whoever_saves_after_somebody_else_is_told(fall):
    arende, handlaggare, mamma = fall
    val = {"arende": arende, "vardnadshavare": mamma, "actor": handlaggare}
    end_vardnad(**val, till=timezone.localdate(), version=mamma.version)
    with pytest.raises(Konflikt):
        end_vardnad(**val, till=None, version=mamma.version)


def test_a_guardian_of_another_akt_is_not_there(fall):
    arende, handlaggare, _ = fall
    annan = make_vardnadshavare(make_akt())
    adress = reverse("arenden:vardnaden_upphor", args=[arende.pk, annan.pk])
    assert som(handlaggare).get(adress).status_code == 404


def test_only_those_who_work_in_the_case_note_it(fall):
    arende, _, mamma = fall
    utanfor = make_anvandare()
    with pytest.raises(PermissionDenied):
        add_vardnadshavare(
            arende=arende,
            fornamn="Per",
            efternamn="Berg",
            telefon="",
            fran=date(2026, 1, 1),
            actor=utanfor,
        )
    with pytest.raises(PermissionDenied):
        end_vardnad(
            arende=arende, vardnadshavare=mamma, till=None, version=mamma.version, actor=utanfor
        )
    assert som(utanfor).get(reverse("arenden:vardnad", args=[arende.pk])).status_code == 404
