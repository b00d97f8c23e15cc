"""The pages of arbetsgångar: begun, filled in, refused with the words kept, and read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from access.models import Roll
from arenden.models import Steg, Utkast
from audit import log
from audit.verb import Verb
from insatser.models import Arbetsgang
from tests.arenden.webb import som
from tests.builders import give_akt, make_anvandare
from tests.insatser import gangen, vagen

pytestmark = pytest.mark.django_db
FLODE = "begaran_om_avgorande"
SVAR = {"kom_in": "2026-11-02", "fran_vem": "Vårdnadshavaren"}


@pytest.fixture
def arende(stad):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    arende.oppnat -= timedelta(days=200)
    log.save(arende, actor=stad.handlaggare, verb=Verb.ARENDE_ADVANCE)
    return arende


@pytest.fixture
def klient(stad, arende):
    return som(stad.handlaggare)


def page(namn, *args):
    return reverse(f"insatser:{namn}", args=args)


def begin(klient, arende) -> Arbetsgang:
    nar = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    svar = klient.post(page("starta_arbetsgang", arende.pk, FLODE), {"ankare": nar})
    assert svar.status_code == 303
    return Arbetsgang.objects.get(arende=arende)


def test_from_the_list_to_the_end(klient, stad, arende):
    assert "Begäran om avgörande" in klient.get(page("arbetsgangar", arende.pk)).content.decode()
    gang = begin(klient, arende)
    assert "Registrera begäran" in klient.get(page("arende", arende.pk)).content.decode()
    steg = page("arbetsgangssteg", arende.pk, gang.pk, "registrera")
    sida = klient.get(steg).content.decode()
    assert "FL 12 §" in sida
    assert "Pröva begäran" in sida
    assert klient.post(steg, SVAR).status_code == 303
    chef = som(stad.gruppledare)
    prova = page("arbetsgangssteg", arende.pk, gang.pk, "prova")
    svar = chef.post(prova, {"motivering": "Vi avgör det nu.", "utfall": "avgors"})
    assert svar.status_code == 303
    sida = klient.get(page("arbetsgang", arende.pk, gang.pk)).content.decode()
    assert "Vårdnadshavaren" in sida
    assert "avslutad" in sida
    assert "Ärendet avgörs" in klient.get(page("arbetsgangar", arende.pk)).content.decode()


def test_bad_input_is_named_and_what_was_typed_stays(klient, arende):
    gang = begin(klient, arende)
    steg = page("arbetsgangssteg", arende.pk, gang.pk, "registrera")
    svar = klient.post(steg, SVAR | {"kom_in": "i går"})
    assert svar.status_code == 422
    assert "Vårdnadshavaren" in svar.content.decode()


def test_a_draft_waits_at_the_step(klient, stad, arende):
    gang = begin(klient, arende)
    steg = page("arbetsgangssteg", arende.pk, gang.pk, "registrera")
    assert klient.post(steg, SVAR | {"gor": "utkast"}).status_code == 303
    assert "Vårdnadshavaren" in klient.get(steg).content.decode()
    klient.post(steg, SVAR)
    assert not Utkast.objects.filter(anvandare=stad.handlaggare).exists()


def test_a_step_done_by_another_is_refused_with_the_words_kept(klient, stad, arende):
    gang = begin(klient, arende)
    gangen.do(gang, "registrera", stad.handlaggare)
    svar = klient.post(page("arbetsgangssteg", arende.pk, gang.pk, "registrera"), SVAR)
    assert svar.status_code == 422
    assert "inte öppet" in svar.content.decode()
    assert "Vårdnadshavaren" in svar.content.decode()


def test_what_hinders_a_start_is_said_at_the_form(klient, arende):
    begin(klient, arende)
    nar = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    svar = klient.post(page("starta_arbetsgang", arende.pk, FLODE), {"ankare": nar})
    assert svar.status_code == 422
    assert "pågår redan" in svar.content.decode()


def test_a_stranger_finds_nothing(stad, klient, arende):
    gang = begin(klient, arende)
    frammande = som(make_anvandare(Roll.SOCIALSEKRETERARE))
    for url in (
        page("arbetsgangar", arende.pk),
        page("arbetsgang", arende.pk, gang.pk),
        page("arbetsgangssteg", arende.pk, gang.pk, "registrera"),
        page("starta_arbetsgang", arende.pk, FLODE),
    ):
        assert frammande.get(url).status_code == 404


def test_an_arbetsgang_of_another_case_is_not_found(klient, stad, arende):
    gang = begin(klient, arende)
    annat = vagen.receive(
        stad, text="Ett annat barn.", berorda=[{"roll": "barn", "fornamn": "Nils"}]
    )
    give_akt(stad.handlaggare, annat.akt)
    assert klient.get(page("arbetsgang", annat.pk, gang.pk)).status_code == 404


def test_queries_do_not_grow_with_the_steps(klient, stad, arende, django_assert_max_num_queries):
    gang = begin(klient, arende)
    adress = page("arbetsgang", arende.pk, gang.pk)
    gangen.do(gang, "registrera", stad.handlaggare)
    with django_assert_max_num_queries(28) as few:
        klient.get(adress)
    gangen.do(gang, "prova", stad.gruppledare, "avslas")
    with django_assert_max_num_queries(len(few.captured_queries)):
        klient.get(adress)


def test_each_sees_on_min_dag_what_waits_for_them(klient, stad, arende):
    gang = begin(klient, arende)
    min_dag, chef = page("min_dag"), som(stad.gruppledare)
    assert "Registrera begäran" in klient.get(min_dag).content.decode()
    assert "Registrera begäran" not in chef.get(min_dag).content.decode()
    gangen.do(gang, "registrera", stad.handlaggare)
    assert "Pröva begäran" in chef.get(min_dag).content.decode()
    assert "Pröva begäran" not in klient.get(min_dag).content.decode()
