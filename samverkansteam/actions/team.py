"""Form a team, bring parties and people into it, let them go, close it."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.actions import end_tilltraden, give_tilltrade
from access.models import Anvandare, Namnd, Niva, Omfattning, Organisation, Roll, Skal, Tilltrade
from access.models.tilltrade import TilltradeQuerySet
from access.policy import require
from audit import log
from audit.action import action
from audit.verb import Verb
from samverkansteam import policy
from samverkansteam.models import Deltagare, Part, Team, Teamarende, Teamtyp


def lock_team(team: Team) -> Team:
    return Team.objects.select_for_update().get(pk=team.pk)


@action
def create_team(
    *, namnd: Namnd, teamtyp: Teamtyp, namn: str, startad: date, actor: Anvandare
) -> Team:
    """Form a team with the nämnd's socialtjänst as its first party and the actor as first member.

    The grant comes before the row: nobody, its maker included, sees a team without one.
    """
    require(policy.may_create(actor, namnd))
    team = Team(namnd=namnd, teamtyp=teamtyp, namn=namn, startad=startad, skapad_av=actor)
    _give_team(team, actor, niva=Niva.ARBETA, actor=actor)
    log.save(team, actor=actor, verb=Verb.TEAM_CREATE)
    part = Part(team=team, namnd=namnd)
    log.save(part, actor=actor, verb=Verb.TEAM_CHANGE)
    deltagare = Deltagare(team=team, namnd=namnd, part=part, anvandare=actor)
    log.save(deltagare, actor=actor, verb=Verb.TEAM_ADD_MEMBER)
    return team


@action
def add_part(
    *,
    team: Team,
    organisation: Organisation,
    kontaktpunkt: str,
    enhet: str = "",
    actor: Anvandare,
) -> Part:
    """Bring an organisation into the team, or one unit of it."""
    team = lock_team(team)
    require(policy.may_lead(actor, team))
    part = Part(
        team=team,
        namnd_id=team.namnd_id,
        organisation=organisation,
        enhet=enhet,
        kontaktpunkt=kontaktpunkt or organisation.kontaktpunkt,
    )
    log.save(part, actor=actor, verb=Verb.TEAM_CHANGE)
    return part


@action
def change_kontaktpunkt(*, part: Part, enhet: str, kontaktpunkt: str, actor: Anvandare) -> Part:
    """Where a party is reached, and which unit of it takes part."""
    team = lock_team(part.team)
    require(policy.may_lead(actor, team))
    part = Part.objects.select_for_update(of=("self",)).get(pk=part.pk)
    if part.is_socialtjansten and enhet:
        raise ValidationError({"enhet": "Socialtjänsten är med som helhet."})
    part.enhet, part.kontaktpunkt = enhet, kontaktpunkt
    log.save(part, actor=actor, verb=Verb.TEAM_CHANGE)
    return part


@action
def add_deltagare(
    *, part: Part, anvandare: Anvandare, is_jurist: bool = False, actor: Anvandare
) -> Deltagare:
    """Let a person take part for a party; the grant on the team's room begins now.

    A member who handles cases in the team's nämnd also reaches the akter of those of the team's
    ärenden that the actor reaches: nobody opens what they cannot see themselves.
    """
    team = lock_team(part.team)
    require(policy.may_lead(actor, team))
    if anvandare.organisation_id != part.organisation_id:
        raise ValidationError({"anvandare": f"{anvandare} arbetar inte hos {part}."})
    deltagare = Deltagare(
        team=team, namnd_id=team.namnd_id, part=part, anvandare=anvandare, is_jurist=is_jurist
    )
    log.save(deltagare, actor=actor, verb=Verb.TEAM_ADD_MEMBER)
    _give_team(team, anvandare, niva=_niva(deltagare), actor=actor)
    for teamarende in Teamarende.objects.visible_to(actor).in_force().filter(team=team):
        give_akt(teamarende, deltagare, actor=actor)
    return deltagare


@action
def end_deltagare(*, deltagare: Deltagare, actor: Anvandare) -> Deltagare:
    """End the membership and, in the same transaction, every grant it gave."""
    team = lock_team(deltagare.team)
    require(policy.may_lead(actor, team))
    deltagare = Deltagare.objects.select_for_update().get(pk=deltagare.pk)
    if deltagare.till is not None:
        raise ValidationError("Personen är inte längre med i teamet.")
    deltagare.till = timezone.localdate()
    log.save(deltagare, actor=actor, verb=Verb.TEAM_END_MEMBER)
    end_tilltraden(_team_tilltraden(team).filter(anvandare=deltagare.anvandare_id), actor=actor)
    return deltagare


@action
def close_team(*, team: Team, actor: Anvandare) -> Team:
    """Close the team today. Other parties lose the room at once, everybody the akter it opened.

    The socialtjänst of the team keeps the right to read what was done.
    """
    team = lock_team(team)
    require(policy.may_lead(actor, team))
    team.avslutad = timezone.localdate()
    log.save(team, actor=actor, verb=Verb.TEAM_CLOSE)
    end_tilltraden(
        _team_tilltraden(team).exclude(omfattning=Omfattning.TEAM, anvandare__organisation=None),
        actor=actor,
    )
    return team


def give_akt(teamarende: Teamarende, deltagare: Deltagare, *, actor: Anvandare) -> None:
    """Open the akt of one of the team's ärenden for a member who handles cases in its nämnd.

    A protected akt is opened by name only, never by a team.
    """
    if deltagare.is_jurist or teamarende.akt.is_skyddad or not _handles_cases(deltagare):
        return
    give_tilltrade(
        anvandare=deltagare.anvandare,
        omfattning=Omfattning.AKT,
        omfattning_id=teamarende.akt_id,
        niva=Niva.ARBETA,
        skal=Skal.TEAM,
        kalla=teamarende.team_id,
        actor=actor,
    )


def _give_team(team: Team, anvandare: Anvandare, *, niva: Niva, actor: Anvandare) -> None:
    give_tilltrade(
        anvandare=anvandare,
        omfattning=Omfattning.TEAM,
        omfattning_id=team.pk,
        niva=niva,
        skal=Skal.TEAM,
        kalla=team.pk,
        actor=actor,
    )


def _niva(deltagare: Deltagare) -> Niva:
    is_leading = deltagare.part.is_socialtjansten and not deltagare.is_jurist
    return Niva.ARBETA if is_leading else Niva.LASA


def _handles_cases(deltagare: Deltagare) -> bool:
    anvandare = deltagare.anvandare
    return anvandare.organisation_id is None and deltagare.namnd_id in anvandare.namnder(
        Roll.handlaggande()
    )


def _team_tilltraden(team: Team) -> TilltradeQuerySet:
    return Tilltrade.objects.filter(kalla=team.pk, skal=Skal.TEAM)
