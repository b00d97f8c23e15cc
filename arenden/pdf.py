"""PDF frame for everything that leaves a case on paper, and the letter with a decision.

ReportLab writes no tags, so every PDF also exists as a page with the same content and a print
style; the page is the accessible one (ADR 0014).
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import reportlab
from django.utils import timezone
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer

from arenden.models import Aterkoppling, Beslut, Gallringsprotokoll
from arenden.rules.beslut import VARD_LVU

SEKRETESS = "Sekretess enligt 26 kap. 1 § offentlighets- och sekretesslagen"
OVERKLAGA = (
    "Du kan överklaga beslutet hos förvaltningsrätten. Skriv vilket beslut du överklagar och hur "
    "du vill att det ändras. Skicka överklagandet till nämnden, som måste ha fått det inom "
    "tre veckor från den dag då du fick del av beslutet."
)

OVERKLAGA_LVU = (
    "Beslutet att ansöka om vård prövas av förvaltningsrätten och överklagas inte för sig. Du får "
    "säga vad du tycker till rätten, och du har rätt till ett offentligt biträde."
)


@cache
def fonts() -> tuple[str, str]:
    """Embedded fonts, regular and bold, out of the library's own folder."""
    folder = Path(reportlab.__file__).parent / "fonts"
    pdfmetrics.registerFont(TTFont("Vera", folder / "Vera.ttf"))
    pdfmetrics.registerFont(TTFont("VeraBd", folder / "VeraBd.ttf"))
    return "Vera", "VeraBd"


class Dokument:
    """A document under construction: headings and texts in order, then `render()`."""

    def __init__(
        self,
        *,
        titel: str,
        arendenummer: str,
        namnd: str,
        nar: datetime,
        sekretess: str = SEKRETESS,
    ) -> None:
        regular, bold = fonts()
        self.sekretess = sekretess
        self.titel, self.arendenummer, self.namnd, self.nar = titel, arendenummer, namnd, nar
        self._text = ParagraphStyle("text", fontName=regular, fontSize=10, leading=14, spaceAfter=6)
        self._rubrik = ParagraphStyle(
            "rubrik", fontName=bold, fontSize=12, leading=16, spaceBefore=10, spaceAfter=4
        )
        self._titel = ParagraphStyle("titel", fontName=bold, fontSize=16, leading=21, spaceAfter=10)
        self._flow: list[Flowable] = [Paragraph(escape(titel), self._titel)]

    def rubrik(self, text: str) -> None:
        self._flow.append(Paragraph(escape(text), self._rubrik))

    def text(self, text: str) -> None:
        """A text as written: every line break kept, markup shown as the signs it is."""
        for stycke in (text or "–").replace("\r\n", "\n").split("\n\n"):
            self._flow.append(Paragraph(escape(stycke).replace("\n", "<br/>"), self._text))

    def varden(self, varden: Iterable[tuple[str, Any]]) -> None:
        for namn, varde in varden:
            self._flow.append(Paragraph(f"<b>{escape(namn)}:</b> {escape(str(varde))}", self._text))

    def luft(self) -> None:
        self._flow.append(Spacer(1, 6 * mm))

    def render(self) -> bytes:
        """The finished PDF: two passes, so that each page knows how many there are."""
        return self._build(total=self._build_pages())

    def _build_pages(self) -> int:
        pages: list[int] = []
        self._build(total=0, pages=pages)
        return len(pages)

    def _build(self, *, total: int, pages: list[int] | None = None) -> bytes:
        out = BytesIO()
        doc = BaseDocTemplate(
            out,
            pagesize=A4,
            title=f"{self.titel} {self.arendenummer}",
            author=self.namnd,
            lang="sv-SE",
            initialFontName=fonts()[0],
            leftMargin=25 * mm,
            rightMargin=25 * mm,
            topMargin=32 * mm,
            bottomMargin=25 * mm,
        )

        def frame(canvas: Any, doc: Any) -> None:
            if pages is not None:
                pages.append(doc.page)
            regular, bold = fonts()
            bredd, hojd = A4
            canvas.setFont(bold, 9)
            canvas.drawString(25 * mm, hojd - 18 * mm, self.namnd)
            canvas.setFont(regular, 8)
            canvas.drawString(25 * mm, hojd - 23 * mm, self.sekretess)
            canvas.drawRightString(bredd - 25 * mm, hojd - 18 * mm, self.arendenummer)
            canvas.drawRightString(bredd - 25 * mm, hojd - 23 * mm, f"{self.nar:%Y-%m-%d}")
            canvas.drawRightString(bredd - 25 * mm, 15 * mm, f"Sida {doc.page} av {total or '?'}")

        body = Frame(doc.leftMargin, doc.bottomMargin, doc.width, doc.height, id="text")
        doc.addPageTemplates([PageTemplate(id="sida", frames=[body], onPage=frame)])
        doc.build(deepcopy(self._flow))  # a flowable remembers the page it did not fit on
        return out.getvalue()


def beslut_pdf(beslut: Beslut) -> bytes:
    """The decision as a letter: what, why, who, and how to appeal (FL 31–33, 44)."""
    arende = beslut.arende
    dokument = Dokument(
        titel=f"Beslut: {beslut.get_slag_display()}",
        arendenummer=arende.arendenummer,
        namnd=str(arende.namnd),
        nar=timezone.localtime(beslut.beslutad),
    )
    dokument.varden(
        [
            ("Gäller", arende.akt.person.namn),
            ("Lagrum", beslut.lagrum),
            ("Beslutat", f"{timezone.localtime(beslut.beslutad):%Y-%m-%d}"),
            ("Beslutsfattare", beslut.beslutad_av),
            ("Föredragande", beslut.foreslagen_av),
        ]
    )
    dokument.rubrik("Beslutet")
    dokument.text(beslut.text)
    dokument.rubrik("Skälen för beslutet")
    dokument.text(beslut.motivering)
    dokument.rubrik("Så påverkas barnet")
    dokument.text(beslut.barnkonsekvens)
    if beslut.protokoll:
        dokument.varden([("Utskottets protokoll", f"{beslut.utskottsdag} {beslut.protokoll}")])
    dokument.rubrik("Om du vill överklaga")
    dokument.text(OVERKLAGA_LVU if beslut.slag == VARD_LVU else OVERKLAGA)
    return dokument.render()


ATERKOPPLING = {
    Aterkoppling.Uppgift.INLEDD: "Vi har inlett en utredning.",
    Aterkoppling.Uppgift.INTE_INLEDD: "Vi inleder inte någon utredning.",
    Aterkoppling.Uppgift.PAGAR: "En utredning pågår redan.",
}
"""The three facts that a reporter may have, and nothing else (SoL 19:6)."""


def aterkoppling_pdf(aterkoppling: Aterkoppling) -> bytes | None:
    """The letter to the reporter: one of three facts, without a word of who the child is.

    None where the nämnd has found it unsuitable to tell even that.
    """
    if aterkoppling.uppgift not in ATERKOPPLING:
        return None
    anmalan = aterkoppling.anmalan
    dokument = Dokument(
        titel="Återkoppling på er anmälan",
        arendenummer=anmalan.arende.arendenummer,
        namnd=str(anmalan.arende.namnd),
        nar=timezone.localtime(aterkoppling.lamnad),
        sekretess="Sekretess enligt 40 kap. 7 g § offentlighets- och sekretesslagen",
    )
    dokument.varden(
        [
            ("Till", anmalan.anmalare_namn or anmalan.anmalare_myndighet or "Anmälaren"),
            ("Anmälan kom in", f"{timezone.localtime(anmalan.inkom):%Y-%m-%d}"),
        ]
    )
    dokument.text(ATERKOPPLING[Aterkoppling.Uppgift(aterkoppling.uppgift)])
    dokument.text(
        "Det är den uppgift som lagen låter oss lämna (19 kap. 6 § socialtjänstlagen). Vi kan "
        "därför inte svara på frågor om barnet eller familjen. Tack för att ni hörde av er. Hör "
        "av er igen om ni blir oroliga."
    )
    return dokument.render()


def gallringsprotokoll_pdf(protokoll: Gallringsprotokoll) -> bytes:
    """What was destroyed, by which rules and on whose decision: numbers, and no name of a child."""
    dokument = Dokument(
        titel="Gallringsprotokoll",
        arendenummer=", ".join(protokoll.arendenummer),
        namnd=str(protokoll.namnd),
        nar=timezone.localtime(protokoll.verkstalld),
    )
    dokument.varden(
        [
            ("Personakt", protokoll.akt_id),
            ("Omfattning", protokoll.get_omfattning_display()),
            ("Ärenden", ", ".join(protokoll.arendenummer) or "Inga"),
            ("Godkänt", f"{_minute(protokoll.forsta)} av {protokoll.forsta_av}"),
            ("Beslutat", f"{_minute(protokoll.andra)} av {protokoll.andra_av}"),
            ("Verkställt", _minute(protokoll.verkstalld)),
            ("Rader i databasen", protokoll.rader),
            ("Filer", protokoll.filer),
            ("Förstörda nycklar", len(protokoll.nycklar)),
        ]
    )
    dokument.rubrik("Regler")
    for klass in protokoll.provning:
        utfall = "gallrat" if klass["gallras"] else "bevaras tills vidare"
        dokument.text(f"{klass['namn']}, {utfall}: {', '.join(klass['arenden']) or 'akten'}")
        dokument.varden(
            (skal["lagrum"], f"{skal['regel']} {skal['till'] or 'Aldrig'}")
            for skal in klass["skal"]
        )
    dokument.rubrik("Gallrade handlingar")
    dokument.varden((f"{rad['klass']}, {rad['slag']}", rad["antal"]) for rad in protokoll.antal)
    dokument.rubrik("Gallringsintyg")
    dokument.text(protokoll.intyg)
    return dokument.render()


def _minute(nar: datetime) -> str:
    return f"{timezone.localtime(nar):%Y-%m-%d %H:%M}"
