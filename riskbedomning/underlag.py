"""What a plan can build on: the factors that the latest completed assessment found at hand now.

A choice to be made by a person, not a result: the order is the form's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from arenden.models import Arende
from riskbedomning.models import Bedomning, Faktor, Faktorsvar

FINNS = frozenset({Faktorsvar.Svar.FINNS, Faktorsvar.Svar.DELVIS})


@dataclass(frozen=True)
class Planfaktor:
    """One factor that a need, a goal or a strength in the plan may start from.

    `niva`, `slag` and `svar` are the codes of Faktor.Niva, Faktor.Slag and Faktorsvar.Svar.
    """

    faktor_id: UUID
    rubrik: str
    niva: str
    slag: str
    svar: str
    kritisk: bool
    bedomning_id: UUID


def faktorer_att_planera(arende: Arende) -> list[Planfaktor]:
    """Risk that is there and matters now, and all protection that is there, in the form's order.

    Empty until an assessment is completed. Opens sealed answers: two queries, whatever the size.
    """
    bedomning = Bedomning.objects.filter(arende=arende).completed().order_by("-fardig_at").first()
    if bedomning is None:
        return []
    rader = bedomning.svar.select_related("faktor").order_by("faktor__ordning")
    return [
        Planfaktor(
            faktor_id=rad.faktor_id,
            rubrik=rad.faktor.rubrik,
            niva=rad.faktor.niva,
            slag=rad.faktor.slag,
            svar=rad.svar,
            kritisk=rad.is_kritisk,
            bedomning_id=bedomning.pk,
        )
        for rad in rader
        if _may_be_planned_for(rad)
    ]


def _may_be_planned_for(rad: Faktorsvar) -> bool:
    if rad.svar not in FINNS:
        return False
    return rad.faktor.slag == Faktor.Slag.SKYDD or rad.relevans_nu == Faktorsvar.Relevans.JA
