"""The pages of a closing and of what follows it, over HTTP."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from arenden.models import Arende, Steg, Utkast
from insatser.models import Avslut
from tests.arenden.webb import errors_at, som, text_of
from tests.insatser import vagen
from tests.insatser.avslutsfall import due, gather_team, ja, offer, skolan
from tests.insatser.test_sidor_fragor import MOST, asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def arende(stad) -> Arende:
    return vagen.arende_at(stad, Steg.AVSLUT)


def page(sida, *args):
    return reverse(f"insatser:{sida}", args=[getattr(arg, "pk", arg) for arg in args])


def answers(arende, **andrat):
    """A closing as it is posted."""
    insats = arende.insatser.get()
    return {
        "orsak": "planerat",
        "resultat": "uppnatt",
        "barnets_rost": "Jag klarar mig nu.",
        "sammanfattning": "Elias går i skolan.",
        f"hur-{insats.pk}": "enligt_plan",
        "utfall": "ja",
        "ja_av": "bada",
        "ja_givet": f"{timezone.localdate()}",
    } | andrat


def test_a_closing_step_by_step(stad, arende):
    i_team = gather_team(stad, arende)
    client, sida, part = som(stad.handlaggare), page("avslut", arende), skolan(i_team)
    text = text_of(client.get(sida))
    assert "Detta händer" in text
    assert "Arbetet i team Social insatsgrupp (SIG), Person 1" in text
    assert "Vid start: Två dagar av tio." in text
    assert "Vad får Ekbacksskolan veta?" in text
    saknas = client.post(sida, answers(arende))
    assert errors_at(saknas, f"besked-{part.pk}")
    inget = {f"besked-{part.pk}": "inget"}
    assert errors_at(client.post(sida, answers(arende, **inget)), f"skal-{part.pk}")
    flytt = client.post(sida, answers(arende, orsak="flytt", **{f"besked-{part.pk}": "slut"}))
    assert errors_at(flytt, "vart")
    assert "Jag klarar mig nu." in flytt.content.decode()
    assert not Avslut.objects.exists()
    klar = client.post(sida, answers(arende, **{f"besked-{part.pk}": "slut"}))
    assert (klar.status_code, klar.url) == (303, page("efter_avslutet", arende))
    efter = text_of(client.get(klar.url))
    assert "Ekbacksskolan : har inte fått veta än" in efter
    assert "6 månader efter avslutet" in efter


def test_a_draft_of_a_closing_is_kept(stad, arende):
    client, sida = som(stad.handlaggare), page("avslut", arende)
    client.post(sida, answers(arende, gor="utkast", sammanfattning="Vi är snart"))
    assert Utkast.objects.get().innehall["sammanfattning"] == "Vi är snart"
    assert "Vi är snart" in client.get(sida).content.decode()
    client.post(sida, answers(arende))
    assert not Utkast.objects.exists()


def test_a_party_is_told_and_the_letter_is_on_the_page(stad, arende):
    gather_team(stad, arende)
    vagen.close(stad, arende)
    rad = arende.avslutsaterkopplingar.get()
    client, sida = som(stad.handlaggare), page("avslutsbrev", arende, rad)
    assert "Samarbetet kring Person 1" in text_of(client.get(sida))
    svar = {"lamnad": f"{timezone.localdate()}", "satt": "brev", "version": rad.version}
    assert client.post(sida, svar).status_code == 303
    assert client.get(sida).status_code == 403
    assert "fick veta att arbetet är avslutat" in text_of(
        client.get(page("efter_avslutet", arende))
    )


def test_two_who_note_the_answer_do_not_overwrite_each_other(stad, arende):
    vagen.close(stad, arende, eftervard=offer())
    rad = arende.eftervard_set.get()
    sida = page("eftervard", arende, rad)
    svar = {"svarat": f"{timezone.localdate()}", "version": rad.version}
    assert som(stad.handlaggare).post(sida, svar | {"svar": "ja"}).status_code == 303
    konflikt = som(stad.gruppledare).post(sida, svar | {"svar": "nej"})
    assert konflikt.status_code == 409
    rad.refresh_from_db()
    assert rad.svar == "ja"


def test_the_outcome_from_min_dag_to_the_answer(stad, arende):
    vagen.close(stad, arende, utfall=ja())
    rad, client = due(arende), som(stad.handlaggare)
    assert "Uppföljning 6 månader efter avslutet" in text_of(client.get(page("min_dag")))
    lista = text_of(client.get(page("efter_avslut_lista")))
    assert arende.arendenummer in lista
    assert "Elias" not in lista
    assert client.get(page("utfallsforsok", arende, rad)).status_code == 200
    sida = page("utfall", arende, rad)
    svar = {"sysselsattning": "skola", "stod": "racker", "skattning": "4", "egna_ord": "Bra."}
    assert errors_at(client.post(sida, svar | {"stod": ""}), "stod")
    assert client.post(sida, svar | {"version": rad.version}).status_code == 303
    efter = text_of(client.get(page("efter_avslutet", arende)))
    assert "Egen skattning Bättre" in efter
    assert arende.arendenummer in text_of(client.get(page("efter_avslut_lista") + "?flik=klara"))


def test_who_leads_appoints_and_others_do_not(stad, arende):
    vagen.close(stad, arende, utfall=ja())
    rad = due(arende)
    sida = page("utfall_ansvarig", arende, rad)
    assert som(stad.handlaggare).get(sida).status_code == 403
    client = som(stad.gruppledare)
    assert client.post(sida, {"ansvarig": stad.gruppledare.pk}).status_code == 303
    rad.refresh_from_db()
    assert rad.ansvarig == stad.gruppledare


@pytest.mark.parametrize("sida", ["avslut", "efter_avslutet", "efter_avslut_lista"])
def test_how_much_a_page_asks(stad, arende, sida):
    """The closing gathers plan, goals, indicators, insatser, teams, consents and clocks."""
    gather_team(stad, arende)
    args = [] if sida == "efter_avslut_lista" else [arende]
    if sida != "avslut":
        vagen.close(stad, arende, utfall=ja(), eftervard=offer())
    assert len(asked(som(stad.handlaggare), page(sida, *args))) <= MOST + 11
