"""Moving an ärende over the web: a step on its general page, and the answer of the other nämnd."""

from __future__ import annotations

import pytest
from django.urls import reverse

from arenden.models import Arende, Steg
from insatser.actions.arbetsgang import start_arbetsgang
from insatser.models import Overflyttning
from tests.arenden.webb import som, text_of
from tests.insatser import gangen, vagen

pytestmark = pytest.mark.django_db
LISTAN = reverse("insatser:overflyttningar")


@pytest.fixture
def farsta(stad) -> vagen.Stad:
    annan = vagen.make_stad()
    annan.namnd.stadsdelsomrade = "Farsta"
    annan.namnd.save()
    return annan


@pytest.fixture
def gang(stad, farsta):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    return start_arbetsgang(arende=arende, flode="overflytt", actor=stad.handlaggare)


def step_url(gang, steg: str) -> str:
    return reverse("insatser:arbetsgangssteg", args=[gang.arende_id, gang.pk, steg])


def test_a_step_is_done_on_its_page_with_what_is_chosen_by_name(stad, farsta, gang):
    url = step_url(gang, "foresla")
    klient = som(stad.handlaggare)
    page = text_of(klient.get(url))
    assert str(farsta.namnd) in page
    assert "En utredning som har börjat görs klar här" in page
    svar = {
        "namnd": str(farsta.namnd.pk),
        "kommun": "",
        "skal": "Familjen har flyttat.",
        "utredning": "overtas",
        "barnets_syn": "Jag vill byta skola först.",
        "utfall": "stad",
    }
    assert klient.post(url, svar | {"namnd": ""}).status_code == 422
    assert klient.post(url, svar).status_code in {302, 303}
    assert gangen.open_steps(gang) == ["grund"]
    visad = klient.get(reverse("insatser:arbetsgang", args=[gang.arende_id, gang.pk]))
    assert str(farsta.namnd) in text_of(visad)


def asked(stad, farsta, gang) -> Overflyttning:
    namnd = str(farsta.namnd.pk)
    gangen.do(gang, "foresla", stad.handlaggare, "stad", namnd=namnd, utredning="overtas")
    gangen.do(gang, "grund", stad.handlaggare, grund="V")
    gangen.do(gang, "menprova", stad.handlaggare, uppgifter=[], sammanfattning="Bor i Farsta nu.")
    gangen.do(gang, "besluta", stad.gruppledare, "skickas")
    return Overflyttning.objects.get()


def test_the_other_namnd_reads_and_answers(stad, farsta, gang):
    fraga = asked(stad, farsta, gang)
    klient = som(farsta.mottagare)
    url = reverse("insatser:overflyttning", args=[fraga.pk])
    assert str(stad.namnd) in text_of(klient.get(LISTAN))
    assert "Bor i Farsta nu." in text_of(klient.get(url))
    assert klient.post(url, {"svar": "nej", "skal": ""}).status_code == 422
    assert klient.post(url, {"svar": "ja", "skal": ""}).status_code == 303
    dar = Arende.objects.get(namnd=farsta.namnd)
    assert dar.arendenummer in text_of(klient.get(LISTAN))
    assert klient.get(url).status_code == 404


def test_for_others_there_is_no_question(stad, farsta, gang):
    fraga = asked(stad, farsta, gang)
    for vem in (stad.handlaggare, stad.mottagare):
        assert som(vem).get(reverse("insatser:overflyttning", args=[fraga.pk])).status_code == 404
