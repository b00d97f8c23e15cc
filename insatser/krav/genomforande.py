"""That an insats, a plan, a round or a closing really is what the step says it is."""

from __future__ import annotations

from django.db.models import QuerySet

from arenden.models import Arende, Beslut
from insatser.models import (
    Arbetsgang,
    Avslut,
    Insats,
    Insatstyp,
    Orosmarkering,
    Plan,
    Tillfalle,
    Uppfoljning,
)


def insats_har_stod(gang: Arbetsgang) -> list[str]:
    """What always takes a decision is not given without one (SoL 11:1, 11:5)."""
    beslutad = Beslut.objects.filter(
        arende=gang.arende_id, slag=Beslut.Slag.INSATS, utfall=Beslut.Utfall.BESLUTAT
    ).exists()
    kravs = _insats(gang).filter(insatstyp__provning=Insatstyp.Provning.BEHOVSPROVAD).exists()
    if beslutad or not kravs:
        return []
    return ["Insatsen kräver ett beslut (SoL 11:1). Föreslå och fatta det på fliken Beslut."]


def insats_pagar(gang: Arbetsgang) -> list[str]:
    if _insats(gang).filter(status=Insats.Status.PAGAENDE).exists():
        return []
    return ["Insatsen pågår inte. Starta den på fliken Plan och insatser."]


def tillfalle_loggat(gang: Arbetsgang) -> list[str]:
    """Nothing has been carried out that nobody has written down (SoL 14:3)."""
    if Tillfalle.objects.logged().filter(insats__in=_insats(gang)).exists():
        return []
    return ["Inget tillfälle är antecknat. Logga det på fliken Plan och insatser."]


def insats_avslutad(gang: Arbetsgang) -> list[str]:
    if _insats(gang).filter(status=Insats.Status.AVSLUTAD).exists():
        return []
    return ["Insatsen är inte avslutad. Avsluta den på fliken Plan och insatser."]


def plan_har_mal(gang: Arbetsgang) -> list[str]:
    """The newest plan has a goal; the five SMART parts of each are columns that must be filled."""
    plan = Plan.objects.filter(arende=gang.arende_id).first()
    if plan is None:
        return ["Det finns ingen plan. Börja på den på fliken Plan och insatser."]
    if plan.mal_set.exists():
        return []
    return ["Planen har inga mål. Skriv dem på fliken Plan och insatser."]


def plan_galler(gang: Arbetsgang) -> list[str]:
    plan = Plan.objects.filter(arende=gang.arende_id).first()
    if plan is not None and plan.faststalld is not None:
        return []
    return ["Den senaste planen är inte fastställd. Fastställ den på fliken Plan och insatser."]


def ny_runda(gang: Arbetsgang) -> list[str]:
    """A round of follow-up has been recorded since this one was begun."""
    if Uppfoljning.objects.filter(arende=gang.arende_id, genomford__gte=gang.startad).exists():
        return []
    return ["Rundan är inte införd. För in den under Uppföljning, mål för mål."]


def avslut_infort(gang: Arbetsgang) -> list[str]:
    if Avslut.objects.filter(arende=gang.arende_id).exists():
        return []
    return ["Avslutet är inte infört. För in det på ärendets sida Avslut."]


def oro_vantar(arende: Arende) -> list[str]:
    """A case is not closed while a concern from a session waits for somebody's stand."""
    if Orosmarkering.objects.filter(arende=arende, avgjord=None).exists():
        return ["En oro från ett tillfälle väntar. Ta ställning till den innan ärendet avslutas."]
    return []


def _insats(gang: Arbetsgang) -> QuerySet[Insats]:
    """The insats that the arbetsgång is about; none before one is chosen."""
    if gang.amne_id is None:
        return Insats.objects.none()
    return Insats.objects.filter(pk=gang.amne_id)
