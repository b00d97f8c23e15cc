"""Where cases stand and how long they have waited there, as a table fit for disclosure control."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from lagesbild.rules.tabell import Cell, Dimension, RoundedTable, Table

GRANSER = (("Högst en vecka", 7), ("En till fyra veckor", 28))
"""Days that are still within each class; what is longer is `LANGRE`."""
LANGRE = "Mer än fyra veckor"
VANTAN = (*(namn for namn, _ in GRANSER), LANGRE)


@dataclass(frozen=True)
class Stegrad:
    """One open step of one case. The pseudonym is the child's: a child may have several."""

    pseudonym: str
    steg: str
    vantat: str


def waited(dagar: int) -> str:
    """The class of so many whole days."""
    return next((namn for namn, mest in GRANSER if dagar <= mest), LANGRE)


def table_by_steg_and_vantan(rader: Iterable[Stegrad], steg: tuple[str, ...]) -> Table:
    """Count open steps by name and by how long they have been open, in the order of `steg`.

    Raises ValueError for a step or class that there is none of.
    """
    members: dict[Cell, list[str]] = defaultdict(list)
    for rad in rader:
        members[rad.steg, rad.vantat].append(rad.pseudonym)
    return Table(
        dimensions=(Dimension("Steg", steg), Dimension("Väntat", VANTAN)),
        members={cell: tuple(sorted(ids)) for cell, ids in members.items()},
    )


def legend(rounded: RoundedTable) -> list[str]:
    """The sentences that must stand beside every showing of the table."""
    return [
        "Talen är öppna steg. Ett ärende som står i två steg räknas i båda.",
        "Talen är avrundade till närliggande 5-tal för att skydda varje barn.",
        f"Det verkliga antalet ligger högst {rounded.spread} från ett visat tal.",
        f"«0–{rounded.spread}» betyder högst {rounded.spread} och kan vara inget.",
        "Summorna är summor av de avrundade talen.",
        "Läget räknas en gång i veckan, för hela staden. Tabellen säger inget om ett enskilt barn.",
    ]


def strength(value: int, largest: int) -> int:
    """How strong the shade of a shown number is: 0 for none, 4 for the largest there is."""
    return -(-4 * value // largest) if value else 0
