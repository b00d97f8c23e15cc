"""From Min dag to a written note without touching the mouse."""

from __future__ import annotations

import pytest

from arenden.models import Journalanteckning, Steg
from tests.insatser import vagen
from tests.resor.conftest import Oppna, Staden
from tests.resor.medarbetare import Medarbetare

pytestmark = [pytest.mark.webblasare, pytest.mark.django_db(transaction=True)]

FLEST_STEG = 80


def test_a_note_by_keys_alone(stad: Staden, oppna: Oppna):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    person = oppna(stad.handlaggare)
    keys = person.sida.keyboard
    person.go("/min-dag/")
    keys.press("j")
    assert arende.arendenummer in in_focus(person)
    follow(person)
    tab_to(person, "Journal")
    follow(person)
    tab_to(person, "Ny anteckning")
    follow(person)
    tab_to(person, "Samtal")
    keys.press("Space")
    tab_to(person, "Text")
    keys.type("Elias ringde själv / och frågade? jk")
    tab_to(person, "Spara arbetsanteckning")
    follow(person)
    person.sees("Signera den när den är klar")
    assert Journalanteckning.objects.get().text == "Elias ringde själv / och frågade? jk"


def test_the_shortcut_sheet_opens_and_closes(stad: Staden, oppna: Oppna):
    person = oppna(stad.handlaggare)
    person.go("/min-dag/")
    person.sida.keyboard.press("?")
    person.sees("Tangenterna vilar medan du skriver i ett fält.")
    person.picture("46-snabbtangenter")
    person.sida.keyboard.press("Escape")
    assert not person.sida.get_by_role("dialog").is_visible()
    person.sida.keyboard.press("/")
    assert in_focus(person).startswith("Sök")


def follow(person: Medarbetare) -> None:
    """Press Enter on what has the focus, and wait for the page it leads to."""
    with person.sida.expect_navigation():
        person.sida.keyboard.press("Enter")


def tab_to(person: Medarbetare, namn: str) -> None:
    """Press Tab until the focus is on what is called `namn`."""
    for _ in range(FLEST_STEG):
        person.sida.keyboard.press("Tab")
        if in_focus(person).startswith(namn):
            return
    pytest.fail(f"«{namn}» nås inte med tabb på {person.sida.url}")


def in_focus(person: Medarbetare) -> str:
    """The label or the text of what has the focus."""
    return str(
        person.sida.evaluate(
            "(e => (e.labels?.[0]?.innerText || e.innerText || '').trim())(document.activeElement)"
        )
    )


def test_the_keys_can_be_switched_off_and_on(stad: Staden, oppna: Oppna):
    person = oppna(stad.handlaggare)
    person.go("/min-dag/")
    person.sida.keyboard.press("?")
    person.click("Stäng av snabbtangenterna")
    person.sees("Slå på snabbtangenter")
    person.go("/team/")
    person.sida.keyboard.press("/")
    assert not in_focus(person).startswith("Sök")
    person.click("Slå på snabbtangenter")
    person.sida.get_by_role("button", name="Snabbtangenter", exact=True).wait_for()
    assert person.sida.url.endswith("/team/")
    person.sida.keyboard.press("/")
    assert in_focus(person).startswith("Sök")
