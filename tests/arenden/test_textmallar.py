"""Templates of notes: two metodledare, a wording that stays, and a note that keeps its own text."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from access.models import Roll
from arenden.actions.textmall import change_textmall, end_textmall, publish_textmall, write_textmall
from arenden.models import Journalanteckning, Steg, Textmall
from tests.arenden.webb import errors_at, som, text_of
from tests.builders import make_anvandare
from tests.insatser import vagen

STOD = "Vad säger barnet?\nVad ser du?\nVad kommer ni överens om?"


@pytest.fixture
def tove(db):
    return make_anvandare(Roll.METODLEDARE, namn="Tove")


@pytest.fixture
def ines(db):
    return make_anvandare(Roll.METODLEDARE, namn="Ines")


def falt(**andrat):
    idag = timezone.localdate()
    return {"slag": "besok", "namn": "Hembesök", "stod": STOD, "giltig_fran": idag} | andrat


def published(tove, ines, **andrat):
    return publish_textmall(mall=write_textmall(actor=tove, **falt(**andrat)), actor=ines)


def test_whoever_wrote_it_does_not_publish_it(tove, ines):
    mall = write_textmall(actor=tove, **falt())
    with pytest.raises(PermissionDenied, match="En annan metodledare publicerar den"):
        publish_textmall(mall=mall, actor=tove)
    with pytest.raises(PermissionDenied):
        publish_textmall(mall=mall, actor=make_anvandare(Roll.SOCIALSEKRETERARE))
    assert not Textmall.objects.current().exists()
    publish_textmall(mall=mall, actor=ines)
    assert list(Textmall.objects.current()) == [mall]


def test_a_published_wording_stays_and_the_next_takes_its_place(tove, ines):
    idag = timezone.localdate()
    mall = published(tove, ines, giltig_fran=idag - timedelta(days=30))
    with pytest.raises(PermissionDenied, match="ändras inte"):
        change_textmall(mall=mall, actor=tove, **falt(stod="Annat"))
    ny = write_textmall(actor=ines, ersatter=mall, **falt(stod="Nya frågor", giltig_fran=idag))
    assert list(Textmall.objects.current()) == [mall]
    publish_textmall(mall=ny, actor=tove)
    mall.refresh_from_db()
    assert (mall.stod, mall.giltig_till) == (STOD, idag - timedelta(days=1))
    assert list(Textmall.objects.current()) == [ny]
    assert list(Textmall.objects.current(idag - timedelta(days=1))) == [mall]


def test_the_next_wording_begins_after_the_one_it_replaces(tove, ines):
    mall = published(tove, ines)
    ny = write_textmall(actor=tove, ersatter=mall, **falt())
    with pytest.raises(ValidationError, match="måste börja gälla efter"):
        publish_textmall(mall=ny, actor=ines)
    ny.refresh_from_db()
    assert not ny.is_publicerad


def test_a_draft_is_its_authors(tove, ines):
    mall = write_textmall(actor=tove, **falt())
    with pytest.raises(PermissionDenied):
        change_textmall(mall=mall, actor=ines, **falt(namn="Annat"))
    change_textmall(mall=mall, actor=tove, **falt(namn="Besök hemma"))
    mall.refresh_from_db()
    assert mall.namn == "Besök hemma"


def test_nothing_about_a_person_stands_in_a_template(tove):
    client = som(tove)
    sent = falt(stod="Gäller 20111124-2390")
    felen = errors_at(client.post(reverse("arenden:ny_textmall"), sent), "stod")
    assert felen == [
        "Det står något som liknar ett person- eller samordningsnummer i mallen. Ta bort det."
    ]
    assert not Textmall.objects.exists()
    assert client.post(reverse("arenden:ny_textmall"), falt()).status_code == 303


def test_two_metodledare_bring_a_template_out_on_the_pages(tove, ines):
    som(tove).post(reverse("arenden:ny_textmall"), falt())
    mall = Textmall.objects.get()
    publicera = reverse("arenden:publicera_textmall", args=[mall.pk])
    assert som(tove).get(publicera).status_code == 403
    client = som(ines)
    assert "Vad säger barnet?" in text_of(client.get(publicera))
    assert client.post(publicera).status_code == 303
    shown = text_of(client.get(reverse("arenden:textmallar")))
    assert "Publicerade" in shown
    assert "Skriven av Tove, publicerad av Ines" in shown
    avsluta = reverse("arenden:avsluta_textmall", args=[mall.pk])
    assert client.post(avsluta, {"till": "2000-01-01"}).status_code == 422
    assert client.post(avsluta, {"till": timezone.localdate()}).status_code == 303
    mall.refresh_from_db()
    assert mall.giltig_till == timezone.localdate()


def test_a_note_begins_with_a_template_and_keeps_what_its_writer_makes_of_it(tove, ines):
    stad = vagen.make_stad()
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    mall = published(tove, ines)
    write_textmall(actor=tove, **falt(namn="Bara ett utkast"))
    client, ny = som(stad.handlaggare), reverse("arenden:ny_anteckning", args=[arende.pk])
    shown = text_of(client.get(ny))
    assert "Börja med en mall" in shown
    assert "Bara ett utkast" not in shown
    assert "Vad säger barnet?" not in shown
    valt = client.get(ny, {"mall": mall.pk})
    assert valt.context["form"].initial["text"] == STOD
    assert valt.context["form"].initial["slag"] == "besok"
    assert client.get(ny, {"mall": "x"}).status_code == 200
    nar = f"{timezone.localtime() - timedelta(hours=1):%Y-%m-%dT%H:%M}"
    text = "Vad säger barnet?\nAtt det är bra i skolan."
    client.post(f"{ny}?mall={mall.pk}", {"slag": "besok", "nar": nar, "text": text})
    end_textmall(mall=mall, till=timezone.localdate(), actor=ines)
    assert Journalanteckning.objects.get().text == text


def test_a_template_never_takes_the_place_of_what_is_typed(tove, ines):
    stad = vagen.make_stad()
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    mall = published(tove, ines)
    client, ny = som(stad.handlaggare), reverse("arenden:ny_anteckning", args=[arende.pk])
    client.post(ny, {"slag": "samtal", "text": "Redan påbörjat.", "gor": "utkast"})
    valt = client.get(ny, {"mall": mall.pk})
    assert valt.context["form"].initial["text"] == "Redan påbörjat."
    assert "Vad ser du?" in text_of(valt)
