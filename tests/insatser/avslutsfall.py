"""A case about to be closed, with a team around it, and what is asked for long after."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from access.models import Tilltrade
from arenden.models import Arende
from insatser.models import Utfallsuppfoljning
from insatser.rules.avslut import Erbjudande, Utfallsval
from samverkansteam.actions.samtycke import give_samtycke
from samverkansteam.actions.team import add_part, create_team
from samverkansteam.actions.teamarende import connect_arende
from samverkansteam.models import Part, Samtycke, Teamarende, Teamtyp
from tests.insatser.vagen import Stad
from tests.samverkansteam.builders import make_organisation, yes_of_all


def gather_team(stad: Stad, arende: Arende) -> Teamarende:
    """A team with a school as its other party."""
    team = create_team(
        namnd=stad.namnd,
        teamtyp=Teamtyp.objects.get(pk="sig"),
        namn="Team Linden",
        startad=timezone.localdate(),
        actor=stad.handlaggare,
    )
    skolan = make_organisation(namn="Ekbacksskolan")
    add_part(team=team, organisation=skolan, kontaktpunkt="Växeln", actor=stad.handlaggare)
    return connect_arende(team=team, arende=arende, actor=stad.handlaggare)


def skolan(teamarende: Teamarende) -> Part:
    return Part.objects.external().get(team=teamarende.team)


def consent(stad: Stad, teamarende: Teamarende) -> Samtycke:
    (samtycke,) = give_samtycke(
        teamarende=teamarende,
        mottagare=[skolan(teamarende)],
        svar=yes_of_all(),
        slag=["skola"],
        form="skriftligt",
        forklarat="Vad som delas.",
        fran=timezone.localdate(),
        till=timezone.localdate() + timedelta(days=90),
        actor=stad.handlaggare,
    )
    return samtycke


def ja(dag: date | None = None, av: str = "bada") -> Utfallsval:
    return Utfallsval("ja", av, dag or timezone.localdate())


def offer() -> Erbjudande:
    return Erbjudande("Samtal", "Elias", timezone.localdate() + timedelta(days=90), "Hanna")


def due(arende: Arende) -> Utfallsuppfoljning:
    """The first of them, as if its day were today and its grant had begun."""
    rad = arende.utfall_set.get(manad=6, upphavd=None)
    arende.utfall_set.filter(pk=rad.pk).update(planerad=timezone.localdate())
    nu = timezone.now() - timedelta(minutes=1)
    Tilltrade.objects.filter(kalla=rad.pk).update(fran=nu)
    rad.refresh_from_db()
    return rad
