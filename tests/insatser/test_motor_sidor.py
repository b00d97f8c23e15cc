"""The buttons and forms of an arbetsgång besides its steps, over HTTP."""

from __future__ import annotations

import pytest
from django.urls import reverse

from arenden.models import Steg
from insatser.actions.arbetsgang import start_arbetsgang
from insatser.models import Arbetsgang
from tests.arenden.webb import som, text_of
from tests.insatser import gangen, provgang, vagen

pytestmark = pytest.mark.django_db


@pytest.fixture
def gang(stad, provgang) -> Arbetsgang:
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    team = parties(stad, arende)
    return start_arbetsgang(
        arende=arende, flode=provgang.kod, amne_id=team.pk, actor=stad.handlaggare
    )


def parties(stad, arende):
    return provgang.parties(stad, arende, antal=2)


def url(namn: str, gang: Arbetsgang, *mer) -> str:
    return reverse(f"insatser:{namn}", args=[gang.arende_id, gang.pk, *mer])


def test_regret_by_a_button_fills_the_form_again(stad, gang):
    klient = som(stad.handlaggare)
    klient.post(url("arbetsgangssteg", gang, "forst"), {"text": "Ett ord.", "fraga": "ja"})
    assert "Det går att ångra till" in text_of(klient.get(url("arbetsgang", gang)))
    rad = gang.utfall.get()
    svar = klient.post(url("angra_steg", gang, rad.pk))
    assert svar.url == url("arbetsgangssteg", gang, "forst")
    sida = klient.get(svar.url)
    assert "Ett ord." in text_of(sida)
    assert sida.context["form"].initial["fraga"] == "ja"


def test_what_is_built_on_says_so_and_has_no_button(stad, gang):
    rad = gangen.do(gang, "forst", stad.handlaggare)
    gangen.do(gang, "vanster", stad.handlaggare)
    klient = som(stad.handlaggare)
    assert "Någon har byggt vidare på steget" in text_of(klient.get(url("arbetsgang", gang)))
    klient.post(url("angra_steg", gang, rad.pk))
    rad.refresh_from_db()
    assert rad.angrat is None


def test_redo_tells_what_falls_and_asks_why(stad, gang):
    rad = gangen.do(gang, "forst", stad.handlaggare)
    gangen.do(gang, "vanster", stad.handlaggare)
    klient = som(stad.handlaggare)
    sida = url("gor_om_steg", gang, rad.pk)
    assert "Först, Vänster" in text_of(klient.get(sida))
    assert klient.post(sida, {"skal": ""}).status_code == 422
    assert klient.post(sida, {"skal": "Fel barn."}).status_code == 303
    assert gangen.open_steps(gang) == ["forst"]


def test_a_step_is_passed_over(stad, gang):
    gangen.do(gang, "forst", stad.handlaggare)
    klient = som(stad.handlaggare)
    svar = klient.post(url("hoppa_over_steg", gang, "vanster"), {"skal": "Behövs inte."})
    assert svar.status_code == 303
    assert "vanster" not in gangen.open_steps(gang)
    assert klient.get(url("hoppa_over_steg", gang, "hoger")).status_code == 404


def test_pause_and_go_on(stad, gang):
    ledare = som(stad.gruppledare)
    ledare.post(url("pausa_gang", gang), {"skal": "Familjen är bortrest."})
    sida = text_of(ledare.get(url("arbetsgang", gang)))
    assert "Familjen är bortrest." in sida
    svar = som(stad.handlaggare).post(
        url("arbetsgangssteg", gang, "forst"), {"text": "Nu.", "fraga": "ja"}
    )
    assert svar.status_code == 422
    ledare.post(url("ateruppta_gang", gang))
    assert not gang.uppehall.ongoing().exists()


def test_take_and_give_back(stad, gang):
    klient = som(stad.handlaggare)
    klient.post(url("ta_steg", gang, "forst"))
    assert f"{stad.handlaggare} har tagit steget" in text_of(
        som(stad.gruppledare).get(url("arbetsgang", gang))
    )
    klient.post(url("lamna_steg", gang, "forst"))
    assert "ingen har tagit steget" in text_of(klient.get(url("arbetsgang", gang)))


def test_an_ended_one_is_opened_again(stad, gang):
    gangen.do(gang, "forst", stad.handlaggare)
    gangen.do(gang, "vanster", stad.handlaggare)
    for _ in range(2):
        gangen.do(gang, "hoger", stad.handlaggare)
    gangen.do(gang, "sist", stad.handlaggare, "klart")
    ledare = som(stad.gruppledare)
    assert "Öppna arbetsgången igen" in text_of(ledare.get(url("arbetsgang", gang)))
    ledare.post(url("oppna_gang", gang), {"skal": "Det var inte klart."})
    assert gangen.open_steps(gang) == ["sist"]
