"""How many questions a page asks the database: few, and as many for sixty rows as for five."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from arenden.models import Frist, Journalanteckning, Steg
from insatser.models import Tillfalle
from tests.arenden.webb import own, som
from tests.builders import make_akt, make_arende
from tests.insatser import vagen

PLANEN = 30
"""The page of the plan: needs, goals, indicators, undertakings, insatser with sessions, rounds."""
MOST = 14
"""Two more than the bound of other pages: whose an ärende is, and the steps beside the route."""


def asked(client, url):
    """The statements of one page, when everything that is read once has been read."""
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return own(queries)


def fill(stad, antal):
    """Unassigned cases at the mottagning, each with a clock."""
    for _ in range(antal):
        arende = make_arende(akt=make_akt(enhet=stad.mottagning), narmaste_frist=timezone.now())
        Frist.objects.create(
            akt=arende.akt,
            namnd=arende.namnd,
            arende=arende,
            slag="forhandsbedomning",
            lagrum="SoL 20:2",
            ankare=timezone.now(),
            budget="P14D",
            mal=timezone.localdate(),
            senast=timezone.now() + timedelta(hours=1),
            gar_sedan=timezone.now(),
        )


@pytest.mark.parametrize("flik", ["enhetens", "otilldelade"])
def test_the_list_asks_as_much_for_sixty_as_for_five(stad, flik):
    client, url = som(stad.mottagare), reverse("insatser:arendelista") + f"?flik={flik}"
    fill(stad, 5)
    five = len(asked(client, url))
    fill(stad, 55)
    assert len(asked(client, url)) == five <= MOST


@pytest.mark.parametrize("vem", ["mottagare", "gruppledare"])
def test_min_dag_asks_as_much_for_sixty_as_for_five(stad, vem):
    """Three more than a list: a worry, an outcome to ask for, an assessment to read along."""
    client, url = som(getattr(stad, vem)), reverse("insatser:min_dag")
    fill(stad, 5)
    vagen.receive(stad)
    five = len(asked(client, url))
    fill(stad, 55)
    for i in range(5):
        vagen.receive(stad, berorda=[{"roll": "barn", "kannetecken": f"mössa {i}"}])
    assert len(asked(client, url)) == five <= MOST + 3


@pytest.mark.parametrize("steg", [Steg.UTREDNING, Steg.BESLUT, Steg.AVSLUT, Steg.AVSLUTAT])
def test_the_overview_of_a_case(stad, steg):
    """Two more, for whether it is on its way to somebody else and for what goes on beside; and for
    whoever decides one more, the proposal.
    """
    arende = vagen.arende_at(stad, steg)
    url = reverse("insatser:arende", args=[arende.pk])
    assert len(asked(som(stad.handlaggare), url)) <= MOST + 2
    assert len(asked(som(stad.gruppledare), url)) <= MOST + 3


def test_the_overview_asks_no_more_with_a_long_history(stad):
    arende = vagen.arende_at(stad, Steg.UPPFOLJNING)
    client, url = som(stad.handlaggare), reverse("insatser:arende", args=[arende.pk])
    before = len(asked(client, url))
    for _ in range(3):
        vagen.follow_up(stad, arende)
    add_notes(stad, arende, 40)
    assert len(asked(client, url)) == before <= MOST + 2


def test_the_journal_asks_as_much_for_twenty_notes_as_for_two(stad):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    client, url = som(stad.handlaggare), reverse("arenden:journal", args=[arende.pk])
    add_notes(stad, arende, 2)
    two = len(asked(client, url))
    add_notes(stad, arende, 40)
    assert len(asked(client, url)) == two <= MOST


def test_the_plan_asks_no_more_with_more_in_it(stad):
    arende = vagen.arende_at(stad, Steg.UPPFOLJNING)
    client, url = som(stad.handlaggare), reverse("insatser:plan", args=[arende.pk])

    def go_on():
        vagen.follow_up(stad, arende)
        vagen.start(stad, arende)
        for insats in arende.insatser.all():
            Tillfalle.objects.create(
                akt=arende.akt,
                namnd=arende.namnd,
                insats=insats,
                nar=timezone.now(),
                utfall="genomfort",
                loggad_av=stad.handlaggare,
            )

    go_on()
    before = len(asked(client, url))
    for _ in range(3):
        go_on()
    assert len(asked(client, url)) == before <= PLANEN


def add_notes(stad, arende, antal):
    """Signed notes, each with something added beside it."""
    nu = timezone.now()
    gemensamt = {
        "akt": arende.akt,
        "namnd": arende.namnd,
        "arende": arende,
        "slag": "samtal",
        "nar": nu,
        "forfattare": stad.handlaggare,
        "signerad": nu,
    }
    for _ in range(antal):
        anteckning = Journalanteckning.objects.create(text="Samtal.", **gemensamt)
        Journalanteckning.objects.create(
            text="Rättat.", roll="rattelse", galler=anteckning, **gemensamt
        )
