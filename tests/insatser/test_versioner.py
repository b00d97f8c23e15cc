"""Cases of the first ärendeflöde go on in it, beside those that begin in the second."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from arenden.models import Beslut, Steg
from insatser.flows import fard
from insatser.flows.arendeflode_v1 import ArendeflodeV1
from insatser.flows.check import disagreements
from insatser.flows.fard import open_tasks
from tests.arenden.webb import som, text_of
from tests.insatser import vagen

pytestmark = pytest.mark.django_db
FORSTA = {steg: act for steg, act in vagen.TO.items() if steg != Steg.UNDERRATTELSE} | {
    Steg.UTREDNING: lambda stad, arende: (vagen.open_(stad, arende), vagen.assign(stad, arende))
}
"""The way of the first version: nobody is told as a step of its own."""


@pytest.fixture
def i_den_forsta(monkeypatch):
    """As before the second version was released."""
    monkeypatch.setattr(fard, "GALLANDE", ArendeflodeV1)


@pytest.fixture
def arende(stad, i_den_forsta):
    return vagen.receive(stad)


def carry(stad, arende, till):
    for mal, act in FORSTA.items():
        if arende.steg == till:
            break
        act(stad, arende)
        arende = vagen.fresh(arende)
        assert arende.steg == mal
        assert list(disagreements(arende)) == []
    return arende


def test_a_case_of_the_first_version_travels_to_its_end(stad, arende, monkeypatch):
    monkeypatch.undo()
    assert arende.processer.get().flodesversion == 1
    arende = carry(stad, arende, Steg.AVSLUTAT)
    assert arende.avslutat is not None
    assert list(open_tasks([arende])) == []


def test_telling_those_concerned_is_noted_there_without_being_a_step(stad, arende):
    arende = carry(stad, arende, Steg.UTREDNING)
    stad.mottagare = stad.handlaggare
    vagen.tell(stad, arende)
    arende = vagen.fresh(arende)
    assert arende.steg == Steg.UTREDNING
    assert arende.utredning.underrattelse.underrattad
    assert list(disagreements(arende)) == []


def test_a_refusal_goes_straight_to_the_decision_there(stad, arende):
    arende = carry(stad, arende, Steg.BESLUTSFORSLAG)
    vagen.propose(stad, arende, Beslut.Slag.AVSLAG)
    assert vagen.fresh(arende).steg == Steg.BESLUT
    assert list(disagreements(vagen.fresh(arende))) == []


def test_a_decision_is_nobody_elses_step_in_either_version(stad, arende):
    arende = carry(stad, arende, Steg.BESLUT)
    min_dag = text_of(som(stad.handlaggare).get(reverse("insatser:min_dag")))
    assert f"Beslut, {arende.arendenummer}" not in min_dag


@pytest.mark.parametrize(
    "slag", [Beslut.Slag.PLACERING, Beslut.Slag.VARD_LVU, Beslut.Slag.FOLJS_UPP]
)
def test_a_decision_that_it_has_no_way_for_is_refused_in_words(stad, arende, slag):
    arende = carry(stad, arende, Steg.BESLUTSFORSLAG)
    with pytest.raises(ValidationError, match="den version av flödet"):
        vagen.propose(stad, arende, slag)
    assert not Beslut.objects.exists()
