"""Bring an ärende into a team, take it out again, and follow the pupil's weeks."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.actions import end_tilltraden
from access.models import Anvandare, Omfattning, Skal, Tilltrade
from access.policy import require
from arenden import fard
from arenden.actions.las import lock_arende
from arenden.models import Arende, Steg
from audit import log
from audit.action import action
from audit.verb import Verb
from samverkansteam import policy
from samverkansteam.actions.team import give_akt, lock_team
from samverkansteam.models import Deltagare, Franvarovecka, Team, Teamarende


@action
def connect_arende(*, team: Team, arende: Arende, actor: Anvandare) -> Teamarende:
    """Let the team work with an ärende; an ärende that waits for its team moves on.

    The members who handle cases in the nämnd reach the akt from now on.
    """
    team = lock_team(team)
    arende = lock_arende(arende)
    require(policy.may_connect(actor, team, arende))
    teamarende = link_arende(team=team, arende=arende, actor=actor)
    if arende.steg == Steg.TEAM:
        fard.fardvag().complete(arende, Steg.TEAM, actor=actor)
    return teamarende


def link_arende(*, team: Team, arende: Arende, actor: Anvandare) -> Teamarende:
    """Write the link, inside the action that has asked whether it may be."""
    team.senaste_nummer += 1
    log.save(team, actor=actor, verb=Verb.TEAM_CHANGE)
    teamarende = Teamarende(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        arende=arende,
        team=team,
        nummer=team.senaste_nummer,
    )
    log.save(teamarende, actor=actor, verb=Verb.TEAM_CHANGE)
    for deltagare in Deltagare.objects.in_force().filter(team=team).select_related("anvandare"):
        give_akt(teamarende, deltagare, actor=actor)
    return teamarende


@action
def end_teamarende(*, teamarende: Teamarende, actor: Anvandare) -> Teamarende:
    """The team stops working with the ärende; its members lose the akt in the same transaction."""
    teamarende = Teamarende.objects.select_for_update().get(pk=teamarende.pk)
    require(policy.may_share(actor, teamarende))
    unlink_arende(teamarende, actor=actor)
    return teamarende


def unlink_arende(teamarende: Teamarende, *, actor: Anvandare) -> None:
    """End the link, inside the action that has locked it and asked whether it may be."""
    teamarende.till = timezone.localdate()
    log.save(teamarende, actor=actor, verb=Verb.TEAM_CHANGE)
    end_tilltraden(
        Tilltrade.objects.filter(
            omfattning=Omfattning.AKT,
            omfattning_id=teamarende.akt_id,
            skal=Skal.TEAM,
            kalla=teamarende.team_id,
        ),
        actor=actor,
    )


@action
def record_franvaro(
    *, teamarende: Teamarende, vecka: str, giltig: int, ogiltig: int, sen: int, actor: Anvandare
) -> Franvarovecka:
    """Note one week's absence: hours valid and invalid, number of late arrivals."""
    require(policy.may_share(actor, teamarende))
    if not teamarende.team.teamtyp.foljer_franvaro:
        raise ValidationError("Den här sortens team följer inte frånvaro.")
    franvaro = Franvarovecka(
        akt_id=teamarende.akt_id,
        namnd_id=teamarende.namnd_id,
        teamarende=teamarende,
        vecka=vecka,
        timmar={"giltig": giltig, "ogiltig": ogiltig, "sen": sen},
    )
    log.save(franvaro, actor=actor, verb=Verb.FRANVARO_RECORD)
    return franvaro
