"""What an ärende has led to and what ends with it, looked at when it is closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from arenden.actions.frister.gang import EFTER_AVSLUT
from arenden.models import Arende
from arenden.rules.frister import fristslag
from insatser.models import Insats, Mal, Maluppfyllelse, Planatagande, Tillfalle
from samverkansteam.models import Delgivning, Part, Samtycke, Teamarende

NYSS = timedelta(days=30)
"""A team that stopped working with the ärende within this time is told of the closing too."""


@dataclass(frozen=True)
class Avslutspart:
    """A party other than the socialtjänst, in a team that works with the ärende or lately did."""

    pk: UUID
    namn: str
    organisation_id: Any
    teamarende: Teamarende


def insatser_to_end(arende: Arende) -> QuerySet[Insats]:
    """The insatser of which nobody has said how they ended, the running ones and the earlier."""
    return arende.insatser.filter(slut=None).select_related("insatstyp")


def parter_of(arende: Arende) -> list[Avslutspart]:
    """Whom the closing concerns among the parties of the teams, each once a team."""
    nyss = timezone.localdate() - NYSS
    kopplingar = Teamarende.objects.filter(
        Q(till=None) | Q(till__gte=nyss), arende=arende
    ).order_by("fran", "pk")
    i_team = {teamarende.team_id: teamarende for teamarende in kopplingar}
    parter = Part.objects.external().filter(team__in=i_team).select_related("organisation")
    return [
        Avslutspart(part.pk, str(part), part.organisation_id, i_team[part.team_id])
        for part in parter.order_by("team", "pk")
    ]


def releases_to(arende: Arende, parter: Iterable[Avslutspart]) -> QuerySet[Delgivning]:
    """What has been released to the parties about this ärende, party by party, latest first."""
    return (
        Delgivning.objects.filter(
            teamarende__arende=arende,
            mottagare__in=[part.pk for part in parter],
            utfall=Delgivning.Utfall.LAMNAD,
        )
        .select_related("lagrum")
        .order_by("mottagare_id", "-beslutad", "-id")
    )


def ends_with(arende: Arende) -> list[tuple[str, list[str]]]:
    """What ends when the ärende is closed, kind by kind, in words; kinds with nothing left out."""
    idag = timezone.localdate()
    i_team = Teamarende.objects.in_force().filter(arende=arende).select_related("team__teamtyp")
    samtycken = Samtycke.objects.live(idag).filter(
        akt=arende.akt_id, team__in=[rad.team_id for rad in i_team]
    )
    ataganden = Planatagande.objects.filter(
        plan__arende=arende, plan__faststalld__isnull=False, klart=None
    )
    pagar = arende.insatser.filter(status=Insats.Status.PAGAENDE).select_related("insatstyp")
    frister = arende.frister.running().exclude(slag__in=EFTER_AVSLUT)
    planerade = Tillfalle.objects.planned().filter(insats__arende=arende)
    slag = [
        ("Insatser", [str(insats) for insats in pagar]),
        ("Tillfällen som avbokas", _how_many(planerade.count())),
        ("Åtaganden i planen som inte är klara", _how_many(ataganden.count())),
        ("Arbetet i team", [f"{rad.team.teamtyp}, {rad}" for rad in i_team]),
        ("Samtycken till att dela uppgifter", _how_many(samtycken.count())),
        ("Frister", [fristslag(rad.slag, timezone.localdate(rad.ankare)).namn for rad in frister]),
    ]
    return [(vad, rader) for vad, rader in slag if rader]


def _how_many(antal: int) -> list[str]:
    return [f"{antal} st"] if antal else []


def malbild_of(arende: Arende) -> list[dict[str, Any]]:
    """Each goal of the plan in force: how it was at the start, and at the last follow-up."""
    plan = arende.planer.exclude(faststalld=None).order_by("-nummer").first()
    if plan is None:
        return []
    runda = plan.uppfoljningar.order_by("-runda").first()
    svar: dict[Any, Maluppfyllelse] = {}
    if runda is not None:
        svar = {rad.mal_id: rad for rad in runda.maluppfyllelser.all()}
    return [
        {
            "mal": mal.specifikt,
            "start": mal.baslinje,
            "slut": svar[mal.pk].get_grad_display() if mal.pk in svar else "",
            "kommentar": svar[mal.pk].kommentar if mal.pk in svar else "",
            "indikatorer": list(_indikatorer(mal)),
        }
        for mal in plan.mal_set.prefetch_related("indikatorer__varden")
    ]


def _indikatorer(mal: Mal) -> Iterator[dict[str, str]]:
    for indikator in mal.indikatorer.all():
        varden = list(indikator.varden.all())
        yield {
            "namn": indikator.namn,
            "enhet": indikator.enhet,
            "start": indikator.baslinje,
            "malvarde": indikator.malvarde,
            "slut": varden[-1].varde if varden else "",
            "dag": varden[-1].dag.isoformat() if varden else "",
        }
