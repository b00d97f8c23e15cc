"""What the rooms of insatser and teams tell an assessment: meetings, parties, what was done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from access.models import Anvandare
from arenden.models import Arende
from insatser.models import Insats
from riskbedomning.kallor import Kalla, Lagpart, Mellanting
from riskbedomning.models import Belagg
from samverkansteam.models import Mote, Part, Teamarende


def teams_of(arende: Arende, user: Anvandare) -> list[UUID]:
    """The teams that work with the ärende now, by id."""
    rader = Teamarende.objects.visible_to(user).in_force().filter(arende=arende)
    return list(rader.values_list("team_id", flat=True))


def held_moten(arende: Arende, user: Anvandare) -> Iterable[Kalla]:
    """Meetings of the child's teams that are held and locked; nothing of them is opened."""
    moten = Mote.objects.visible_to(user).filter(team__in=teams_of(arende, user))
    for mote in moten.exclude(genomfort=None).select_related("team__teamtyp"):
        yield Kalla(
            typ="teammote",
            id=mote.pk,
            slag=Belagg.Slag.MOTE,
            grupp="Möten i teamet",
            rubrik=f"{mote.team.teamtyp}: {mote}",
            dag=timezone.localdate(mote.planerat),
        )


def team_parter(arende: Arende, user: Anvandare) -> Iterable[Lagpart]:
    """The other parties of the child's teams; socialtjänsten itself assesses."""
    parter = Part.objects.visible_to(user).external().filter(team__in=teams_of(arende, user))
    for part in parter.select_related("organisation"):
        yield Lagpart(namn=str(part), slag=part.slag)


def insatser_mellan(
    arende: Arende, fran: date, till: date, user: Anvandare
) -> Iterable[Mellanting]:
    """Insatser that began or ended in the time; one that went on all along is told of first."""
    rader = Insats.objects.visible_to(user).filter(arende=arende, startdatum__lte=till)
    pagick = rader.filter(Q(slutdatum=None) | Q(slutdatum__gte=fran))
    for insats in pagick.select_related("insatstyp"):
        start, slut = insats.startdatum, insats.slutdatum
        if start is not None:
            fore = start < fran
            yield Mellanting(
                dag=max(start, fran),
                text=f"{insats} {'pågick redan, sedan ' + str(start) if fore else 'började'}",
            )
        if slut is not None and slut <= till:
            yield Mellanting(dag=slut, text=f"{insats} avslutades")
