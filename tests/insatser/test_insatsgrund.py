"""What an insats rests on: refused with the reason and the paragraph, or kept as a fact of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from arenden.models import Steg
from insatser.actions.insats import Samtycke, start_insats
from insatser.actions.uppfoljning import plan_in_force
from insatser.models import Insats, Insatsgrund, Insatssamtycke, Insatstyp
from insatser.models.platser import taken_places
from insatser.rules.insatsalder import Form, Vem
from tests.insatser import vagen

pytestmark = pytest.mark.django_db


@pytest.fixture
def stad():
    return vagen.make_stad()


@pytest.fixture
def arende(stad):
    """A case with a decision to grant, about a boy of fourteen."""
    return vagen.arende_at(stad, Steg.INSATS)


def start(stad, arende, *vem, kod="fft", form=None, lampligt="", dag=None):
    idag = timezone.localdate()
    return start_insats(
        plan=plan_in_force(arende),
        insatstyp=Insatstyp.objects.get(pk=kod),
        mal=[],
        startdatum=idag,
        beskrivning="",
        team=None,
        samtycken=[Samtycke(ett, "", dag or idag, "muntligt") for ett in vem],
        form=form,
        lampligt=lampligt,
        actor=stad.handlaggare,
    )


def test_the_ground_and_each_consent_are_kept_with_the_insats(stad, arende):
    insats = start(stad, arende, Vem.VARDNADSHAVARE, Vem.BARNET)
    grund = Insatsgrund.objects.get(insats=insats)
    assert (grund.form, grund.beslut) == (Form.BEHOVSPROVAD, arende.beslut.get())
    assert grund.katalogversion == insats.insatstyp.nummer
    samtycken = Insatssamtycke.objects.filter(insats=insats)
    assert [(s.vem, s.dag, s.satt) for s in samtycken] == [
        ("barnet", timezone.localdate(), "muntligt"),
        ("vardnadshavare", timezone.localdate(), "muntligt"),
    ]


def test_a_boy_of_fourteen_may_have_it_without_guardians_with_a_reason(stad, arende):
    with pytest.raises(ValidationError) as fel:
        start(stad, arende, Vem.BARNET)
    assert "SoL 21:1" in fel.value.message_dict["lampligt"][0]
    assert not Insats.objects.exists()
    insats = start(stad, arende, Vem.BARNET, lampligt="Han vill själv och mamma är på sjukhus.")
    assert insats.grund.lampligt.startswith("Han vill själv")


def test_without_trying_needs_the_guardians_are_asked_until_fifteen(stad, arende):
    with pytest.raises(ValidationError) as fel:
        start(stad, arende, Vem.BARNET, kod="skolsocialt_team", lampligt="Han vill.")
    assert "SoL 21:2" in fel.value.message_dict["samtycke"][0]
    assert start(stad, arende, Vem.VARDNADSHAVARE, kod="skolsocialt_team").grund.beslut is None


def test_what_may_be_given_both_ways_must_say_which(stad, arende):
    with pytest.raises(ValidationError) as fel:
        start(stad, arende, Vem.VARDNADSHAVARE, kod="familjebehandling")
    assert "form" in fel.value.message_dict
    insats = start(
        stad, arende, Vem.VARDNADSHAVARE, kod="familjebehandling", form=Form.BEHOVSPROVAD
    )
    assert insats.grund.beslut is not None


def test_without_a_decision_nothing_that_takes_one_begins(stad, arende):
    arende.beslut.update(slag="foljs_upp")
    with pytest.raises(ValidationError) as fel:
        start(stad, arende, Vem.VARDNADSHAVARE)
    assert "SoL 11:1" in fel.value.message_dict["form"][0]
    assert not Insats.objects.exists()


def test_a_consent_is_not_given_tomorrow(stad, arende):
    with pytest.raises(ValidationError) as fel:
        start(stad, arende, Vem.VARDNADSHAVARE, dag=timezone.localdate() + timedelta(days=1))
    assert "samtycke_dag" in fel.value.message_dict


def test_what_is_meant_for_parents_asks_no_child(stad, arende):
    assert start(stad, arende, kod="abc").grund.form == Form.UTAN


def test_taken_places_are_counted_in_the_whole_city_and_nobody_is_named(stad, arende):
    assert taken_places() == {}
    start(stad, arende, Vem.VARDNADSHAVARE)
    assert taken_places() == {"fft": 1}
