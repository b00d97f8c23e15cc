"""What of the plan and its insatser can be released to a party of a team, item by item."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from functools import partial

from django.utils import timezone

from access.models import Anvandare
from insatser.models import Insats, Mal, Plan, Planatagande
from samverkansteam.delbart import Delbart
from samverkansteam.models import Teamarende, Uppgiftsslag


def plan_items(teamarende: Teamarende, user: Anvandare) -> Iterable[Delbart]:
    """Goals and commitments of the plan that is in force; a draft is not released."""
    planer = Plan.objects.visible_to(user).filter(arende=teamarende.arende_id)
    plan = planer.exclude(faststalld=None).order_by("-nummer").first()
    if plan is None:
        return
    for mal in plan.mal_set.all():
        yield _item("mal", mal, f"Ur planen: {mal}", plan, partial(_goal, mal))
    for atagande in plan.ataganden.all():
        rubrik = f"Ur planen: {atagande.get_vem_display()}, till {atagande.senast}"
        yield _item("planatagande", atagande, rubrik, plan, partial(_commitment, atagande))


def ongoing_insatser(teamarende: Teamarende, user: Anvandare) -> Iterable[Delbart]:
    """That an insats goes on, and how it is carried out."""
    insatser = Insats.objects.visible_to(user).filter(
        arende=teamarende.arende_id, status=Insats.Status.PAGAENDE
    )
    for insats in insatser.select_related("insatstyp"):
        if insats.startdatum is None:
            continue
        yield Delbart(
            kalla="insats",
            id=insats.pk,
            rubrik=f"Insats: {insats.insatstyp}",
            nar=timezone.make_aware(datetime.combine(insats.startdatum, time.min)),
            read_text=partial(_insats, insats),
            slag=Uppgiftsslag.INSATS,
        )


def _item(kalla: str, rad: Mal | Planatagande, rubrik: str, plan: Plan, text: partial) -> Delbart:
    return Delbart(
        kalla=kalla,
        id=rad.pk,
        rubrik=rubrik,
        nar=plan.faststalld or plan.skapad,
        read_text=text,
        slag=Uppgiftsslag.PLAN,
    )


def _goal(mal: Mal) -> str:
    return f"{mal.specifikt}\n\nSå märks det: {mal.matbart}\n\nNås senast {mal.tidsatt}."


def _commitment(atagande: Planatagande) -> str:
    vem = atagande.namn or atagande.get_vem_display()
    return f"{vem}: {atagande.vad}\n\nSenast {atagande.senast}."


def _insats(insats: Insats) -> str:
    borjade = f"{insats.insatstyp} pågår sedan {insats.startdatum}."
    return f"{borjade}\n\n{insats.beskrivning}" if insats.beskrivning else borjade
