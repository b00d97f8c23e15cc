"""What keeps documents for ever, as the rooms above know it: placement, faderskap, adoption.

Such facts are born in rooms that `arenden` does not see. Each room registers a source at start-up;
the retention rules (SoL 16:2) ask them all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from uuid import UUID

from arenden.models import Frist

Grundkalla = Callable[[UUID], Iterable[tuple[UUID, str]]]
"""Gives, for an akt, the ärenden that are kept and the kind in gallringsregler.json."""

_kallor: list[Grundkalla] = []


def register_bevarandegrund(kalla: Grundkalla) -> None:
    _kallor.append(kalla)


def bevarandegrunder(akt_id: UUID) -> dict[UUID, tuple[str, ...]]:
    """For each ärende of the akt that is kept for ever: the kinds of documents that keep it."""
    grunder: dict[UUID, set[str]] = defaultdict(set)
    for kalla in _kallor:
        for arende_id, klass in kalla(akt_id):
            grunder[arende_id].add(klass)
    return {arende_id: tuple(sorted(klasser)) for arende_id, klasser in grunder.items()}


def lvu_clocks(akt_id: UUID) -> Iterable[tuple[UUID, str]]:
    """A clock of LVU runs only for care outside the home."""
    arenden = Frist.objects.filter(akt=akt_id, slag__startswith="lvu_").values_list("arende_id")
    return [(arende_id, "placering") for (arende_id,) in arenden.distinct()]
