"""The escalation ladder of the clocks: each rung fires once, however many workers climb it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from arenden import fard
from arenden.models import Frist, Fristvarning
from arenden.rules import frister
from audit.action import action

LONGEST_WARNING = timedelta(days=31)
"""No ladder begins earlier before its deadline than this."""


@action
def claim_varningar(*, nu: datetime) -> int:
    """Claim every rung that has fallen due on a running clock; returns how many were new.

    The unique row is the claim: a rung that another worker has taken is passed over.
    """
    nya = 0
    for frist, dagar in _due_rungs(nu):
        _, is_new = Fristvarning.objects.get_or_create(
            frist=frist, dagar_fore=dagar, defaults={"akt_id": frist.akt_id}
        )
        if is_new:
            fard.tell_varning(frist, dagar)
            nya += 1
    return nya


def _due_rungs(nu: datetime) -> Iterator[tuple[Frist, int]]:
    nara = Frist.objects.running().filter(senast__lt=nu + LONGEST_WARNING)
    for frist in nara.iterator(chunk_size=1000):
        slag = frister.fristslag(frist.slag, timezone.localdate(frist.ankare))
        utrakning = frister.Utrakning(frist.mal, timezone.localdate(frist.senast), frist.senast)
        for dagar, faller in frister.rungs(slag, utrakning):
            if faller <= nu:
                yield frist, dagar
