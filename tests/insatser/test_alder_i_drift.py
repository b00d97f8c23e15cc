"""The birthday begins at midnight in Stockholm, for the real releases, pages and insatser."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from access.models import Organisation
from arenden.models import Vardnadshavare
from insatser.actions.insats import start_insats
from insatser.models import Insatstyp, Plan
from samverkansteam.grunder import grunder_for, living_samtycke
from tests.arenden.webb import som, text_of
from tests.insatser import vagen
from tests.samverkansteam.builders import make_rum, make_samtycke, make_svar

pytestmark = pytest.mark.django_db

SISTA_MINUTEN = datetime(2026, 12, 16, 22, 59, 30, tzinfo=UTC)
FORSTA_MINUTEN = datetime(2026, 12, 16, 23, 0, 30, tzinfo=UTC)
"""Around the midnight in which 17 December begins in Stockholm."""


def born(alder: int) -> date:
    return date(2026 - alder, 12, 17)


def test_the_guardians_consent_carries_nothing_from_the_18th_birthday():
    rum = make_rum(fodelsedatum=born(18))
    with time_machine.travel(SISTA_MINUTEN, tick=False):
        samtycke = make_samtycke(rum)
        assert living_samtycke(rum.teamarende, rum.part, ["skola"]) == samtycke
    with time_machine.travel(FORSTA_MINUTEN, tick=False):
        assert living_samtycke(rum.teamarende, rum.part, ["skola"]) is None
        eget = make_samtycke(rum, svar=[make_svar()])
        assert living_samtycke(rum.teamarende, rum.part, ["skola"]) == eget
        svar = som(rum.ledare).get(reverse("samverkansteam:arende", args=[rum.arende.pk]))
        assert text_of(svar).count("upphörde på 18-årsdagen") == 1


def test_nothing_goes_to_the_police_by_10_18_a_from_the_21st_birthday():
    rum = make_rum(slag=Organisation.Slag.POLIS, fodelsedatum=born(21))

    def is_offered():
        return any(
            grund.is_offered and grund.lagrum.kod == "P18"
            for grund in grunder_for(rum.teamarende, rum.part, None)
        )

    with time_machine.travel(SISTA_MINUTEN, tick=False):
        assert is_offered()
    with time_machine.travel(FORSTA_MINUTEN, tick=False):
        assert not is_offered()


def test_guardians_stand_on_the_page_until_the_18th_birthday():
    rum = make_rum(fodelsedatum=born(18))
    Vardnadshavare.objects.create(
        akt=rum.arende.akt,
        namnd=rum.arende.namnd,
        fornamn="Moa",
        efternamn="Modersson",
        fran=date(2009, 1, 1),
    )
    url = reverse("insatser:arende", args=[rum.arende.pk])
    with time_machine.travel(SISTA_MINUTEN, tick=False):
        assert "Moa Modersson" in text_of(som(rum.ledare).get(url))
    with time_machine.travel(FORSTA_MINUTEN, tick=False):
        assert "Moa Modersson" not in text_of(som(rum.ledare).get(url))


def test_a_specially_qualified_contact_person_is_not_begun_from_the_21st_birthday():
    stad = vagen.make_stad()
    arende = vagen.arende_at(stad, "insats")
    person = arende.akt.person
    person.fodelsedatum = born(21)
    person.save()
    plan = Plan.objects.get(arende=arende)
    typ = Insatstyp.objects.get(pk="sarskild_kontaktperson")

    def start(dag):
        return start_insats(
            plan=plan,
            insatstyp=typ,
            mal=[],
            startdatum=dag,
            beskrivning="En vuxen vid sidan.",
            team=None,
            samtycken=vagen.agreed(),
            actor=stad.handlaggare,
        )

    with pytest.raises(ValidationError, match="inte har fyllt 21 år"):
        start(date(2026, 12, 17))
    assert start(date(2026, 12, 16)).insatstyp == typ
