"""Blocks of a document as ReportLab draws them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from arenden.pdf.typsnitt import Sattning, fonts
from arenden.rules.innehall import Block, Lista, Tabell, Text, Varden, paragraphs

LINJE = HexColor("#888888")
DEL = 2
GRUND = HexColor("#eeeeee")


@dataclass(frozen=True)
class Rubrik:
    """A heading: on the page, in the outline of the file and in the table of contents."""

    text: str
    niva: int
    nummer: int

    @property
    def is_del(self) -> bool:
        """Whether it opens a part of the document, as against standing within one."""
        return self.niva == DEL

    @property
    def mark(self) -> str:
        return f"rubrik-{self.nummer}"


class Rubrikrad(Paragraph):
    """A heading as it is drawn. The second part of one that did not fit has no `rubrik`."""

    rubrik: Rubrik | None = None


@dataclass(frozen=True)
class Stil:
    """The sizes of a document. Easy reading has larger type and more air."""

    storlek: float = 10
    rad: float = 14.5

    def text(self, **andrat: Any) -> ParagraphStyle:
        """Never hyphenated: words that are divided cannot be searched for or read aloud."""
        regular, _ = fonts()
        varden = {
            "fontName": regular,
            "bulletFontName": regular,
            "fontSize": self.storlek,
            "leading": self.rad,
            "spaceAfter": self.storlek * 0.6,
            "splitLongWords": 1,
            "allowWidows": 0,
            "allowOrphans": 0,
        }
        return ParagraphStyle("text", **varden | andrat)

    def rubrik(self, niva: int) -> ParagraphStyle:
        _, bold = fonts()
        storlek = self.storlek * {1: 1.8, 2: 1.3}.get(niva, 1.1)
        return self.text(
            fontName=bold,
            fontSize=storlek,
            leading=storlek * 1.3,
            spaceBefore=0 if niva == 1 else self.storlek * 1.1,
            spaceAfter=self.storlek * 0.5,
            keepWithNext=1,
        )


VANLIG = Stil()
LATTLAST = Stil(storlek=15, rad=24)


def draw(block: Block, stil: Stil, sattning: Sattning, bredd: float) -> Iterator[Flowable]:
    """The block as flowables, `bredd` points wide."""
    match block:
        case Text():
            for stycke in block.stycken:
                yield Paragraph(_marked(stycke, sattning), stil.text())
        case Varden():
            for namn, varde in block.rader:
                forst, *resten = paragraphs(varde)
                text = f"<b>{_marked(namn, sattning)}:</b> {_marked(forst, sattning)}"
                yield Paragraph(text, stil.text(spaceAfter=stil.storlek * 0.3))
                for stycke in resten:
                    yield Paragraph(_marked(stycke, sattning), stil.text())
            yield Spacer(1, stil.storlek * 0.4)
        case Lista():
            indrag = stil.storlek * 1.4
            for punkt in block.punkter:
                yield Paragraph(
                    _marked(punkt, sattning),
                    stil.text(leftIndent=indrag, bulletIndent=stil.storlek * 0.3),
                    bulletText="•",
                )
        case Tabell():
            yield from _table(block, stil, sattning, bredd)


def _table(block: Tabell, stil: Stil, sattning: Sattning, bredd: float) -> Iterator[Flowable]:
    _, bold = fonts()
    cell = stil.text(fontSize=stil.storlek * 0.9, leading=stil.rad * 0.88, spaceAfter=0)
    huvud = stil.text(
        fontName=bold, fontSize=stil.storlek * 0.9, leading=stil.rad * 0.88, spaceAfter=0
    )
    rader = [[Paragraph(_marked(namn, sattning), huvud) for namn in block.kolumner]]
    rader += [[Paragraph(_marked(text, sattning), cell) for text in rad] for rad in block.rader]
    yield Table(
        rader,
        colWidths=_widths(block, bredd),
        repeatRows=1,
        splitInRow=1,
        hAlign="LEFT",
        spaceAfter=stil.storlek,
        style=[
            ("BACKGROUND", (0, 0), (-1, 0), GRUND),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINJE),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 1.5 * mm),
            ("RIGHTPADDING", (0, 0), (-1, -1), 1.5 * mm),
        ],
    )


LEAST, MOST = 6, 45


def _widths(block: Tabell, bredd: float) -> list[float]:
    """Columns as wide as what stands in them asks for, within reason."""
    behov = [
        min(MOST, max(LEAST, *(_longest(rad[nr]) for rad in (block.kolumner, *block.rader))))
        for nr in range(len(block.kolumner))
    ]
    return [bredd * behovet / sum(behov) for behovet in behov]


def _longest(text: str) -> int:
    """How many signs a cell would like on one line; never less than its longest word."""
    return max(min(len(text), 30), *(len(ord_) for ord_ in text.split() or [""]))


def _marked(text: str, sattning: Sattning) -> str:
    return escape(sattning.set(text)).replace("\n", "<br/>")
