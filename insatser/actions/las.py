"""Locking an arbetsgång: its ärende first, always, so that two actions never interleave."""

from __future__ import annotations

from arenden.actions.las import lock, lock_arende
from insatser.models import Arbetsgang


def lock_gang(gang: Arbetsgang) -> Arbetsgang:
    arende = lock_arende(gang.arende)
    row = lock(Arbetsgang, gang.pk)
    row.arende = arende
    return row
