"""Drafts: kept while someone types, theirs alone, gone when sent."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from access.models import Roll
from arenden.actions.utkast import LARGEST
from arenden.models import Steg, Utkast
from audit.models import Logghandelse
from insatser.models import Plan
from tests.arenden.webb import HOSTILE, errors_at, som, text_of
from tests.builders import give_akt, make_anvandare
from tests.insatser import vagen


@pytest.fixture
def arende(stad):
    return vagen.arende_at(stad, Steg.UTREDNING)


@pytest.fixture
def client(stad, arende):
    return som(stad.handlaggare)


def form_page(arende):
    return reverse("arenden:ny_anteckning", args=[arende.pk])


def draft_page(arende, formular="anteckning", objekt=None, *, kasta=False):
    namn = "arenden:kasta_utkast" if kasta else "arenden:utkast"
    return reverse(namn, args=[arende.pk, formular, objekt or arende.pk])


def typed(**andrat):
    """The whole form, as the browser posts it while someone types."""
    return {
        "csrfmiddlewaretoken": "x",
        "slag": "",
        "nar": "",
        "narvarande": "",
        "text": "",
    } | andrat


def test_the_form_names_the_place_of_its_draft(client, arende):
    page = client.get(form_page(arende)).content.decode()
    assert f'data-utkast-url="{draft_page(arende)}"' in page
    assert "Kasta utkastet" not in page


def test_what_is_typed_is_kept_and_back_in_the_form(client, arende, stad):
    assert client.post(draft_page(arende), typed(text=HOSTILE, slag="besok")).status_code == 204
    utkast = Utkast.objects.get()
    assert (utkast.anvandare, utkast.akt_id) == (stad.handlaggare, arende.akt_id)
    assert "csrfmiddlewaretoken" not in utkast.innehall
    response = client.get(form_page(arende))
    page = response.content.decode()
    assert response.context["form"]["text"].value() == HOSTILE
    assert "Ditt utkast från" in page
    assert "<script>alert" not in page
    assert 'value="besok" id="id_slag_1" checked' in page or 'value="besok" ' in page
    assert response.context["form"]["slag"].value() == "besok"


def test_the_second_saving_changes_the_first(client, arende):
    client.post(draft_page(arende), typed(text="Ett"))
    client.post(draft_page(arende), typed(text="Ett två"))
    assert Utkast.objects.get().innehall["text"] == "Ett två"


def test_a_sent_form_drops_its_draft(client, arende):
    client.post(draft_page(arende), typed(text="Halvskrivet"))
    nar = f"{timezone.localtime():%Y-%m-%dT%H:%M}"
    refused = client.post(form_page(arende), typed(text="", slag="samtal", nar=nar))
    assert errors_at(refused, "text")
    assert Utkast.objects.exists()
    sent = client.post(form_page(arende), typed(text="Klart", slag="samtal", nar=nar))
    assert sent.status_code == 303
    assert not Utkast.objects.exists()


def test_saving_as_a_draft_without_javascript(client, arende):
    response = client.post(form_page(arende), typed(text="Utan skript", gor="utkast"), follow=True)
    assert response.redirect_chain == [(form_page(arende), 303)]
    assert "Utkast sparat" in text_of(response)
    assert "Utan skript" in response.content.decode()
    assert not arende.anteckningar.exists()


def test_a_draft_is_thrown_away_by_its_button(client, arende):
    client.post(draft_page(arende), typed(text="Kasta mig"))
    assert "Kasta utkastet" in text_of(client.get(form_page(arende)))
    assert client.get(draft_page(arende, kasta=True)).status_code == 405
    assert client.post(draft_page(arende, kasta=True)).status_code == 303
    assert not Utkast.objects.exists()
    assert "Kasta mig" not in client.get(form_page(arende)).content.decode()


def test_the_draft_of_another_is_out_of_reach(client, arende, stad):
    client.post(draft_page(arende), typed(text="Mitt eget"))
    kollega = make_anvandare(Roll.SOCIALSEKRETERARE, enhet=stad.enhet)
    give_akt(kollega, arende.akt)
    other = som(kollega)
    assert "Mitt eget" not in other.get(form_page(arende)).content.decode()
    assert other.post(draft_page(arende, kasta=True)).status_code == 303
    other.post(draft_page(arende), typed(text="Kollegans"))
    innehall = {utkast.anvandare_id: utkast.innehall["text"] for utkast in Utkast.objects.all()}
    assert innehall == {stad.handlaggare.pk: "Mitt eget", kollega.pk: "Kollegans"}


def test_no_draft_in_a_case_one_cannot_see(arende):
    ute = som(make_anvandare(Roll.SOCIALSEKRETERARE))
    assert ute.post(draft_page(arende), typed(text="x")).status_code == 404
    assert ute.post(draft_page(arende, kasta=True)).status_code == 404
    assert not Utkast.objects.exists()


def test_a_draft_larger_than_any_form_is_refused(client, arende):
    assert client.post(draft_page(arende), typed(text="x" * LARGEST)).status_code == 204
    response = client.post(draft_page(arende), typed(text="x" * (LARGEST + 1)))
    assert (response.status_code, text_of(response)) == (413, "Texten är för lång för ett utkast.")
    kept = client.post(form_page(arende), typed(text="y" * (LARGEST + 1), gor="utkast"))
    assert errors_at(kept, "__all__")
    assert "yyyy" in kept.content.decode()
    assert Utkast.objects.get().innehall["text"] == "x" * LARGEST


@pytest.mark.parametrize("formular", ["okant", "x" * 200])
def test_a_form_that_does_not_exist_keeps_no_draft(client, arende, formular):
    assert client.post(draft_page(arende, formular), typed(text="x")).status_code == 404


def test_a_draft_about_nothing_in_particular_is_seen_by_nobody(client, arende):
    assert client.post(draft_page(arende, objekt=uuid.uuid4()), typed(text="x")).status_code == 204
    assert "Ditt utkast" not in text_of(client.get(form_page(arende)))


def test_the_token_of_the_page_is_asked_for(stad, arende):
    strict = som(stad.handlaggare, enforce_csrf_checks=True)
    page = strict.get(form_page(arende)).content.decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    assert strict.post(draft_page(arende), typed(text="x")).status_code == 403
    sent = strict.post(draft_page(arende), typed(text="x", csrfmiddlewaretoken=token))
    assert sent.status_code == 204


def test_drafts_wait_on_min_dag(client, arende):
    client.post(draft_page(arende), typed(text="Hemligt om Elias"))
    page = text_of(client.get(reverse("insatser:min_dag")))
    assert f"Journalanteckning, {arende.arendenummer}" in page
    assert "Hemligt" not in page


def test_a_box_that_was_unticked_stays_unticked(stad):
    arende = vagen.arende_at(stad, Steg.PLAN)
    client = som(stad.handlaggare)
    plan = {
        "behov": "Skolan",
        "barnets_syn": "Rimligt.",
        "team_valt": "on",
        "teamtyp": "sst",
        "uppfoljning_senast": "2099-01-01",
    }
    client.post(reverse("insatser:ny_plan", args=[arende.pk]), plan)
    andra = reverse("insatser:andra_plan", args=[arende.pk])
    assert client.get(andra).context["form"]["team_valt"].value() is True
    del plan["team_valt"]
    draft = draft_page(arende, "plan_andra", Plan.objects.get().pk)
    assert client.post(draft, plan | {"version": "1"}).status_code == 204
    assert client.get(andra).context["form"]["team_valt"].value() is False


def test_every_chosen_goal_is_in_the_draft(stad):
    arende = vagen.arende_at(stad, Steg.INSATS)
    client = som(stad.handlaggare)
    client.post(draft_page(arende, "insats"), {"mal": ["a", "b"], "beskrivning": "Så här"})
    assert Utkast.objects.get().innehall["mal"] == ["a", "b"]
    page = client.get(reverse("insatser:ny_insats", args=[arende.pk]))
    assert "Så här" in page.content.decode()


def test_a_draft_is_logged_without_its_words(client, arende):
    client.post(draft_page(arende), typed(text="Hemligt om Elias"))
    for entry in Logghandelse.objects.filter(verb="utkast.save"):
        assert entry.akt_id == arende.akt_id
        assert "Hemligt" not in bytes(entry.kropp).decode()
