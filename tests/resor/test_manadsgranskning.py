"""A whole month of a unit reviewed by keys, with counted presses, and the same without a script."""

from __future__ import annotations

import time

import pytest

from access.models import Anvandare, Roll
from granskning.models import Atkomst, Granskningsfraga, Loggranskning
from granskning.rules.urval import Forklaringsgrad
from tests.builders import make_anvandare
from tests.granskning.manad import make_granskning
from tests.resor.conftest import Oppna, Staden, employ
from tests.resor.medarbetare import Medarbetare
from tests.tillganglighet.granskning import DATOR, faults

pytestmark = [pytest.mark.webblasare, pytest.mark.django_db(transaction=True)]

RADER = 40
FRAGOR = {7, 23}
ANMARKNING = 31
MOST = 60


class Tangentbord:
    """Counts every key that is pressed, the letters of the remark too."""

    def __init__(self, person: Medarbetare) -> None:
        self.sida = person.sida
        self.antal = 0

    def press(self, tangent: str) -> None:
        self.antal += 1
        self.sida.keyboard.press(tangent)

    def write(self, text: str) -> None:
        self.antal += len(text)
        self.sida.keyboard.type(text)


@pytest.fixture
def kollega(stad: Staden) -> Anvandare:
    return make_anvandare(enhet=stad.enhet, namn="Kajsa Kollega")


@pytest.fixture
def granskning(stad: Staden, kollega: Anvandare) -> Loggranskning:
    return make_granskning(stad.enhet, kollega, antal=RADER)


def test_forty_rows_by_keys_one_answer_and_the_end(
    stad: Staden, oppna: Oppna, kollega: Anvandare, granskning: Loggranskning
):
    granskare = oppna(employ(stad, Roll.LOGGRANSKARE), viewport=DATOR)
    fel = [*take(granskare, stad)]
    keys = Tangentbord(granskare)
    fel += judge_all(granskare, keys)
    change_ones_mind(granskare, keys)
    fel += answer_all(oppna(kollega, viewport=DATOR))
    fel += weigh_and_finish(granskare, keys)
    granskning.refresh_from_db()
    assert granskning.avslutad is not None
    assert not fel, "\n".join(fel)


def take(granskare: Medarbetare, stad: Staden) -> list[str]:
    granskare.go("/")
    granskare.click("Granskning")
    granskare.click("Alla pågående")
    granskare.sida.get_by_role("link", name=str(stad.enhet)).click()
    granskare.click("Ta granskningen")
    granskare.sees("Granskningen är din.")
    fel = list(faults(granskare.sida))
    granskare.picture("60-granskning")
    return fel


def judge_all(granskare: Medarbetare, keys: Tangentbord) -> list[str]:
    granskare.sida.reload()
    borjan = time.monotonic()
    for plats in range(1, RADER + 1):
        if plats in FRAGOR:
            ask(keys)
        elif plats == ANMARKNING:
            remark(keys)
        else:
            keys.press("u")
        is_judged(granskare, plats)
        if plats == 12:
            stands_at(granskare, "Rad 13 av 40")
            granskare.sees("11 av 40 klara, 1 väntar på svar.")
    tog = time.monotonic() - borjan
    print(f"{RADER} rader: {keys.antal} tangenttryck, {tog:.1f} s i webbläsaren")  # noqa: T201
    assert keys.antal <= MOST
    granskare.sees("38 av 40 klara, 2 väntar på svar.")
    fel = list(faults(granskare.sida))
    granskare.picture("61-granskning-bedomd")
    return fel


def change_ones_mind(granskare: Medarbetare, keys: Tangentbord) -> None:
    keys.press("z")
    granskare.sees("Din senaste bedömning är borttagen.")
    stands_at(granskare, f"Rad {RADER} av 40")
    keys.press("u")
    is_judged(granskare, RADER)


def answer_all(asked: Medarbetare) -> list[str]:
    fel: list[str] = []
    for _ in range(Granskningsfraga.objects.count()):
        asked.go("/")
        asked.sida.get_by_role("link", name="Fråga om något du har öppnat").first.click()
        asked.fill_and_wait("Ditt svar", "Jag ersatte en kollega som var sjuk.")
        fel += faults(asked.sida)
        asked.picture("62-fraga")
        asked.click("Skicka svaret")
        asked.sees("Tack, svaret är skickat.")
    return fel


def weigh_and_finish(granskare: Medarbetare, keys: Tangentbord) -> list[str]:
    granskare.go("/")
    granskare.sida.get_by_role("link", name="Svar i en logggranskning").click()
    granskare.sees("Jag ersatte en kollega som var sjuk.")
    for plats in sorted(FRAGOR):
        keys.press("u")
        is_judged(granskare, plats)
    granskare.sees("40 av 40 klara.")
    granskare.click("Avsluta granskningen")
    granskare.sees("Bedömningarna ändras inte mer.")
    fel = list(faults(granskare.sida))
    granskare.picture("63-granskning-avslutad")
    return fel


def is_judged(granskare: Medarbetare, plats: int) -> None:
    """The row has come back, and what it waits for is no longer this reviewer."""
    granskare.sida.locator(f"#rad-{plats}:not([data-att-bedoma])").wait_for()


def ask(keys: Tangentbord) -> None:
    """The question that is proposed, sent as it stands."""
    keys.press("f")
    keys.sida.locator("details[open] textarea:focus").wait_for()
    keys.press("Control+Enter")


def remark(keys: Tangentbord) -> None:
    keys.press("a")
    keys.sida.locator("details[open] textarea:focus").wait_for()
    keys.write("Inget skäl.")
    keys.press("Control+Enter")


def stands_at(person: Medarbetare, plats: str) -> None:
    """The focus is on the row, and it has been said where it is."""
    person.sida.locator(f"[data-plats='{plats}']:focus").wait_for()
    assert person.sida.locator("[data-lage]").inner_text() == plats


def test_keys_rest_in_fields_and_arrows_move(stad: Staden, oppna: Oppna, granskning: Loggranskning):
    granskare = oppna(employ(stad, Roll.LOGGRANSKARE))
    granskare.go(f"/granskning/{granskning.pk}/")
    keys = granskare.sida.keyboard
    keys.press("j")
    keys.press("ArrowDown")
    stands_at(granskare, "Rad 2 av 40")
    keys.press("ArrowUp")
    stands_at(granskare, "Rad 1 av 40")
    keys.press("a")
    granskare.sida.locator("#kommentar-1:focus").wait_for()
    with granskare.sida.expect_response("**/utkast/"):
        keys.type("uaf")
    assert not Atkomst.objects.exclude(utfall="").exists()
    keys.press("Escape")
    stands_at(granskare, "Rad 1 av 40")
    granskare.sida.reload()
    keys.press("a")
    assert granskare.sida.locator("#kommentar-1").input_value() == "uaf"
    granskare.sida.locator("#kommentar-1").fill("")
    keys.press("Control+Enter")
    granskare.sees("Skriv vad anmärkningen gäller.")
    granskare.sida.locator("#kommentar-1:focus").wait_for()


def test_the_whole_review_without_a_script(stad: Staden, oppna: Oppna, kollega: Anvandare):
    granskning = make_granskning(stad.enhet, kollega, antal=4)
    granskning.rader.filter(ordning__gt=2).update(forklaring=Forklaringsgrad.ARENDET)
    granskare = oppna(employ(stad, Roll.LOGGRANSKARE), java_script_enabled=False)
    granskare.go(f"/granskning/{granskning.pk}/")
    granskare.click("Utan anmärkning på rad 1")
    assert granskare.sida.url.endswith("#rad-2")
    granskare.expand("Fråga om rad 2")
    granskare.sida.get_by_label("Fråga till Kajsa Kollega").first.fill("Var det jouren?")
    granskare.click("Skicka frågan om rad 2")
    assert granskare.sida.url.endswith("#rad-3")
    for plats in (3, 4):
        granskare.sida.get_by_label(f"Markera rad {plats}").check()
    granskare.click("Utan anmärkning på markerade rader")
    granskare.sees("2 rader är bedömda utan anmärkning.")

    asked = oppna(kollega, java_script_enabled=False)
    asked.go("/mina-fragor/")
    asked.sida.get_by_role("link", name="2026-10-11").click()
    asked.sees("Var det jouren?")
    asked.fill("Ditt svar", "Ja.")
    asked.click("Skicka svaret")

    granskare.go(f"/granskning/{granskning.pk}/")
    granskare.expand("Anmärkning på rad 2")
    granskare.sida.locator("#kommentar-2").fill("Passet var slut.")
    granskare.click("Spara anmärkningen på rad 2")
    granskare.click("Avsluta granskningen")
    granskare.sees("Bedömningarna ändras inte mer.")
    assert list(granskning.rader.values_list("utfall", flat=True)) == [
        "utan",
        "anmarkning",
        "utan",
        "utan",
    ]
