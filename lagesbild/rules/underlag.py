"""From one record per child to a table that is fit for disclosure control."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lagesbild.rules.tabell import Cell, Dimension, Table

MINSTA_BEFOLKNING = 50
KON = ("Flickor", "Pojkar")
OMRADE_VISAS_INTE = "Område visas inte"


@dataclass(frozen=True)
class Rad:
    """One child in the pseudonymised extract. `omrade` or `kon` is None when not known."""

    pseudonym: str
    omrade: str | None
    kon: str | None
    has_skyddade_uppgifter: bool


def pooled_omraden(befolkning: Mapping[Cell, int], omraden: Iterable[str]) -> frozenset[str]:
    """Areas whose numbers are published only together, under `OMRADE_VISAS_INTE`.

    An area is pooled when any of its groups (area and sex) has fewer than 50 inhabitants, since
    the other sex and the row total would give the small group away. A lone pooled area, or a
    pool that is itself too small, takes in the next smallest area. A group missing from
    `befolkning` counts as 0.
    """

    def smallest_group(names: Iterable[str]) -> int:
        names = list(names)
        return min(sum(befolkning.get((omrade, kon), 0) for omrade in names) for kon in KON)

    by_size = sorted(omraden, key=lambda omrade: (smallest_group([omrade]), omrade))
    pooled = [omrade for omrade in by_size if smallest_group([omrade]) < MINSTA_BEFOLKNING]
    remaining = by_size[len(pooled) :]
    while pooled and remaining:
        if len(pooled) > 1 and smallest_group(pooled) >= MINSTA_BEFOLKNING:
            break
        pooled.append(remaining.pop(0))
    return frozenset(pooled)


def table_by_omrade_and_kon(
    rader: Iterable[Rad], omraden: tuple[str, ...], befolkning: Mapping[Cell, int]
) -> Table:
    """Count children by stadsdelsområde and sex, in the order of `omraden`.

    Children with protected identity, of another municipality or of a pooled area stand in the row
    `OMRADE_VISAS_INTE`; the row is always there, so its presence says nothing. Children whose sex
    is not known are left out, as the legend says.
    """
    pooled = pooled_omraden(befolkning, omraden)
    published = tuple(omrade for omrade in omraden if omrade not in pooled)
    members: dict[Cell, list[str]] = defaultdict(list)
    for rad in rader:
        if rad.kon is None:
            continue
        is_shown = rad.omrade in published and not rad.has_skyddade_uppgifter
        members[rad.omrade if is_shown else OMRADE_VISAS_INTE, rad.kon].append(rad.pseudonym)
    return Table(
        dimensions=(
            Dimension("Stadsdelsområde", (*published, OMRADE_VISAS_INTE)),
            Dimension("Kön", KON),
        ),
        members={cell: tuple(sorted(ids)) for cell, ids in members.items()},
    )
