"""The escalation ladder of the clocks: each rung fires once, however many workers climb it."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from arenden import fard
from arenden.actions.frister import slag_of
from arenden.models import Frist, Fristvarning
from arenden.rules import frister
from audit.action import action

BATCH = 500


@action
def claim_varningar(*, nu: datetime, hogst: int = BATCH) -> int:
    """Claim the rung that has fallen due on each of at most `hogst` clocks, and tell of it.

    Returns how many clocks were seen to; 0 when none is left. Only clocks whose next rung is due
    are read, and one that another worker holds is passed over. Of rungs that were missed while
    nobody swept, the latest alone fires: it says how the clock stands now. The unique row is the
    claim, also where a decision has led a clock back to a day that was warned of before.
    """
    frister_ = list(Frist.objects.to_warn_of(nu).select_for_update(skip_locked=True)[:hogst])
    varningar = [varning for frist in frister_ if (varning := _climb(frist, nu)) is not None]
    for varning in _claim(varningar):
        fard.tell_varning(varning.frist, varning.dagar_fore)
    Frist.objects.bulk_update(frister_, ["nasta_steg"])
    return len(frister_)


def _climb(frist: Frist, nu: datetime) -> Fristvarning | None:
    """The warning that has fallen due; leaves the clock waiting for the one after it."""
    if frist.mal is None or frist.senast is None:
        raise ValueError("En frist som vilar varnar inte.")
    slag = slag_of(frist)
    lage = frister.Utrakning(frist.mal, timezone.localdate(frist.senast), frist.senast)
    frist.nasta_steg = frister.next_rung(slag, lage, nu)
    dagar = frister.due_rung(slag, lage, nu)
    if dagar is None:
        return None
    return Fristvarning(
        frist=frist, akt_id=frist.akt_id, mal=frist.mal, dagar_fore=dagar, skapad=nu
    )


def _claim(varningar: list[Fristvarning]) -> list[Fristvarning]:
    """Write those that were not there; the clocks are locked, so nobody else writes them now."""
    skrivna = Fristvarning.objects.filter(frist__in=[varning.frist_id for varning in varningar])
    tagna = set(skrivna.values_list("frist", "mal", "dagar_fore"))
    return Fristvarning.objects.bulk_create(
        varning
        for varning in varningar
        if (varning.frist_id, varning.mal, varning.dagar_fore) not in tagna
    )
