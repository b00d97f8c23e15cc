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
    *,
    team: Team,
    planerat: datetime,
    plats: str,
    dagordning: str,
    minuter: int = 60,
    actor: Anvandare,
) -> Mote:
    team = lock_team(team)
    require(policy.may_lead(actor, team))
    mote = Mote(
        team=team,
        namnd_id=team.namnd_id,
        planerat=planerat,
        minuter=minuter,
        plats=plats,
        dagordning=dagordning,
    )
    log.save(mote, actor=actor, verb=Verb.MOTE_PLAN)
    return mote


@action
def cancel_mote(*, mote: Mote, actor: Anvandare) -> Mote:
    """Call a meeting off. It stays among the meetings, and a calendar that asks is told."""
    mote = lock_mote(mote)
    require(policy.may_hold(actor, mote))
    mote.installt = timezone.now()
    log.save(mote, actor=actor, verb=Verb.MOTE_CANCEL)
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
    mote = lock_mote(mote)
    require(policy.may_hold(actor, mote))
    kallade = called_to(mote)
    komna = {deltagare.pk for deltagare in narvarande}
    nu = timezone.now()
    if hinder := hinder_for_mote(
        planerat=mote.planerat,
        nu=nu,
        antal_narvarande=len(komna),
        kraver_jurist=mote.team.teamtyp.kraver_jurist,
        har_jurist=any(d.is_jurist and d.pk in komna for d in kallade),
    ):
        raise ValidationError(hinder)
    save_narvaro(mote, narvarande, actor=actor)
    for nytt in ataganden:
        save_atagande(mote, nytt, actor=actor)
    mote.protokoll = protokoll
    mote.genomfort = nu
    mote.dokumenterat_av = actor
    log.save(mote, actor=actor, verb=Verb.MOTE_HOLD)
    return mote


def lock_mote(mote: Mote) -> Mote:
    return Mote.objects.select_for_update().get(pk=mote.pk)


def called_to(mote: Mote) -> list[Deltagare]:
    """Those who take part in the team now, and so are called to its meetings."""
    return list(Deltagare.objects.in_force().filter(team=mote.team_id))


def save_narvaro(mote: Mote, narvarande: Collection[Deltagare], *, actor: Anvandare) -> None:
    """Write who of those called is there, as far as it differs from what was written before.

    Raises ValidationError if somebody is not called. Needs the meeting locked.
    """
    kallade = called_to(mote)
    komna = {deltagare.pk for deltagare in narvarande}
    if not komna <= {deltagare.pk for deltagare in kallade}:
        raise ValidationError("Alla som var med är inte deltagare i teamet.")
    skrivna = {rad.deltagare_id: rad for rad in Narvaro.objects.filter(mote=mote)}
    for deltagare in kallade:
        rad = skrivna.get(deltagare.pk) or Narvaro(
            team_id=mote.team_id, namnd_id=mote.namnd_id, mote=mote, deltagare=deltagare
        )
        if rad.narvarande is not (deltagare.pk in komna):
            rad.narvarande = deltagare.pk in komna
            log.save(rad, actor=actor, verb=Verb.MOTE_HOLD)


def save_atagande(mote: Mote, nytt: NyttAtagande, *, actor: Anvandare) -> Atagande:
    """Write what a member takes upon themselves; of the meeting's own team only."""
    if nytt.ansvarig.team_id != mote.team_id:
        raise ValidationError("Den som ansvarar är inte deltagare i teamet.")
    atagande = Atagande(
        team_id=mote.team_id,
        namnd_id=mote.namnd_id,
        mote=mote,
        ansvarig=nytt.ansvarig,
        vad=nytt.vad,
        senast=nytt.senast,
    )
    log.save(atagande, actor=actor, verb=Verb.MOTE_HOLD)
    return atagande


@action
def complete_atagande(*, atagande: Atagande, actor: Anvandare) -> Atagande:
    """Mark what was promised as done; by the one who promised, or by those who lead the team."""
    atagande = Atagande.objects.select_for_update().get(pk=atagande.pk)
    require(policy.may_complete(actor, atagande))
    atagande.klart = timezone.now()
    log.save(atagande, actor=actor, verb=Verb.ATAGANDE_COMPLETE)
    return atagande
