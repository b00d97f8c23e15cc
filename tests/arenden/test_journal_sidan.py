"""The journal over HTTP: one's own note until it is signed, then nobody's to change."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from access.models import Roll
from arenden.models import Journalanteckning, Steg
from arenden.views.journal import PER_SIDA
from tests.arenden.webb import HOSTILE, errors_at, som, text_of
from tests.builders import give_akt, make_anvandare
from tests.insatser import vagen


@pytest.fixture
def arende(stad):
    return vagen.arende_at(stad, Steg.UTREDNING)


@pytest.fixture
def client(stad, arende):
    return som(stad.handlaggare)


@pytest.fixture
def kollega(stad, arende):
    kollega = make_anvandare(Roll.SOCIALSEKRETERARE, enhet=stad.enhet)
    give_akt(kollega, arende.akt)
    return kollega


def journal(arende):
    return reverse("arenden:journal", args=[arende.pk])


def page(namn, anteckning):
    return reverse(f"arenden:{namn}", args=[anteckning.arende_id, anteckning.pk])


def note(**andrat):
    nar = timezone.localtime() - timedelta(hours=1)
    falt = {"slag": "samtal", "narvarande": "Elias", "text": "Vi talade om skolan."}
    return falt | {"nar": f"{nar:%Y-%m-%dT%H:%M}"} | andrat


def write(client, arende, **andrat):
    response = client.post(reverse("arenden:ny_anteckning", args=[arende.pk]), note(**andrat))
    assert (response.status_code, response.url) == (303, journal(arende))
    return Journalanteckning.objects.latest("skapad")


def sign(client, anteckning):
    return client.post(page("signera", anteckning), {"version": anteckning.version})


def test_a_note_is_its_writers_until_it_is_signed(client, arende, kollega):
    anteckning = write(client, arende)
    assert anteckning.signerad is None
    mine, theirs = text_of(client.get(journal(arende))), text_of(som(kollega).get(journal(arende)))
    assert "Vi talade om skolan." in mine
    assert "Arbetsanteckning" in mine
    assert "Vi talade om skolan." not in theirs
    assert sign(client, anteckning).status_code == 303
    assert "Vi talade om skolan." in text_of(som(kollega).get(journal(arende)))


@pytest.mark.parametrize(
    ("falt", "varde"),
    [("text", ""), ("text", " \n "), ("slag", "annat"), ("nar", "2099-01-01T10:00"), ("nar", "")],
)
def test_a_note_is_refused_at_its_field(client, arende, falt, varde):
    response = client.post(
        reverse("arenden:ny_anteckning", args=[arende.pk]), note() | {falt: varde}
    )
    assert errors_at(response, falt)
    assert "Elias" in response.content.decode()
    assert not Journalanteckning.objects.exists()


def test_a_working_note_is_changed_by_its_writer_only(client, arende, kollega):
    anteckning = write(client, arende)
    data = note(text="Vi talade om skolan och hemmet.", version=anteckning.version)
    assert som(kollega).post(page("andra_anteckning", anteckning), data).status_code == 404
    assert som(kollega).get(page("signera", anteckning)).status_code == 404
    assert sign(som(kollega), anteckning).status_code == 404
    assert client.post(page("andra_anteckning", anteckning), data).status_code == 303
    anteckning.refresh_from_db()
    assert anteckning.text == "Vi talade om skolan och hemmet."
    sent = client.post(
        page("andra_anteckning", anteckning), note(nar="2099-01-01T10:00", version=2)
    )
    assert errors_at(sent, "nar")


def test_signing_shows_the_words_and_locks_them(client, arende):
    anteckning = write(client, arende)
    sida = client.get(page("signera", anteckning))
    assert "Vi talade om skolan." in text_of(sida)
    assert sign(client, anteckning).status_code == 303
    data = note(text="Efterhandskonstruktion", version=anteckning.version + 1)
    refused = errors_at(client.post(page("andra_anteckning", anteckning), data), "__all__")
    assert refused == ["Anteckningen är redan signerad. Lägg till en rättelse i stället."]
    assert client.get(page("andra_anteckning", anteckning)).status_code == 403
    assert errors_at(sign(client, anteckning), "__all__")
    anteckning.refresh_from_db()
    assert anteckning.text == "Vi talade om skolan."
    assert anteckning.signerad is not None


def test_what_changed_in_another_tab_is_read_again_before_signing(client, arende):
    anteckning = write(client, arende)
    client.post(
        page("andra_anteckning", anteckning), note(text="Ändrat i en annan flik.", version=1)
    )
    response = sign(client, anteckning)
    assert response.status_code == 409
    assert "Ändrat i en annan flik." in text_of(response)
    anteckning.refresh_from_db()
    assert anteckning.signerad is None


@pytest.mark.parametrize("roll", ["rattelse", "stammer_inte"])
def test_something_is_added_beside_a_signed_note(client, arende, kollega, roll):
    anteckning = write(client, arende)
    assert client.get(page("tillagg", anteckning)).status_code == 404
    sign(client, anteckning)
    other = som(kollega)
    data = {"roll": roll, "text": "Samtalet var dagen före."}
    assert errors_at(other.post(page("tillagg", anteckning), data | {"text": ""}), "text")
    assert errors_at(other.post(page("tillagg", anteckning), data | {"roll": "original"}), "roll")
    assert other.post(page("tillagg", anteckning), data).status_code == 303
    tillagg = Journalanteckning.objects.get(galler=anteckning)
    assert (tillagg.forfattare, tillagg.roll) == (kollega, roll)
    assert tillagg.signerad is not None
    shown = text_of(client.get(journal(arende)))
    assert tillagg.get_roll_display() in shown
    assert shown.index("Vi talade om skolan.") < shown.index("Samtalet var dagen före.")
    assert client.get(page("tillagg", tillagg)).status_code == 404
    assert other.get(page("andra_anteckning", tillagg)).status_code == 404


def test_hostile_words_are_harmless_in_the_journal(client, arende):
    anteckning = write(client, arende, text=HOSTILE, narvarande="<b>Elias</b>")
    anteckning.refresh_from_db()
    assert anteckning.text == HOSTILE.replace("\n", "\n")
    response = client.get(journal(arende))
    assert b"<script>alert" not in response.content
    assert b"<b>Elias" not in response.content
    assert "{{ 7|add:7 }}" in text_of(response)


def test_the_journal_is_paged(client, arende, stad):
    for i in range(PER_SIDA + 1):
        nar = timezone.now() - timedelta(days=i)
        Journalanteckning.objects.create(
            akt=arende.akt,
            namnd=arende.namnd,
            arende=arende,
            slag="samtal",
            nar=nar,
            text=f"Anteckning nummer {i:02d}.",
            forfattare=stad.handlaggare,
            signerad=nar,
        )
    first = text_of(client.get(journal(arende)))
    assert "Sida 1 av 2" in first
    assert "Anteckning nummer 00." in first
    assert "Anteckning nummer 20." not in first
    last = text_of(client.get(journal(arende), {"sida": "2"}))
    assert "Anteckning nummer 20." in last
    assert client.get(journal(arende), {"sida": "x"}).status_code == 200


def test_an_unsigned_note_waits_on_min_dag(client, arende):
    write(client, arende)
    shown = text_of(client.get(reverse("insatser:min_dag")))
    assert "Signera anteckningen från" in shown
    assert "skolan" not in shown


def test_the_note_of_another_case_is_absent(client, arende, stad):
    anteckning = write(client, arende)
    annat = vagen.receive(stad, berorda=[{"roll": "barn", "kannetecken": "röd mössa"}])
    vagen.assign(stad, annat)
    address = reverse("arenden:signera", args=[annat.pk, anteckning.pk])
    assert client.get(address).status_code == 404
