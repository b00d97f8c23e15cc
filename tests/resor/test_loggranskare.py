"""Who looked at the case: the reviewer sees it, and sees nothing of what was written."""

from __future__ import annotations

import pytest

from access.models import Roll
from arenden.models import Steg
from tests.insatser import vagen
from tests.resor.conftest import Oppna, Staden, employ

pytestmark = [pytest.mark.webblasare, pytest.mark.django_db(transaction=True)]


def test_finds_who_looked_and_sees_no_content(stad: Staden, oppna: Oppna):
    arende = vagen.arende_at(stad, Steg.PLAN)
    chef = oppna(stad.gruppledare)
    chef.go(f"/arenden/{arende.pk}/")
    granskare = oppna(employ(stad, Roll.LOGGRANSKARE))
    granskare.go("/")
    assert granskare.heading() == "Logg"
    granskare.expand("Filtrera listan")
    granskare.fill("Vem, namn eller del av namn", stad.gruppledare.namn)
    granskare.click("Visa")
    granskare.picture("34-logg")
    granskare.sida.get_by_role("link", name="visa hela aktens logg").first.click()
    assert str(arende.akt_id) in granskare.sida.url
    granskare.sees(stad.gruppledare.namn)
    for sida in (granskare.words(), event_page(granskare)):
        for hemligt in ("Elias", "Provsson", "201201262399", "matten", "hos sin mamma"):
            assert hemligt not in sida.replace("Prov Provsson", "")
    assert granskare.go(f"/arenden/{arende.pk}/") == 403


def event_page(granskare) -> str:
    granskare.sida.locator("[data-rad] h3 a").first.click()
    granskare.picture("35-logghandelse")
    return granskare.words()


@pytest.mark.parametrize("roll", [roll for roll in Roll if roll is not Roll.SYSTEM])
def test_everyone_reads_their_own_log(stad: Staden, oppna: Oppna, roll: Roll):
    person = oppna(stad.polis if roll is Roll.EXTERN else employ(stad, roll))
    assert person.go("/") == 200
    person.click("Min logg")
    assert person.heading() == "Min logg"
    assert person.sida.get_by_role("row").count() > 1
