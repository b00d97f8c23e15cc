"""That what the team's work rests on has been decided, planned, begun or measured."""

from __future__ import annotations

from django.utils import timezone

from arenden.models import Beslut
from insatser.krav.team import teamarende_of
from insatser.models import Arbetsgang, Insats, Plan

UPPFOLJNING = "folj_upp"
"""The step of every team form that a round ends with."""


def insats_beslutad(gang: Arbetsgang) -> list[str]:
    bifall = Beslut.objects.filter(
        arende=gang.arende_id, slag=Beslut.Slag.INSATS, utfall=Beslut.Utfall.BESLUTAT
    )
    if bifall.exists():
        return []
    return ["Ingen insats är beslutad. Föreslå och fatta beslutet på ärendets flik Utredning."]


def plan_faststalld(gang: Arbetsgang) -> list[str]:
    if Plan.objects.filter(arende=gang.arende_id).exclude(faststalld=None).exists():
        return []
    return ["Ingen plan är fastställd. Skriv målen och fastställ planen på ärendets flik Plan."]


def insats_pagar(gang: Arbetsgang) -> list[str]:
    pagaende = Insats.objects.filter(arende=gang.arende_id, status=Insats.Status.PAGAENDE)
    if pagaende.exists():
        return []
    return ["Ingen insats pågår. Starta insatsen på ärendets flik Plan."]


def franvaro_baslinje(gang: Arbetsgang) -> list[str]:
    """At least one week of absence is known from before the work, to compare with."""
    teamarende = teamarende_of(gang)
    if teamarende is None or teamarende.franvaroveckor.exists():
        return []
    return [
        "Elevens frånvaro före starten är inte registrerad. Registrera veckorna på ärendets flik"
        " Team."
    ]


def franvaro_foljd(gang: Arbetsgang) -> list[str]:
    """A week of absence is known from the latest round, or from since the start."""
    if (teamarende := teamarende_of(gang)) is None:
        return []
    senaste = gang.utfall.in_force().filter(steg=UPPFOLJNING).last()
    sedan = timezone.localdate(senaste.gjort if senaste is not None else gang.startad)
    ar, vecka, _ = sedan.isocalendar()
    if teamarende.franvaroveckor.filter(vecka__gte=f"{ar}-W{vecka:02d}").exists():
        return []
    return [
        f"Frånvaron är inte registrerad från vecka {vecka} och framåt. Registrera veckorna på"
        " ärendets flik Team."
    ]
