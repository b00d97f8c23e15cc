"""On a phone, standing up: the quick log in four taps, and a note."""

from __future__ import annotations

import pytest

from arenden.models import Journalanteckning
from samverkansteam.models import GemensamAtgard
from tests.resor.conftest import Oppna
from tests.resor.medarbetare import Medarbetare
from tests.samverkansteam.builders import make_rum

pytestmark = [pytest.mark.webblasare, pytest.mark.django_db(transaction=True)]

TELEFON = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}


def is_no_wider_than_the_screen(person: Medarbetare) -> bool:
    return bool(person.sida.evaluate("document.documentElement.scrollWidth") == 390)


def test_a_joint_action_takes_four_taps(db, oppna: Oppna):
    rum = make_rum()
    person = oppna(rum.ledare, **TELEFON)
    person.go(f"/team/{rum.team.pk}/")
    person.picture("42-teamrum-telefon")
    assert is_no_wider_than_the_screen(person)
    person.sida.get_by_role("link", name="Snabblogg").tap()
    person.sida.wait_for_url("**/snabblogg/")
    person.picture("43-snabblogg-telefon")
    assert is_no_wider_than_the_screen(person)
    person.pick("Person", "Person 1")
    person.sida.get_by_label("Samtal", exact=True).tap()
    person.sida.get_by_role("button", name="Logga", exact=True).tap()
    person.sees("Loggat.")
    assert GemensamAtgard.objects.get().slag == "samtal"


def test_a_note_is_written(db, oppna: Oppna):
    rum = make_rum()
    person = oppna(rum.ledare, **TELEFON)
    person.go(f"/arenden/{rum.arende.pk}/journal/")
    person.sida.get_by_role("link", name="Ny anteckning").tap()
    person.sida.get_by_label("Besök", exact=True).tap()
    person.fill_and_wait("Text", "Kim mötte mig i dörren.")
    assert is_no_wider_than_the_screen(person)
    person.picture("44-anteckning-telefon")
    person.sida.get_by_role("button", name="Spara arbetsanteckning").tap()
    person.sees("Signera den när den är klar")
    person.picture("45-journal-telefon")
    assert Journalanteckning.objects.get().text == "Kim mötte mig i dörren."
