"""The letters of every paper: which font, and what becomes of a sign that it does not have.

FiraGO holds Latin, Greek, Cyrillic, Hebrew, Arabic, Georgian and Thai letters. What it lacks is
never an empty box in silence: the sign is drawn as ▯ and the paper says so at its end.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO

from pymupdf_fonts import FiraGO_Bold, FiraGO_Regular
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

NORMAL, FET = "FiraGO", "FiraGO-Fet"
SAKNAS = "▯"
UTAN_BILD = {"Cc", "Cf", "Mn", "Me", "Cs", "Cn", "Co"}
"""Signs that steer or decorate others: where the font lacks them nothing is drawn for them."""
FRAN_HOGER = {"R", "AL"}


@cache
def fonts() -> tuple[str, str]:
    """The embedded fonts, regular and bold, by the names they are registered under."""
    for namn, fil in ((NORMAL, FiraGO_Regular), (FET, FiraGO_Bold)):
        pdfmetrics.registerFont(TTFont(namn, BytesIO(fil.fontbuffer)))
    pdfmetrics.registerFontFamily(NORMAL, normal=NORMAL, bold=FET, italic=NORMAL, boldItalic=FET)
    return NORMAL, FET


@cache
def glyphs() -> frozenset[int]:
    """The signs that both fonts can draw."""
    regular, bold = (pdfmetrics.getFont(namn).face.charToGlyph for namn in fonts())
    return frozenset(regular) & frozenset(bold)


@dataclass
class Sattning:
    """Sets texts for paper and keeps count of what paper cannot show."""

    saknade: set[str] = field(default_factory=set)
    har_hogerskrift: bool = False

    def set(self, text: str) -> str:
        """The text with every sign that can be drawn, and ▯ for each that cannot."""
        return "".join(self._sign(tecken) for tecken in unicodedata.normalize("NFC", text))

    def _sign(self, tecken: str) -> str:
        if tecken == "\n":
            return tecken
        slag = unicodedata.category(tecken)
        if slag in {"Cc", "Cf"}:
            return " " if tecken == "\t" else ""
        if unicodedata.bidirectional(tecken) in FRAN_HOGER:
            self.har_hogerskrift = True
        if ord(tecken) in glyphs():
            return tecken
        if slag == "Zs":
            return " "
        if slag in UTAN_BILD:
            return ""
        self.saknade.add(tecken)
        return SAKNAS

    def notes(self) -> Iterable[str]:
        """What the reader of the paper needs to know about its letters."""
        if self.saknade:
            koder = ", ".join(f"U+{ord(tecken):04X}" for tecken in sorted(self.saknade)[:10])
            yield (
                f"Några tecken finns inte i papprets typsnitt ({koder}). De står som {SAKNAS} här "
                "och visas på webbsidan."
            )
        if self.har_hogerskrift:
            yield (
                "Delar av texten läses från höger till vänster. Pappret visar bokstäverna i den "
                "ordning de skrevs. På webbsidan står de rätt."
            )
