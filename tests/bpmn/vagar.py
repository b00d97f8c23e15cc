"""Every way through a flow, from its plain graph: what is done in which order, and what is open.

Loops are gone around once: a step does not end in the same way twice on one way, a choice by facts
does not fall the same way twice. Where several steps are open, they are done in both directions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from insatser.bpmn.modell import expression
from insatser.rules.graf import Graf, Kant, Nod, Utfall, replay

PARTER = 2
"""So many are asked in a step that every invited party has a part in."""

Ordning = Literal["forst", "sist"]


@dataclass(frozen=True)
class Drag:
    """A step is done (none at the start), with what is true of the case; and what is open then."""

    steg: str
    utfall: str
    oppna: frozenset[str]
    fakta: Mapping[str, bool] = field(default_factory=dict, hash=False)


Vag = tuple[Drag, ...]


def ways_through(graf: Graf) -> list[Vag]:
    if all("=" in kant.villkor or not kant.villkor for kant in graf.kanter):
        ways = {vag for ordning in ("forst", "sist") for vag in _by_outcomes(graf, ordning)}
        return sorted(ways, key=lambda vag: [(drag.steg, drag.utfall) for drag in vag])
    return list(_by_facts(graf))


def _by_outcomes(graf: Graf, ordning: Ordning) -> Iterator[Vag]:
    plats = replay(graf, ())
    yield from _do(graf, ordning, (), (Drag("", "", plats.oppna),), Counter())


def _do(
    graf: Graf,
    ordning: Ordning,
    gjort: tuple[Utfall, ...],
    vag: Vag,
    slut_sa: Counter[tuple[str, str]],
) -> Iterator[Vag]:
    oppna = sorted(vag[-1].oppna)
    if not oppna:
        yield vag
        return
    nod = graf.noder[oppna[0] if ordning == "forst" else oppna[-1]]
    koder = [kod for kod in _codes(nod) if not kod or not slut_sa[nod.namn, kod]]
    if nod.utfall and not koder:
        yield vag
    for kod in koder:
        delar = PARTER if nod.slag == "partssteg" else 1
        nytt, drag = gjort, vag
        for kvar in reversed(range(delar)):
            nytt = (*nytt, Utfall(nod.namn, kod, kvar))
            drag = (*drag, Drag(nod.namn, kod, replay(graf, nytt).oppna))
        yield from _do(graf, ordning, nytt, drag, slut_sa + Counter([(nod.namn, kod)]))


def _codes(nod: Nod) -> list[str]:
    """The outcomes a step may end with; none where it has one way on, or may be passed over."""
    koder = [kod for kod, _ in nod.utfall]
    return koder if koder and not nod.far_hoppas else [*koder, ""]


def _by_facts(graf: Graf) -> Iterator[Vag]:
    for steg, fakta, valda in _onwards(graf, graf.borjan.namn, {}, frozenset()):
        yield from _go(graf, (Drag("", "", _open(graf, steg), fakta),), steg, valda)


def _go(graf: Graf, vag: Vag, steg: str, valda: frozenset[Kant]) -> Iterator[Vag]:
    if not graf.noder[steg].is_steg:
        yield vag
        return
    vidare = list(_onwards(graf, steg, {}, valda))
    if not vidare:
        yield vag
    for nasta, fakta, nu_valda in vidare:
        drag = Drag(steg, "", _open(graf, nasta), fakta)
        yield from _go(graf, (*vag, drag), nasta, nu_valda)


def _open(graf: Graf, namn: str) -> frozenset[str]:
    return frozenset([namn]) if graf.noder[namn].is_steg else frozenset()


def _onwards(
    graf: Graf, fran: str, fakta: dict[str, bool], valda: frozenset[Kant]
) -> Iterator[tuple[str, dict[str, bool], frozenset[Kant]]]:
    """The steps and ends that may follow, each with the facts that lead there."""
    ways = graf.ways_from(fran)
    if graf.noder[fran].slag != "vagval":
        (kant,) = ways
        yield from _arrive(graf, kant.till, fakta, valda)
        return
    inte: dict[str, bool] = {}
    for kant in ways:
        nya = inte | ({expression(kant): True} if kant.villkor else {})
        if kant.villkor:
            inte[expression(kant)] = False
        is_motsagt = any(fakta.get(namn, varde) != varde for namn, varde in nya.items())
        if kant not in valda and not is_motsagt:
            yield from _arrive(graf, kant.till, fakta | nya, valda | {kant})


def _arrive(
    graf: Graf, till: str, fakta: dict[str, bool], valda: frozenset[Kant]
) -> Iterator[tuple[str, dict[str, bool], frozenset[Kant]]]:
    if graf.noder[till].is_steg or graf.noder[till].slag == "slut":
        yield till, fakta, valda
    else:
        yield from _onwards(graf, till, fakta, valda)
