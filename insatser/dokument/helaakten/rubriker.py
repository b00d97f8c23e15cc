"""Headings of the whole akt: parts, and documents that stand within a part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from arenden.models import Arende
from arenden.rules.innehall import Avsnitt
from insatser.dokument.helaakten.rader import Radslag


def part(rubrik: str, avsnitt: Iterable[Avsnitt]) -> Iterator[Avsnitt]:
    """A part with its sections; nothing where it would be empty."""
    if innehall := list(avsnitt):
        yield Avsnitt(rubrik)
        yield from innehall


def row_by_row(arende: Arende, slagen: Iterable[Radslag]) -> Iterator[Avsnitt]:
    for slag in slagen:
        yield from slag.section(arende)


def within(avsnitt: Iterable[Avsnitt], under: str = "") -> Iterator[Avsnitt]:
    """Sections of a document as they stand within a part of a larger one."""
    for ett in avsnitt:
        rubrik = f"{under}: {ett.rubrik}" if under and ett.rubrik else ett.rubrik or under
        yield Avsnitt(rubrik, ett.block, 3)
