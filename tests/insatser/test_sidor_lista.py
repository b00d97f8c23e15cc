"""Min dag and the list: whose cases, in which order, with the whole state in the address."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from access.models import Roll
from arenden.models import Steg
from insatser.views.arenden import PER_SIDA
from tests.arenden.webb import som, text_of
from tests.builders import make_akt, make_anvandare, make_arende
from tests.insatser import vagen

LISTA = reverse("insatser:arendelista")
MIN_DAG = reverse("insatser:min_dag")


def numbers(response):
    return [rad["arende"].arendenummer for rad in response.context["rader"]]


def unassigned(stad, **falt):
    return make_arende(akt=make_akt(enhet=stad.mottagning), **falt)


def test_each_tab_has_its_own_cases(stad):
    mitt = vagen.arende_at(stad, Steg.UTREDNING)
    ny = vagen.receive(stad, berorda=[{"roll": "barn", "kannetecken": "röd mössa"}])
    frammande = make_arende()
    for vem, flik, ska in (
        (stad.handlaggare, "mina", [mitt]),
        (stad.handlaggare, "otilldelade", []),
        (stad.mottagare, "otilldelade", [ny]),
        (stad.gruppledare, "enhetens", [mitt, ny]),
        (stad.gruppledare, "avslutade", []),
        (stad.handlaggare, "hittepå", [mitt]),
    ):
        response = som(vem).get(LISTA, {"flik": flik})
        assert sorted(numbers(response)) == sorted(a.arendenummer for a in ska), (vem, flik)
        assert frammande.arendenummer not in text_of(response)


def test_the_filter_keeps_tab_and_order(stad):
    vald = unassigned(stad, steg=Steg.FORHANDSBEDOMNING)
    unassigned(stad, steg=Steg.PLAN)
    client = som(stad.mottagare)
    fraga = {"flik": "otilldelade", "sort": "-oppnat", "steg": "forhandsbedomning"}
    response = client.get(LISTA, fraga)
    assert numbers(response) == [vald.arendenummer]
    page = response.content.decode()
    assert 'name="flik" value="otilldelade"' in page
    assert 'name="sort" value="-oppnat"' in page
    assert "?flik=otilldelade&amp;sort=-oppnat" in page
    assert "1 ärende" in text_of(response)
    fel = client.get(LISTA, {"flik": "otilldelade", "steg": "hög risk"})
    assert fel.status_code == 200
    assert len(numbers(fel)) == 2


@pytest.mark.parametrize("sort", ["frist", "-frist", "oppnat", "-oppnat", "nummer", "-nummer"])
def test_the_order_is_chosen_in_the_address(stad, sort):
    nu = timezone.now()
    for dagar in (2, 1, 3):
        tid = nu + timedelta(days=dagar)
        unassigned(stad, narmaste_frist=tid, oppnat=tid, arendenummer=f"Å-{dagar}")
    utan = unassigned(stad, narmaste_frist=None, oppnat=nu, arendenummer="Å-0")
    order = numbers(som(stad.mottagare).get(LISTA, {"flik": "otilldelade", "sort": sort}))
    given = [n for n in order if n != utan.arendenummer]
    stigande = ["Å-1", "Å-2", "Å-3"]
    assert given == (stigande[::-1] if sort.startswith("-") else stigande)
    if "frist" in sort:
        assert order[-1] == utan.arendenummer


def test_a_long_list_is_paged_within_its_filter(stad):
    for _ in range(PER_SIDA + 1):
        unassigned(stad)
    client = som(stad.mottagare)
    fraga = {"flik": "otilldelade", "steg": "utredning"}
    first = client.get(LISTA, fraga)
    assert len(numbers(first)) == PER_SIDA
    assert "steg=utredning&amp;sida=2" in first.content.decode()
    second = client.get(LISTA, fraga | {"sida": "2"})
    assert len(numbers(second)) == 1
    assert not set(numbers(first)) & set(numbers(second))


def test_what_waits_is_ones_own_to_do(stad):
    arende = vagen.arende_at(stad, Steg.BESLUT)
    handlaggare, ledare = som(stad.handlaggare).get(MIN_DAG), som(stad.gruppledare).get(MIN_DAG)
    assert "Inget väntar på dig." in text_of(handlaggare)
    assert f"Besluta i {arende.arendenummer}" in text_of(ledare)
    vagen.decide(stad, arende)
    assert f"Plan, {arende.arendenummer}" in text_of(som(stad.handlaggare).get(MIN_DAG))
    assert "Inget väntar på dig." in text_of(som(stad.gruppledare).get(MIN_DAG))


def test_what_nobody_has_waits_at_the_mottagning(stad):
    arende = vagen.receive(stad)
    page = text_of(som(stad.mottagare).get(MIN_DAG))
    assert f"Skyddsbedömning, {arende.arendenummer}" in page
    assert f"Orosanmälan, {arende.arendenummer}" in page
    assert arende.arendenummer not in text_of(som(stad.handlaggare).get(MIN_DAG))


@pytest.mark.parametrize(
    ("roll", "sida"),
    [
        (Roll.SOCIALSEKRETERARE, "insatser:min_dag"),
        (Roll.MOTTAGNING, "insatser:min_dag"),
        (Roll.LOGGRANSKARE, "granskning:logg"),
        (Roll.ANALYTIKER, "lagesbild:lista"),
        (Roll.SAMORDNARE, "samverkansteam:oversikt"),
        (Roll.ADMINISTRATOR, "access:anvandare"),
        (Roll.EXTERN, "samverkansteam:lista"),
    ],
)
def test_everyone_has_a_first_page(db, roll, sida):
    client = som(make_anvandare(roll))
    response = client.get(reverse("insatser:forstasida"), follow=True)
    assert response.redirect_chain[0][0] == reverse(sida)
    assert response.status_code == 200
