"""On a phone, standing up: the quick log in four taps, and a note.

Taps, keys and time are counted in the browser itself; `-s` shows them. Nothing is asserted of the
time, which is that of the machine.
"""

from __future__ import annotations

from typing import Any

import pytest

from arenden.models import Journalanteckning
from audit.models import Logghandelse
from samverkansteam.models import GemensamAtgard, Gruppatgard
from tests.resor.conftest import Oppna
from tests.resor.medarbetare import Medarbetare
from tests.samverkansteam.builders import Rum, make_rum

pytestmark = [pytest.mark.webblasare, pytest.mark.django_db(transaction=True)]

BREDD = 360
TELEFON = {
    "viewport": {"width": BREDD, "height": 740},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
RAKNARE = """
  const count = (name) => sessionStorage.setItem(name, 1 + Number(sessionStorage.getItem(name)));
  addEventListener("pointerdown", (event) => {
    if (!event.isTrusted) return;
    if (!sessionStorage.getItem("tryck")) sessionStorage.setItem("borjade", Date.now());
    count("tryck");
  }, true);
  addEventListener("keydown", (event) => event.isTrusted && count("tangenter"), true);
"""
"""Counts what a finger does, from page to page; the clock begins with the first tap."""
LAST_AV = """() => ({
  tryck: Number(sessionStorage.getItem("tryck")),
  tangenter: Number(sessionStorage.getItem("tangenter")),
  sekunder: (Date.now() - Number(sessionStorage.getItem("borjade"))) / 1000,
})"""


def on_phone(oppna: Oppna, rum: Rum, anvandare: Any) -> Medarbetare:
    """The team's room on a phone, with every touch counted."""
    person = oppna(anvandare, **TELEFON)
    person.kontext.add_init_script(RAKNARE)
    person.go(f"/team/{rum.team.pk}/")
    return person


def read_off(person: Medarbetare, vad: str, record_property: Any) -> tuple[int, int]:
    """Taps and keys until now; told with the seconds they took in the browser."""
    matt = person.sida.evaluate(LAST_AV)
    record_property(vad, matt)
    print(f"{vad}: {matt}")  # noqa: T201
    return matt["tryck"], matt["tangenter"]


def tap(person: Medarbetare, etikett: str) -> None:
    person.sida.get_by_label(etikett, exact=True).tap()


def send(person: Medarbetare) -> None:
    person.sida.get_by_role("button", name="Logga", exact=True).tap()
    person.sees("Loggat.")


def is_no_wider_than_the_screen(person: Medarbetare) -> bool:
    return bool(person.sida.evaluate("document.documentElement.scrollWidth") == BREDD)


def test_a_joint_action_takes_four_taps(db, oppna: Oppna, record_property):
    rum = make_rum()
    person = on_phone(oppna, rum, rum.ledare)
    person.picture("42-teamrum-telefon")
    assert is_no_wider_than_the_screen(person)
    person.sida.get_by_role("link", name="Snabblogg").tap()
    person.sida.wait_for_url("**/snabblogg/")
    person.picture("43-snabblogg-telefon")
    assert is_no_wider_than_the_screen(person)
    tap(person, "Person 1")
    tap(person, "Samtal")
    send(person)
    assert read_off(person, "Gemensam åtgärd med en person", record_property) == (4, 0)
    atgard = GemensamAtgard.objects.get()
    assert (atgard.slag, atgard.minuter, atgard.akt) == ("samtal", 30, rum.arende.akt)
    loggat = Logghandelse.objects.get(objekt_id=atgard.pk)
    assert (loggat.aktor_id, loggat.akt_id) == (rum.ledare.pk, rum.arende.akt_id)


@pytest.mark.parametrize("vem", ["ledare", "extern"])
def test_a_group_action_takes_four_taps_and_names_nobody(db, oppna: Oppna, record_property, vem):
    rum = make_rum()
    anvandare = getattr(rum, vem)
    person = on_phone(oppna, rum, anvandare)
    person.sida.get_by_role("link", name="Snabblogg").tap()
    person.sida.wait_for_url("**/snabblogg/")
    person.field("Grupp").tap()
    person.sida.keyboard.type("9B")
    tap(person, "Lektionsstöd")
    send(person)
    assert read_off(person, f"Gruppåtgärd av {vem}", record_property) == (4, len("9B"))
    atgard = Gruppatgard.objects.get()
    assert (atgard.grupp, atgard.slag) == ("9B", "lektionsstod")
    assert not GemensamAtgard.objects.exists()
    loggat = Logghandelse.objects.get(objekt_id=atgard.pk)
    assert (loggat.aktor_id, loggat.akt_id) == (anvandare.pk, None)


def test_a_note_is_written(db, oppna: Oppna):
    rum = make_rum()
    person = oppna(rum.ledare, **TELEFON)
    person.go(f"/arenden/{rum.arende.pk}/journal/")
    person.sida.get_by_role("link", name="Ny anteckning").tap()
    tap(person, "Besök")
    person.fill_and_wait("Text", "Kim mötte mig i dörren.")
    assert is_no_wider_than_the_screen(person)
    person.picture("44-anteckning-telefon")
    person.sida.get_by_role("button", name="Spara arbetsanteckning").tap()
    person.sees("Signera den när den är klar")
    person.picture("45-journal-telefon")
    assert Journalanteckning.objects.get().text == "Kim mötte mig i dörren."
