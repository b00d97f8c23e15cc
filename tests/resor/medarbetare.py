"""Somebody at a browser: works by the words on the page, and notes what goes wrong."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

SKARMAR = os.environ.get("SKARMAR", "")
"""Where pictures of pages are put; no pictures when empty."""

REFUSED_PAGE = "Failed to load resource: the server responded with a status of 4"
SERVER_ERROR = 500


class Medarbetare:
    """A person with a browser of their own. `fel` holds everything that a browser complained of."""

    def __init__(self, kontext: Any, fel: list[str]) -> None:
        self.fel = fel
        self.kontext = kontext
        self.sida = kontext.new_page()
        self.sida.on("console", self._on_console)
        self.sida.on("pageerror", lambda error: fel.append(f"script: {error}"))
        self.sida.on("response", self._on_response)

    def _on_console(self, message: Any) -> None:
        if message.type == "error" and not message.text.startswith(REFUSED_PAGE):
            self.fel.append(f"{self.sida.url}: {message.text}")

    def _on_response(self, response: Any) -> None:
        is_part = response.request.resource_type in {"stylesheet", "script", "image", "fetch"}
        if response.status >= SERVER_ERROR or (is_part and response.status >= 400):
            self.fel.append(f"{response.status} {response.url}")

    def go(self, adress: str) -> int:
        """Type an address; the status of the answer."""
        return int(self.sida.goto(adress).status)

    def click(self, namn: str, *, i: Any = None) -> None:
        """Click the link or the button whose whole name this is, and let a form be sent."""
        (i or self.sida).locator("a, button, summary").and_(
            self.sida.get_by_role("link", name=namn, exact=True).or_(
                self.sida.get_by_role("button", name=namn, exact=True)
            )
        ).first.click()
        self.sida.locator("form[data-skickas]").wait_for(state="detached")

    def expand(self, rubrik: str) -> None:
        self.sida.locator("summary", has_text=rubrik).first.click()

    def field(self, etikett: str, *, i: Any = None) -> Any:
        """The control with this label; what follows in brackets (what it asks for) is left out."""
        namn = re.compile(rf"^\s*{re.escape(etikett)}\s*(\(.*)?$", re.DOTALL)
        kontroller = (i or self.sida).locator("input, textarea, select")
        return kontroller.and_(self.sida.get_by_label(namn))

    def fill(self, etikett: str, text: str) -> None:
        self.field(etikett).fill(text)

    def fill_and_wait(self, etikett: str, text: str) -> None:
        """Write, and pause until just these words are kept as a draft."""
        with self.sida.expect_response(lambda svar: text in (svar.request.post_data or "")):
            self.fill(etikett, text)

    def pick(self, etikett: str, val: str) -> None:
        """Choose in a drop-down list by (the beginning of) the words shown."""
        falt = self.field(etikett)
        alla = falt.locator("option").all_inner_texts()
        falt.select_option(label=next(text for text in alla if text.startswith(val)))

    def choose(self, fraga: str, *svar: str) -> None:
        """Tick the answers of a question (radio buttons or boxes) by their words."""
        grupp = self.sida.get_by_role("group", name=re.compile(rf"^\s*{re.escape(fraga)}"))
        for ett in svar:
            grupp.get_by_label(ett, exact=True).check()

    def sees(self, text: str) -> None:
        """Wait until the text is on the page."""
        self.sida.get_by_text(text).filter(visible=True).first.wait_for()

    def heading(self) -> str:
        return str(self.sida.get_by_role("heading", level=1).inner_text())

    def words(self) -> str:
        """Everything on the page that can be read, spaces folded."""
        return " ".join(self.sida.locator("body").inner_text().split())

    def picture(self, namn: str, *, dark: bool = False) -> None:
        """Leave a picture of the page for people to look at, if they asked for it."""
        if not SKARMAR:
            return
        self.sida.wait_for_load_state("networkidle")
        self.sida.evaluate("scrollTo(0, 0)")
        self.sida.emulate_media(color_scheme="dark" if dark else "light")
        self.sida.screenshot(path=str(Path(SKARMAR) / f"{namn}.png"), full_page=True)
        self.sida.emulate_media(color_scheme="light")

    def pictures(self, namn: str) -> None:
        """As wide as it is, and as narrow as a telephone."""
        self.picture(namn)
        bred = self.sida.viewport_size
        self.sida.set_viewport_size({"width": 360, "height": 800})
        self.picture(f"{namn}-360")
        self.sida.set_viewport_size(bred)

    def download(self, lank: str) -> bytes:
        """Follow a link to a file; its bytes."""
        href = self.sida.get_by_role("link", name=lank).first.get_attribute("href")
        return bytes(self.kontext.request.get(href).body())
