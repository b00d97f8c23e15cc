"""The frame of every paper: running heads, page x of y, outline, table of contents.

ReportLab writes no tags, so every PDF also exists as a page with the same content and a print
style; the page is the accessible one (ADR 0014).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import IO, Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from arenden.pdf.satsyta import LATTLAST, VANLIG, Rubrik, Rubrikrad, draw
from arenden.pdf.typsnitt import Sattning, fonts
from arenden.rules.innehall import SEKRETESS, Avsnitt, Block, Innehall, Text, varden

BREDD, HOJD = A4
KANT = 25 * mm
LATTLAST_KANT = 35 * mm
FORTECKNING = "Innehåll"
MOST_PASSES = 5
"""The page numbers of a table of contents settle in two passes, unless they grow a digit."""


@dataclass
class Sidor:
    """On which page each heading came, and how many pages there were, in one pass."""

    rubriker: dict[int, int] = field(default_factory=dict)
    antal: int = 0


class Dokument:
    """A document under construction: headings and blocks in order, then `render()`."""

    def __init__(
        self,
        *,
        titel: str,
        arendenummer: str,
        namnd: str,
        nar: date | str,
        sekretess: str = SEKRETESS,
        lattlast: bool = False,
        forteckning: bool = False,
    ) -> None:
        self.sattning = Sattning()
        self.titel, self.arendenummer, self.namnd = titel, arendenummer, namnd
        self.nar = nar if isinstance(nar, str) else f"{nar:%Y-%m-%d}"
        self.sekretess, self.forteckning = sekretess, forteckning
        self.stil = LATTLAST if lattlast else VANLIG
        self.kant = LATTLAST_KANT if lattlast else KANT
        self._delar: list[Block | Rubrik | float] = []

    def rubrik(self, text: str, niva: int = 2) -> None:
        self._delar.append(Rubrik(text, niva, len(self._delar)))

    def block(self, block: Block) -> None:
        self._delar.append(block)

    def text(self, text: str) -> None:
        """A text as written: every line break kept, markup shown as the signs it is."""
        self.block(Text(text))

    def varden(self, rader: Iterable[tuple[str, Any]]) -> None:
        self.block(varden((namn, "–" if varde in ("", None) else varde) for namn, varde in rader))

    def luft(self) -> None:
        self._delar.append(6 * mm)

    def avsnitt(self, avsnitt: Avsnitt) -> None:
        if avsnitt.rubrik:
            self.rubrik(avsnitt.rubrik, avsnitt.niva)
        for block in avsnitt.block:
            self.block(block)

    def render(self) -> bytes:
        """The finished PDF."""
        ut = BytesIO()
        self.write(ut)
        return ut.getvalue()

    def write(self, ut: IO[bytes]) -> None:
        """Write the finished PDF: built until every page number that it tells is true."""
        sidor = Sidor()
        for _ in range(MOST_PASSES):
            ut.seek(0)
            ut.truncate()
            funna = self._build(ut, sidor)
            if funna == sidor:
                return
            sidor = funna
        raise RuntimeError("The page numbers of the document do not settle.")

    def _build(self, ut: IO[bytes], sidor: Sidor) -> Sidor:
        doc = _Mall(ut, self, sidor)
        doc.build(list(self._flow(sidor, doc.width)))
        doc.funna.antal = doc.page
        return doc.funna

    def _flow(self, sidor: Sidor, bredd: float) -> Iterator[Flowable]:
        yield Paragraph(escape(self.sattning.set(self.titel)), self.stil.rubrik(1))
        if self.forteckning:
            yield from self._contents(sidor, bredd)
        for del_ in self._delar:
            if isinstance(del_, Rubrik):
                rad = Rubrikrad(escape(self.sattning.set(del_.text)), self.stil.rubrik(del_.niva))
                rad.rubrik = del_
                yield rad
            elif isinstance(del_, float):
                yield Spacer(1, del_)
            else:
                yield from draw(del_, self.stil, self.sattning, bredd)
        for not_ in self.sattning.notes():
            yield Paragraph(escape(not_), self.stil.text(fontSize=8, leading=11, spaceBefore=12))

    def _contents(self, sidor: Sidor, bredd: float) -> Iterator[Flowable]:
        """The parts of the document with their pages, each a link."""
        yield Paragraph(FORTECKNING, self.stil.rubrik(2))
        delar = [del_ for del_ in self._delar if isinstance(del_, Rubrik) and del_.is_del]
        stil = self.stil.text(spaceAfter=0)
        rader = [
            [
                Paragraph(f'<a href="#{d.mark}">{escape(self.sattning.set(d.text))}</a>', stil),
                Paragraph(str(sidor.rubriker.get(d.nummer, 0)), stil.clone("sida", alignment=2)),
            ]
            for d in delar
        ]
        if rader:
            yield Table(
                rader,
                colWidths=[bredd - 20 * mm, 20 * mm],
                style=[("LEFTPADDING", (0, 0), (0, -1), 0), ("VALIGN", (0, 0), (-1, -1), "TOP")],
            )
        yield PageBreak()


class _Mall(BaseDocTemplate):
    """One pass: draws the heads when a page is full, and notes where each heading came."""

    def __init__(self, ut: IO[bytes], dokument: Dokument, sidor: Sidor) -> None:
        self.dokument, self.sidor, self.funna = dokument, sidor, Sidor()
        self.del_ = ""
        self._djup = -1
        super().__init__(
            ut,
            pagesize=A4,
            title=f"{dokument.titel} {dokument.arendenummer}".strip(),
            author=dokument.namnd,
            lang="sv-SE",
            initialFontName=fonts()[0],
            leftMargin=dokument.kant,
            rightMargin=dokument.kant,
            topMargin=36 * mm,
            bottomMargin=25 * mm,
        )
        yta = Frame(self.leftMargin, self.bottomMargin, self.width, self.height, 0, 0, 0, 0)
        self.addPageTemplates([PageTemplate(id="sida", frames=[yta], onPageEnd=self._head)])

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 – ReportLab's name
        rubrik = flowable.rubrik if isinstance(flowable, Rubrikrad) else None
        if rubrik is None:
            return
        self.funna.rubriker[rubrik.nummer] = self.page
        if rubrik.is_del:
            self.del_ = rubrik.text
        self._djup = min(rubrik.niva - 2, self._djup + 1)
        self.canv.bookmarkPage(rubrik.mark)
        text = self.dokument.sattning.set(rubrik.text)
        self.canv.addOutlineEntry(text, rubrik.mark, level=self._djup, closed=self._djup > 0)

    def _head(self, canvas: Any, _: Any) -> None:
        dokument, kant = self.dokument, self.dokument.kant
        regular, bold = fonts()
        canvas.saveState()
        canvas.setFont(bold, 9)
        canvas.drawString(kant, HOJD - 18 * mm, dokument.sattning.set(dokument.namnd))
        canvas.drawRightString(BREDD - kant, HOJD - 18 * mm, dokument.arendenummer)
        canvas.setFont(regular, 8)
        canvas.drawString(kant, HOJD - 22.5 * mm, dokument.sekretess)
        canvas.drawRightString(BREDD - kant, HOJD - 22.5 * mm, dokument.nar)
        if self.page > 1:
            canvas.drawString(kant, HOJD - 27 * mm, self._short(self._running_head()))
        canvas.setLineWidth(0.4)
        canvas.line(kant, HOJD - 29.5 * mm, BREDD - kant, HOJD - 29.5 * mm)
        sida = f"Sida {self.page} av {self.sidor.antal or '?'}"
        canvas.drawRightString(BREDD - kant, 15 * mm, sida)
        canvas.restoreState()

    def _running_head(self) -> str:
        delar = [self.dokument.titel, self.del_ if self.dokument.forteckning else ""]
        return self.dokument.sattning.set(" – ".join(filter(None, delar)))

    def _short(self, text: str) -> str:
        """As much of the running head as one line has room for."""
        regular, _ = fonts()
        rum = self.width
        while text and self.canv.stringWidth(text, regular, 8) > rum:
            text = text[:-2].rstrip() + "…"
        return text


def dokument_of(innehall: Innehall) -> Dokument:
    """The document of a content, ready to be written."""
    dokument = Dokument(
        titel=innehall.titel,
        arendenummer=innehall.arendenummer,
        namnd=innehall.namnd,
        nar=innehall.nar,
        sekretess=innehall.sekretess,
        lattlast=innehall.lattlast,
        forteckning=innehall.forteckning,
    )
    for avsnitt in innehall.avsnitt:
        dokument.avsnitt(avsnitt)
    return dokument


def render(innehall: Innehall) -> bytes:
    """The content as a finished PDF."""
    return dokument_of(innehall).render()
