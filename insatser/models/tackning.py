"""What a plan covers, out of its rows."""

from __future__ import annotations

from collections.abc import Iterable

from insatser.models.plan import Plan
from insatser.rules.tackning import Behovet, Malet, Tackning, tackning_for


def tackning_of(plan: Plan, *, bedomt: Iterable[tuple[str, str]] = ()) -> Tackning:
    """What the plan covers and leaves; asks nothing more when `for_document` has fetched it."""
    behov = [
        Behovet(rad.pk, rad.rubrik, rad.niva, rad.slag, rad.faktor, rad.lamnas_varfor)
        for rad in plan.behovsrader.all()
    ]
    mal = [
        Malet(ett.niva, frozenset(rad.pk for rad in ett.behov.all())) for ett in plan.mal_set.all()
    ]
    return tackning_for(behov, mal, bedomt=bedomt)
