"""An extract as it is read: the same parts become the page, the PDF and the file for machines."""

from __future__ import annotations

from dataclasses import dataclass

from granskning.rules.avsnitt import Avsnitt
from granskning.rules.maskning import Grund


@dataclass(frozen=True)
class Stycke:
    """One item. With `maskat` all of it is left out; `strukna` says that words are."""

    rubrik: str
    varden: tuple[tuple[str, str], ...]
    maskat: Grund | None
    strukna: Grund | None
    ordning: int


@dataclass(frozen=True)
class Del:
    avsnitt: Avsnitt
    stycken: tuple[Stycke, ...]


@dataclass(frozen=True)
class Sparas:
    """How long documents of a kind are kept, by which paragraph."""

    handlingar: str
    lagrum: str
    till: str


@dataclass(frozen=True)
class Sammanstallning:
    """`till` is whom it is for, `galler` whom it is about; `las_sa_har` how to read it."""

    titel: str
    namnd: str
    till: str
    galler: str
    dag: str
    period: str
    las_sa_har: tuple[str, ...]
    delar: tuple[Del, ...]
    mottagare: tuple[str, ...]
    sparas: tuple[Sparas, ...]
    fasta: tuple[tuple[str, str], ...]
    overklaga: str

    @property
    def is_masked(self) -> bool:
        return any(
            stycke.maskat or stycke.strukna for del_ in self.delar for stycke in del_.stycken
        )
