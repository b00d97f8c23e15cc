"""Log what the parties did together."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from audit import log
from audit.action import action
from audit.verb import Verb
from samverkansteam import policy
from samverkansteam.models import GemensamAtgard, Gruppatgard, Team, Teamarende

IN_FUTURE = ValidationError({"nar": "Händelsen kan inte ligga i framtiden."})


@action
def log_gemensam_atgard(
    *,
    teamarende: Teamarende,
    slag: str,
    nar: datetime,
    minuter: int,
    notering: str,
    actor: Anvandare,
) -> GemensamAtgard:
    """Log a joint action with one person, in that person's akt."""
    require(policy.may_share(actor, teamarende))
    if nar > timezone.now():
        raise IN_FUTURE
    atgard = GemensamAtgard(
        akt_id=teamarende.akt_id,
        namnd_id=teamarende.namnd_id,
        teamarende=teamarende,
        slag=slag,
        nar=nar,
        minuter=minuter,
        notering=notering,
        loggad_av=actor,
    )
    log.save(atgard, actor=actor, verb=Verb.ATGARD_LOG)
    return atgard


@action
def log_gruppatgard(
    *,
    team: Team,
    grupp: str,
    slag: str,
    nar: datetime,
    minuter: int,
    notering: str,
    actor: Anvandare,
) -> Gruppatgard:
    """Log a joint action with a group, where nobody is named."""
    require(policy.may_log_gruppatgard(actor, team))
    if nar > timezone.now():
        raise IN_FUTURE
    atgard = Gruppatgard(
        team=team,
        namnd_id=team.namnd_id,
        grupp=grupp,
        slag=slag,
        nar=nar,
        minuter=minuter,
        notering=notering,
        loggad_av=actor,
    )
    log.save(atgard, actor=actor, verb=Verb.ATGARD_LOG)
    return atgard
