"""What a document says, before it is a page or a paper: sections of a few kinds of blocks.

The page and the PDF are both drawn out of this, so that neither can say what the other does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, ClassVar


@dataclass(frozen=True)
class Text:
    """A text as somebody wrote it: every line break kept, an empty line ends a paragraph."""

    slag: ClassVar[str] = "text"
    text: str

    @property
    def stycken(self) -> list[str]:
        return paragraphs(self.text)


@dataclass(frozen=True)
class Varden:
    """Names and their values, one a line."""

    slag: ClassVar[str] = "varden"
    rader: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Tabell:
    slag: ClassVar[str] = "tabell"
    kolumner: tuple[str, ...]
    rader: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Lista:
    slag: ClassVar[str] = "lista"
    punkter: tuple[str, ...]


Block = Text | Varden | Tabell | Lista
SEKRETESS = "Sekretess enligt 26 kap. 1 § offentlighets- och sekretesslagen"
KLASSER: dict[str, type[Block]] = {klass.slag: klass for klass in (Text, Varden, Tabell, Lista)}


@dataclass(frozen=True)
class Avsnitt:
    """A heading with what stands under it. `niva` 2 is a part of the document, 3 lies within one.

    Without a heading the blocks follow on what stands before.
    """

    rubrik: str
    block: tuple[Block, ...] = ()
    niva: int = 2


@dataclass(frozen=True)
class Innehall:
    """A whole document. `nar` is the day it bears, `sekretess` what stands at the head of pages.

    `lattlast`: large type and short lines. `forteckning`: begins with a table of contents.
    """

    titel: str
    arendenummer: str
    namnd: str
    nar: str
    avsnitt: tuple[Avsnitt, ...]
    sekretess: str = ""
    lattlast: bool = False
    forteckning: bool = False


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text; a dash where nothing was written."""
    delar = text.replace("\r\n", "\n").split("\n\n")
    return [del_ for del_ in delar if del_.strip()] or ["–"]


def varden(rader: Iterable[tuple[str, Any]]) -> Varden:
    """Names and values, those that are empty left out."""
    return Varden(tuple((namn, str(varde)) for namn, varde in rader if varde not in ("", None)))


def tabell(kolumner: Iterable[str], rader: Iterable[Iterable[Any]]) -> Tabell:
    return Tabell(
        tuple(kolumner),
        tuple(tuple("–" if cell in ("", None) else str(cell) for cell in rad) for rad in rader),
    )


def texter(rader: Iterable[tuple[str, str]], niva: int = 2) -> Iterator[Avsnitt]:
    """One section for each heading that somebody has written something under."""
    for rubrik, text in rader:
        if text.strip():
            yield Avsnitt(rubrik, (Text(text),), niva)


def as_json(innehall: Innehall) -> dict[str, Any]:
    """The document as plain values, to be kept."""
    return asdict(innehall) | {"avsnitt": [_section(ett) for ett in innehall.avsnitt]}


def from_json(varden_: dict[str, Any]) -> Innehall:
    """The document that `as_json` was given."""
    avsnitt = tuple(
        Avsnitt(ett["rubrik"], tuple(_block(block) for block in ett["block"]), ett["niva"])
        for ett in varden_["avsnitt"]
    )
    return Innehall(**varden_ | {"avsnitt": avsnitt})


def _section(avsnitt: Avsnitt) -> dict[str, Any]:
    block = [{"slag": ett.slag} | asdict(ett) for ett in avsnitt.block]
    return {"rubrik": avsnitt.rubrik, "niva": avsnitt.niva, "block": block}


def _block(varden_: dict[str, Any]) -> Block:
    klass = KLASSER[varden_["slag"]]
    return klass(**{namn: _frozen(v) for namn, v in varden_.items() if namn != "slag"})


def _frozen(varde: Any) -> Any:
    return tuple(_frozen(ett) for ett in varde) if isinstance(varde, list | tuple) else varde
