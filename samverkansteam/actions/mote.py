"""Plan a meeting; hold it: who came, what was said together, who took what upon themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from audit import log
from audit.action import action
from audit.verb import Verb
from samverkansteam import policy
from samverkansteam.actions.team import lock_team
from samverkansteam.models import Atagande, Deltagare, Mote, Narvaro, Team
from samverkansteam.rules.mote import hinder_for_mote


@dataclass(frozen=True)
class NyttAtagande:
    """Something a member takes upon themselves."""

    ansvarig: Deltagare
    vad: str
    senast: date


@action
def plan_mote(
    *, team: Team, planerat: datetime, plats: str, dagordning: str, actor: Anvandare
) -> Mote:
    team = lock_team(team)
    require(policy.may_lead(actor, team))
    mote = Mote(
        team=team,
        namnd_id=team.namnd_id,
        planerat=planerat,
        plats=plats,
        dagordning=dagordning,
    )
    log.save(mote, actor=actor, verb=Verb.MOTE_PLAN)
    return mote


@action
def hold_mote(
    *,
    mote: Mote,
    narvarande: Collection[Deltagare],
    protokoll: str,
    ataganden: Iterable[NyttAtagande],
    actor: Anvandare,
) -> Mote:
    """Document a meeting once; from then on its minutes are locked."""
    mote = Mote.objects.select_for_update().get(pk=mote.pk)
    require(policy.may_hold(actor, mote))
    kallade = list(Deltagare.objects.in_force().filter(team=mote.team_id))
    komna = {deltagare.pk for deltagare in narvarande}
    if not komna <= {deltagare.pk for deltagare in kallade}:
        raise ValidationError("Alla som var med är inte deltagare i teamet.")
    nu = timezone.now()
    if hinder := hinder_for_mote(
        planerat=mote.planerat,
        nu=nu,
        antal_narvarande=len(komna),
        kraver_jurist=mote.team.teamtyp.kraver_jurist,
        har_jurist=any(d.is_jurist and d.pk in komna for d in kallade),
    ):
        raise ValidationError(hinder)
    mote.protokoll = protokoll
    mote.genomfort = nu
    mote.dokumenterat_av = actor
    log.save(mote, actor=actor, verb=Verb.MOTE_HOLD)
    for deltagare in kallade:
        narvaro = Narvaro(
            team_id=mote.team_id,
            namnd_id=mote.namnd_id,
            mote=mote,
            deltagare=deltagare,
            narvarande=deltagare.pk in komna,
        )
        log.save(narvaro, actor=actor, verb=Verb.MOTE_HOLD)
    for nytt in ataganden:
        atagande = Atagande(
            team_id=mote.team_id,
            namnd_id=mote.namnd_id,
            mote=mote,
            ansvarig=nytt.ansvarig,
            vad=nytt.vad,
            senast=nytt.senast,
        )
        log.save(atagande, actor=actor, verb=Verb.MOTE_HOLD)
    return mote


@action
def complete_atagande(*, atagande: Atagande, actor: Anvandare) -> Atagande:
    """Mark what was promised as done; by the one who promised, or by those who lead the team."""
    atagande = Atagande.objects.select_for_update().get(pk=atagande.pk)
    require(policy.may_complete(actor, atagande))
    atagande.klart = timezone.now()
    log.save(atagande, actor=actor, verb=Verb.ATAGANDE_COMPLETE)
    return atagande
