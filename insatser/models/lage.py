"""Reading the facts of a case for the rules."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils import timezone

from arenden.models import (
    Anmalan,
    Arende,
    Beslut,
    Forhandsbedomning,
    Steg,
    UppfoljningUtanInsats,
    Utredning,
)
from insatser.models.avslut import Avslut
from insatser.models.insats import Insats
from insatser.models.plan import Plan
from insatser.models.uppfoljning import Uppfoljning
from insatser.rules.lage import VAG, Lage, steg_for


def first_anmalan(arende: Arende) -> Anmalan:
    """The report that opened the ärende; those that came later, or from another, are attached."""
    egna = arende.anmalningar.filter(sammanforing=None)
    return egna.select_related("skyddsbedomning", "process").earliest("registrerad", "id")


def lage_of(arende: Arende) -> Lage:
    if arende.sammanforingar.filter(angrad=None).exists():
        return Lage(vag=VAG[arende.slag], sammanford=True)
    anmalan = first_anmalan(arende)
    forhandsbedomning = Forhandsbedomning.objects.filter(arende=arende).first()
    utredning = Utredning.objects.filter(arende=arende).select_related("underrattelse").first()
    return Lage(
        vag=VAG[anmalan.slag],
        version=anmalan.process.flodesversion,
        skyddsbedomd=hasattr(anmalan, "skyddsbedomning"),
        inleds=forhandsbedomning.inleds if forhandsbedomning else None,
        utredning_inledd=utredning is not None,
        underrattad=utredning is not None and hasattr(utredning, "underrattelse"),
        utredning_avslutad=utredning is not None and utredning.avslutad is not None,
        avslut=Avslut.objects.filter(arende=arende).exists(),
        **_beslut(arende),
        **_plan(arende),
    )


def _beslut(arende: Arende) -> dict[str, Any]:
    """The newest proposal: what waits, or what was decided and what came of it."""
    rader = Beslut.objects.filter(arende=arende).select_related("kommunicering", "overlamning")
    beslut = rader.order_by("-foreslagen").first()
    if beslut is None:
        return {}
    if beslut.utfall == "":
        visad = hasattr(beslut, "kommunicering") and beslut.kommunicering.klar is not None
        return {
            "forslag_vantar": True,
            "ska_kommuniceras": beslut.ska_kommuniceras,
            "kommunicerad": visad,
        }
    if beslut.utfall != Beslut.Utfall.BESLUTAT:
        return {}
    avslutade = UppfoljningUtanInsats.objects.filter(
        arende=arende, beslut=UppfoljningUtanInsats.Beslut.AVSLUTA
    )
    return {
        "beslut": beslut.slag,
        "overlamnad": hasattr(beslut, "overlamning"),
        "uppfoljd": beslut.slag == Beslut.Slag.FOLJS_UPP and avslutade.exists(),
    }


def _plan(arende: Arende) -> dict[str, Any]:
    """The plan in force, the team and insats it asked for, and how its newest round ended."""
    plan = Plan.objects.filter(arende=arende).exclude(faststalld=None).order_by("-nummer").first()
    if plan is None:
        return {}
    startade = Insats.objects.filter(plan=plan).exclude(status=Insats.Status.PLANERAD)
    uppfoljning = Uppfoljning.objects.filter(plan=plan).order_by("-runda").first()
    return {
        "plan_faststalld": True,
        "team_valt": plan.team_valt,
        "team_finns": plan.team_valt and has_team(arende, plan),
        "insats_startad": startade.exists(),
        "uppfoljning": uppfoljning.beslut if uppfoljning else "",
    }


def has_team(arende: Arende, plan: Plan) -> bool:
    """Whether a team of the plan's kind has worked with the ärende since the plan came in force.

    A team that ends later does not send the case back to gather another.
    """
    sedan = plan.faststalld and timezone.localdate(plan.faststalld)
    return arende.teamarenden.filter(
        Q(till=None) | Q(till__gte=sedan), team__teamtyp_id=plan.teamtyp
    ).exists()


def derive_steg(arende: Arende) -> Steg:
    return Steg(steg_for(lage_of(arende)))
