"""The door: a password, a code from the app, and the way out again."""

from __future__ import annotations

import pytest

from access.management.commands.engangskod import unused_code
from access.models import Anvandare, Kodapp
from tests.resor.conftest import Oppna, Staden

pytestmark = [pytest.mark.webblasare, pytest.mark.django_db(transaction=True)]

LOSENORD = "korrekt häst batteri"


@pytest.fixture
def handlaggare(stad: Staden) -> Anvandare:
    stad.handlaggare.set_password(LOSENORD)
    stad.handlaggare.save()
    return stad.handlaggare


def test_both_factors_open_the_door_and_logging_out_closes_it(handlaggare, oppna: Oppna):
    app = Kodapp.objects.create(user=handlaggare, name="app")
    person = oppna(None)
    person.go("/min-dag/")
    person.picture("30-logga-in")
    person.picture("30-logga-in-mork", dark=True)
    person.fill("Användarnamn", handlaggare.anvandarnamn)
    person.fill("Lösenord", "gissning")
    person.click("Fortsätt")
    person.sees("Användarnamnet eller lösenordet stämmer inte.")
    person.fill("Lösenord", LOSENORD)
    person.click("Fortsätt")
    assert person.heading() == "Skriv engångskoden"
    assert person.go("/min-dag/") == 200
    assert person.heading() == "Skriv engångskoden", "a password alone opens nothing"
    kod = unused_code(app)
    person.fill("Engångskod", f"{(int(kod) + 1) % 10**6:06d}")
    person.click("Logga in")
    person.sees("Koden stämmer inte")
    person.picture("31-fel-kod")
    Kodapp.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)
    person.fill("Engångskod", f"{kod[:3]} {kod[3:]}")
    person.click("Logga in")
    assert person.heading() == "Min dag"
    person.click("Logga ut")
    person.go("/min-dag/")
    assert person.heading() == "Logga in"


def test_the_first_time_one_connects_an_app(handlaggare, oppna: Oppna):
    person = oppna(None)
    person.go("/")
    person.fill("Användarnamn", handlaggare.anvandarnamn)
    person.fill("Lösenord", LOSENORD)
    person.click("Fortsätt")
    person.picture("32-koppla-app")
    assert person.sida.get_by_role("img").evaluate("qr => qr.decode().then(() => qr.naturalWidth)")
    person.fill("Engångskod", unused_code(Kodapp.objects.get(user=handlaggare)))
    person.click("Koppla och logga in")
    assert person.heading() == "Min dag"
