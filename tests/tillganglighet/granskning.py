"""What is asked of every page, whatever it shows: each function gives its faults in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from axe_playwright_python.sync_playwright import Axe

TAGGAR = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DATOR = {"width": 1280, "height": 900}
TELEFON = {"width": 390, "height": 844}
SMALAST = {"width": 320, "height": 256}
"""What 1280 pixels become at 400 % (WCAG 1.4.10)."""


@cache
def axe() -> str:
    return str(Axe().axe_script)


def faults(sida: Any) -> Iterator[str]:
    """Everything that is wrong with the open page, in light, in dark, on a phone and enlarged."""
    sida.evaluate(axe())
    yield from structure(sida)
    yield from violations(sida, {"type": "tag", "values": TAGGAR}, "ljust")
    sida.emulate_media(color_scheme="dark")
    yield from violations(sida, {"type": "rule", "values": ["color-contrast"]}, "mörkt")
    sida.emulate_media(color_scheme="light")
    sida.set_viewport_size(TELEFON)
    yield from violations(sida, {"type": "tag", "values": TAGGAR}, "telefon")
    yield from overflow(sida, TELEFON)
    sida.set_viewport_size(SMALAST)
    yield from overflow(sida, SMALAST)
    sida.set_viewport_size(DATOR)
    yield from skip_link(sida)


def violations(sida: Any, only: dict[str, Any], lage: str) -> Iterator[str]:
    options = json.dumps({"runOnly": only, "resultTypes": ["violations"]})
    for fynd in sida.evaluate(f"axe.run({options})")["violations"]:
        for nod in fynd["nodes"]:
            yield f"axe, {lage}: {fynd['id']}: {fynd['help']} – {nod['html'][:160]}"


def structure(sida: Any) -> Iterator[str]:
    if sida.locator("html").get_attribute("lang") != "sv":
        yield "språket är inte sv"
    if (antal := sida.get_by_role("heading", level=1).count()) != 1:
        yield f"{antal} h1"
    if antal := sida.locator("[style], style, script:not([src])").count():
        yield f"{antal} stilar eller skript i sidan"


def overflow(sida: Any, ruta: dict[str, int]) -> Iterator[str]:
    bredd = sida.evaluate("document.documentElement.scrollWidth")
    if bredd > ruta["width"]:
        yield f"{bredd} bildpunkter bred på {ruta['width']}"


def skip_link(sida: Any) -> Iterator[str]:
    """The first Tab reaches it, and Enter puts the focus in the content."""
    sida.evaluate("document.body.tabIndex = -1; document.body.focus()")
    sida.locator("body").press("Tab")
    if sida.evaluate("document.activeElement.textContent") != "Hoppa till innehållet":
        yield "hopplänken är inte först"
        return
    sida.keyboard.press("Enter")
    if sida.evaluate("document.activeElement.id") != "innehall":
        yield "hopplänken leder inte till innehållet"
