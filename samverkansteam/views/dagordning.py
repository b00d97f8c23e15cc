"""What is open in a team: for the agenda that all parties read, and for whoever leads it alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone

from access.models import Anvandare
from arenden.models import Frist
from arenden.rules.frister import fristslag
from samverkansteam.models import Atagande, Markering, Samtycke, Team
from samverkansteam.rules.dagordning import (
    OppetAtagande,
    Slutar,
    order_slutar,
    propose_dagordning,
)
from samverkansteam.views.team import personer_in

FOLJS = ("uppfoljning", "ssit_forsta_kontakt")
"""The clocks of an ärende that a meeting of its team is the place for."""


def horizon(team: Team) -> date:
    """The day when the meeting after the next one is due: what ends before then is for this one."""
    return timezone.localdate() + timedelta(days=team.teamtyp.motesintervall_dagar)


def dagordning_for(team: Team, user: Anvandare) -> str:
    """A proposal, one line for each point; it bears no name and tells of no person."""
    oppna = (
        Atagande.objects.visible_to(user)
        .filter(team=team, klart=None)
        .select_related("ansvarig__part__organisation")
    )
    rader = propose_dagordning(
        team.teamtyp.dagordning,
        [OppetAtagande(str(rad.ansvarig.part), rad.senast) for rad in oppna],
        dag=timezone.localdate(),
    )
    return "\n".join(rader)


def ending_before(team: Team, user: Anvandare, till: date) -> list[Slutar]:
    """Marks, consents and follow-ups that end by a day, about the persons whom the user reaches."""
    return order_slutar(_ending(team, user, till))


def _ending(team: Team, user: Anvandare, till: date) -> Iterator[Slutar]:
    personer = list(personer_in(team, user))
    if not personer:
        return
    namn = {person.pk: str(person) for person in personer}
    for markering in Markering.objects.visible_to(user).filter(team=team).live():
        if markering.galler_till <= till and markering.teamarende_id in namn:
            person = namn[markering.teamarende_id]
            yield Slutar(person, "Riskmarkeringen slutar gälla", markering.galler_till)
    av_akt = {person.akt_id: str(person) for person in personer}
    samtycken = Samtycke.objects.visible_to(user).live().filter(team=team, till__lte=till)
    for samtycke in samtycken.select_related("mottagare__organisation"):
        if samtycke.akt_id in av_akt:
            vad = f"Samtycket till {samtycke.mottagare} slutar gälla"
            yield Slutar(av_akt[samtycke.akt_id], vad, samtycke.till)
    av_arende = {person.arende_id: str(person) for person in personer}
    frister = Frist.objects.filter(
        arende__in=av_arende, slag__in=FOLJS, stoppad=None, mal__lte=till
    )
    for frist in frister:
        if frist.mal is not None:
            slag = fristslag(frist.slag, timezone.localdate(frist.ankare)).namn
            yield Slutar(av_arende[frist.arende_id], slag, frist.mal)
