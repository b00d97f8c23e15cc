"""Whoever opens too many akter in an hour is stopped kindly, and leaves a trace."""

from __future__ import annotations

import pytest
from django.urls import reverse

from audit.models import Logghandelse, Utfall
from encryption.budget import Budget
from encryption.errors import KeysUnreachable
from encryption.keys import drop_keys
from encryption.nyckeltjanst import InternTjanst
from encryption.root import root_provider
from tests.builders import give_akt, make_anvandare, make_arende
from tests.conftest import logga_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def arende():
    return make_arende()


@pytest.fixture
def handlaggare(client, arende):
    anvandare = make_anvandare(enhet=arende.enhet)
    give_akt(anvandare, arende.akt)
    logga_in(client, anvandare)
    return anvandare


def open_page(client, handlaggare, arende):
    drop_keys(arende.akt_id)
    return client.get(reverse("insatser:arende", args=[arende.pk]))


def test_a_budget_that_is_used_up_is_told_and_logged(client, handlaggare, arende, monkeypatch):
    tjanst = InternTjanst(root_provider(), Budget(per_user=0))
    monkeypatch.setattr("encryption.keys.nyckeltjanst", lambda: tjanst)
    response = open_page(client, handlaggare, arende)
    assert response.status_code == 429
    assert "många akter på kort tid" in response.content.decode()
    trace = Logghandelse.objects.get(aktor_id=handlaggare.pk, verb="keys.refuse")
    assert (trace.utfall, trace.akt_id) == (Utfall.NEKAD, None)
    assert not Logghandelse.objects.filter(akt_id=arende.akt_id, verb="arende.read").exists()


def test_a_silent_key_service_is_told_as_such(client, handlaggare, arende, monkeypatch):
    def unreachable():
        raise KeysUnreachable

    monkeypatch.setattr("encryption.keys.nyckeltjanst", unreachable)
    response = open_page(client, handlaggare, arende)
    assert response.status_code == 503
    assert "svarar inte" in response.content.decode()


def test_openings_are_counted_as_the_users_own(client, handlaggare, arende, monkeypatch):
    counted = []

    class Witness(Budget):
        def count(self, owner_id, user_id):
            counted.append((owner_id, user_id))

    tjanst = InternTjanst(root_provider(), Witness())
    monkeypatch.setattr("encryption.keys.nyckeltjanst", lambda: tjanst)
    assert open_page(client, handlaggare, arende).status_code == 200
    assert (arende.akt_id, handlaggare.pk) in counted
