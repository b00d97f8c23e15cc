"""A note in four taps on a telephone, kept as a draft and taken back within ten minutes."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from access.middleware import row_level_security
from access.models import Roll
from arenden.actions.journal import sign_anteckning, write_anteckning
from arenden.models import Handling, Journalanteckning, Steg
from tests.arenden.filer import make_handling
from tests.arenden.webb import errors_at, som, text_of
from tests.builders import give_akt, make_anvandare
from tests.insatser import vagen

SNABB = "/snabbanteckning/"
TELEFON = {"width": 360, "height": 740}


@pytest.fixture
def arende(stad):
    return vagen.arende_at(stad, Steg.UTREDNING)


def write(client, arende, text="Ringde skolan. Möte på torsdag."):
    response = client.post(f"{SNABB}{arende.pk}/", {"slag": "samtal", "text": text})
    assert response.status_code == 303
    anteckning = Journalanteckning.objects.latest("skapad")
    assert response.url == f"{SNABB}{arende.pk}/{anteckning.pk}/"
    return anteckning


def test_my_own_cases_the_one_i_last_wrote_in_first(stad, arende):
    annat = vagen.receive(stad, berorda=[{"roll": "barn", "kannetecken": "röd mössa"}])
    vagen.assign(stad, annat)
    kollegas = vagen.receive(stad, berorda=[{"roll": "barn", "kannetecken": "blå mössa"}])
    client = som(stad.handlaggare)
    write(client, arende)
    first = [rad["arende"] for rad in client.get(SNABB).context["rader"]]
    write(client, annat)
    then = [rad["arende"] for rad in client.get(SNABB).context["rader"]]
    assert (first, then) == ([arende, annat], [annat, arende])
    assert kollegas.arendenummer not in text_of(client.get(SNABB))


def test_it_is_a_working_note_of_now_that_waits_on_min_dag(stad, arende):
    client = som(stad.handlaggare)
    anteckning = write(client, arende)
    assert (anteckning.signerad, anteckning.forfattare) == (None, stad.handlaggare)
    assert timezone.now() - anteckning.nar < timedelta(minutes=1)
    shown = text_of(client.get(f"{SNABB}{arende.pk}/{anteckning.pk}/"))
    assert "Sparat, signera senare" in shown
    assert "Signera anteckningen från" in text_of(client.get(reverse("insatser:min_dag")))


def test_kind_and_words_are_asked_for(stad, arende):
    client = som(stad.handlaggare)
    response = client.post(f"{SNABB}{arende.pk}/", {"text": "Några ord"})
    assert errors_at(response, "slag")
    assert "Några ord" in response.content.decode()
    assert errors_at(client.post(f"{SNABB}{arende.pk}/", {"slag": "samtal"}), "text")


def test_it_is_taken_back_within_ten_minutes(stad, arende):
    client = som(stad.handlaggare)
    anteckning = write(client, arende)
    response = client.post(f"{SNABB}{arende.pk}/{anteckning.pk}/")
    assert (response.status_code, response.url) == (303, SNABB)
    assert not Journalanteckning.objects.exists()
    assert Journalanteckning.historik.filter(id=anteckning.pk, history_type="-").exists()


def test_after_ten_minutes_it_stays(stad, arende):
    client = som(stad.handlaggare)
    with time_machine.travel(timezone.now() - timedelta(minutes=11), tick=True):
        anteckning = write_anteckning(
            arende=arende,
            slag="samtal",
            nar=timezone.now(),
            narvarande="",
            text="Ord",
            actor=stad.handlaggare,
        )
    sidan = f"{SNABB}{arende.pk}/{anteckning.pk}/"
    assert "Ångra" not in text_of(client.get(sidan))
    assert "tio minuter" in text_of(client.post(sidan, follow=True))
    assert Journalanteckning.objects.exists()


def test_nobody_else_takes_it_back_and_a_signed_one_stays(stad, arende):
    kollega = make_anvandare(Roll.SOCIALSEKRETERARE, enhet=stad.enhet)
    give_akt(kollega, arende.akt)
    client = som(stad.handlaggare)
    anteckning = write(client, arende)
    sidan = f"{SNABB}{arende.pk}/{anteckning.pk}/"
    assert som(kollega).post(sidan).status_code == 404
    sign_anteckning(anteckning=anteckning, version=1, actor=stad.handlaggare)
    assert client.post(sidan).status_code == 404
    assert Journalanteckning.objects.exists()


def test_one_with_a_file_is_not_thrown_away(stad, arende):
    client = som(stad.handlaggare)
    anteckning = write(client, arende)
    Handling.objects.filter(pk=make_handling(arende, stad.handlaggare).pk).update(
        anteckning=anteckning
    )
    sidan = f"{SNABB}{arende.pk}/{anteckning.pk}/"
    assert "hör till den" in text_of(client.post(sidan, follow=True))
    assert Journalanteckning.objects.exists()


@pytest.mark.parametrize("hur", ["UPDATE {} SET slag = 'besok'", "DELETE FROM {}"])
def test_the_database_holds_the_web_to_what_is_signed(stad, arende, hur):
    osignerad = write(som(stad.handlaggare), arende)
    signerad = write(som(stad.handlaggare), arende)
    sign_anteckning(anteckning=signerad, version=1, actor=stad.handlaggare)
    satsen = hur.format("arenden_journalanteckning") + " WHERE id = %s"
    with transaction.atomic(), row_level_security(stad.handlaggare.pk):
        with connection.cursor() as cursor, pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute(satsen, [signerad.pk])
        with connection.cursor() as cursor:
            cursor.execute(satsen, [osignerad.pk])
            assert cursor.rowcount == 1


@pytest.mark.django_db(transaction=True)
def test_four_taps_at_360_pixels(sida_for):
    """Case, kind, words, save: counted, with nothing wider than the telephone."""
    stad = vagen.make_stad()
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    sida = sida_for(stad.handlaggare)
    sida.set_viewport_size(TELEFON)
    taps = 0

    def tap(del_):
        nonlocal taps
        assert del_.bounding_box()["height"] >= 24
        del_.click()
        taps += 1

    sida.goto(SNABB)
    assert sida.evaluate("document.documentElement.scrollWidth") <= TELEFON["width"]
    tap(sida.get_by_role("link", name=arende.arendenummer))
    assert sida.evaluate("document.documentElement.scrollWidth") <= TELEFON["width"]
    tap(sida.get_by_text("Samtal", exact=True))
    tap(sida.get_by_label("Några ord"))
    sida.keyboard.type("Ringde skolan.")
    tap(sida.get_by_role("button", name="Spara", exact=True))
    sida.get_by_role("heading", name="Sparat, signera senare").wait_for()
    assert taps == 4
    assert sida.get_by_role("button", name="Ångra").is_visible()
    assert Journalanteckning.objects.get().text == "Ringde skolan."
