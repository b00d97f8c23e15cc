"""What the next meeting should take up, out of what is open in the team."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class OppetAtagande:
    """What a party promised and has not done. It is named by its party, never by its words."""

    part: str
    senast: date


@dataclass(frozen=True)
class Slutar:
    """Something about one person that ends or falls due: «Person 1», what, and its last day."""

    person: str
    vad: str
    dag: date


def propose_dagordning(
    mall: Sequence[str], ataganden: Iterable[OppetAtagande], *, dag: date
) -> list[str]:
    """The agenda that all parties read: the kind's template, and the open promises in numbers."""
    oppna = list(ataganden)
    if not oppna:
        return list(mall)
    per_part = Counter(rad.part for rad in oppna)
    parter = ", ".join(f"{part} ({antal})" for part, antal in sorted(per_part.items()))
    sena = sum(1 for rad in oppna if rad.senast < dag)
    forsenat = f" {sena} är {'försenat' if sena == 1 else 'försenade'}." if sena else ""
    return [*mall, f"Åtaganden som inte är klara: {parter}.{forsenat}"]


def order_slutar(rader: Iterable[Slutar]) -> list[Slutar]:
    """What the chair alone sees beside the agenda, the most urgent first."""
    return sorted(rader, key=lambda rad: (rad.dag, rad.person, rad.vad))
