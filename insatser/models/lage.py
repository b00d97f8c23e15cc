"""Reading the facts of a case for the rules."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from arenden.models import Anmalan, Arende, Beslut, Forhandsbedomning, Steg, Utredning
from insatser.models.insats import Insats
from insatser.models.plan import Plan
from insatser.models.uppfoljning import Avslut, Uppfoljning
from insatser.rules.lage import VAG, Lage, steg_for


def first_anmalan(arende: Arende) -> Anmalan:
    """The report that opened the ärende; later ones are attached to it."""
    return arende.anmalningar.select_related("skyddsbedomning", "process").earliest(
        "registrerad", "id"
    )


def lage_of(arende: Arende) -> Lage:
    anmalan = first_anmalan(arende)
    forhandsbedomning = Forhandsbedomning.objects.filter(arende=arende).first()
    utredning = Utredning.objects.filter(arende=arende).first()
    beslut = Beslut.objects.filter(arende=arende).order_by("-foreslagen").first()
    plan = Plan.objects.filter(arende=arende).exclude(faststalld=None).order_by("-nummer").first()
    uppfoljning = plan and Uppfoljning.objects.filter(plan=plan).order_by("-runda").first()
    return Lage(
        vag=VAG[anmalan.slag],
        version=anmalan.process.flodesversion,
        skyddsbedomd=hasattr(anmalan, "skyddsbedomning"),
        inleds=forhandsbedomning.inleds if forhandsbedomning else None,
        utredning_inledd=utredning is not None,
        utredning_avslutad=utredning is not None and utredning.avslutad is not None,
        forslag_vantar=beslut is not None and beslut.utfall == "",
        beslut=beslut.slag if beslut and beslut.utfall == Beslut.Utfall.BESLUTAT else "",
        plan_faststalld=plan is not None,
        team_valt=plan is not None and plan.team_valt,
        team_finns=plan is not None and plan.team_valt and has_team(arende, plan),
        insats_startad=plan is not None
        and Insats.objects.filter(plan=plan).exclude(status=Insats.Status.PLANERAD).exists(),
        uppfoljning=uppfoljning.beslut if uppfoljning else "",
        avslut=Avslut.objects.filter(arende=arende).exists(),
    )


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
