"""A duty is given and ended; what it opened closes with it."""

from __future__ import annotations

import pytest

from access.models import Roll, Tilltrade
from tests.builders import make_anvandare
from tests.resor.conftest import Oppna, Staden, employ

pytestmark = [pytest.mark.webblasare, pytest.mark.django_db(transaction=True)]


def test_gives_a_duty_and_ends_it(stad: Staden, oppna: Oppna):
    ny = make_anvandare(Roll.SOCIALSEKRETERARE, enhet=stad.enhet, namn="Nora Nysson")
    admin = oppna(employ(stad, Roll.ADMINISTRATOR))
    admin.go("/")
    admin.expand("Filtrera listan")
    admin.fill("Namn eller användarnamn", "Nysson")
    admin.click("Visa")
    admin.click("Nora Nysson")
    admin.click("Ge uppdrag")
    admin.pick("Uppdrag", "Gruppledare")
    admin.pick("Enhet", f"{stad.namnd}, {stad.enhet.namn}")
    admin.click("Ge uppdrag")
    admin.sees("Uppdraget är givet.")
    admin.picture("36-anvandare")
    assert Tilltrade.objects.filter(anvandare=ny).live().count() == 1

    gruppledare = oppna(ny)
    assert gruppledare.go("/arenden/?flik=otilldelade") == 200
    admin.sida.get_by_role("link", name="Avsluta Gruppledare").click()
    admin.picture("37-avsluta-uppdrag")
    admin.click("Avsluta uppdraget")
    admin.sees("Uppdraget är avslutat.")
    assert not Tilltrade.objects.filter(anvandare=ny).live().exists()


def test_cannot_open_an_akt(stad: Staden, oppna: Oppna):
    admin = oppna(employ(stad, Roll.ADMINISTRATOR))
    assert admin.go("/min-dag/") == 403
    admin.picture("38-nekad")
