"""Release exactly what was chosen, to one receiver, on one legal ground; or decide not to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.actions.aviseringar import notify
from access.models import Anvandare, Avisering
from access.policy import require
from audit import log
from audit.action import action
from audit.verb import Verb
from samverkansteam import policy
from samverkansteam.grunder import grund_for, living_samtycke
from samverkansteam.models import (
    Delgivning,
    Delgivningskopia,
    Deltagare,
    Kvittens,
    Lagrum,
    Mote,
    Part,
    Samtycke,
    Teamarende,
)

LASES_DAGAR = 90
"""How many days a copy can be read when nothing else is said."""
LASES_LANGST = 366
SAGT_TIDIGAST = timedelta(days=14)
"""What was said longer ago is told of in the journal instead."""


@dataclass(frozen=True)
class Sagt:
    """That something was told aloud: how, when, and at which meeting of the team."""

    form: str
    nar: datetime
    mote: Mote | None = None


@action
def release(
    *,
    teamarende: Teamarende,
    mottagare: Part,
    lagrum: Lagrum,
    innehall: str,
    slag: Collection[str],
    andamal: str,
    svar: Mapping[str, bool],
    avvagning: str = "",
    lases_till: date | None = None,
    urval: Mapping[str, Any] | None = None,
    actor: Anvandare,
) -> Delgivning:
    """Freeze `innehall` in the akt and give the receiver its copy, to be read until `lases_till`.

    `slag` says what kinds of information it holds and `svar` answers the conditions of the ground;
    `urval` says what it was put together from. Raises ValidationError with every reason why the
    ground does not carry today: age, receiver, date, a condition not met, no living consent, no
    weighing.
    """
    teamarende = lock_teamarende(teamarende)
    require(policy.may_share(actor, teamarende))
    idag = timezone.localdate()
    lases_till = lases_till or idag + timedelta(days=LASES_DAGAR)
    if not idag <= lases_till <= idag + timedelta(days=LASES_LANGST):
        raise ValidationError({"lases_till": "Välj en dag från i dag och högst ett år framåt."})
    delgivning = Delgivning(
        **_tried(
            teamarende,
            mottagare,
            lagrum,
            innehall=innehall,
            slag=slag,
            svar=svar,
            avvagning=avvagning,
        ),
        lases_till=lases_till,
        urval=urval,
        andamal=andamal,
        beslutad_av=actor,
    )
    log.save(delgivning, actor=actor, verb=Verb.DELGIVNING_RELEASE, andamal=lagrum.kod)
    _copy(delgivning, actor=actor)
    return delgivning


@action
def release_aloud(
    *,
    teamarende: Teamarende,
    mottagare: Part,
    lagrum: Lagrum,
    innehall: str,
    slag: Collection[str],
    andamal: str,
    svar: Mapping[str, bool],
    sagt: Sagt,
    avvagning: str = "",
    actor: Anvandare,
) -> Delgivning:
    """Write down what was told a party aloud, on the same grounds as a copy. There is none to read.

    Raises ValidationError as `release`, where a consent did not hold the day it was said, and where
    it was said in the future, more than two weeks ago or at another team's meeting.
    """
    teamarende = lock_teamarende(teamarende)
    require(policy.may_share(actor, teamarende))
    nu = timezone.now()
    if not nu - SAGT_TIDIGAST <= sagt.nar <= nu:
        raise ValidationError({"sagt": "Ange när det sades, högst två veckor tillbaka."})
    if sagt.mote is not None and sagt.mote.team_id != teamarende.team_id:
        raise ValidationError({"mote": "Mötet hör till ett annat team."})
    falt = _tried(
        teamarende,
        mottagare,
        lagrum,
        innehall=innehall,
        slag=slag,
        svar=svar,
        avvagning=avvagning,
    )
    samtycke: Samtycke | None = falt["samtycke"]
    dag = timezone.localdate(sagt.nar)
    if lagrum.giltig_fran > dag or (samtycke is not None and samtycke.fran > dag):
        raise ValidationError(f"Det som ska bära att det sades gällde inte {dag}.")
    return save_said(falt, sagt=sagt, andamal=andamal, actor=actor)


def save_said(falt: Mapping[str, Any], *, sagt: Sagt, andamal: str, actor: Anvandare) -> Delgivning:
    """Keep in the akt what was told a party, inside the action that has tried its ground.

    `falt`: what `as_released` says of it.
    """
    delgivning = Delgivning(
        **falt,
        form=sagt.form,
        sagt=sagt.nar,
        mote=sagt.mote,
        andamal=andamal,
        beslutad_av=actor,
    )
    log.save(delgivning, actor=actor, verb=Verb.DELGIVNING_SAY, andamal=falt["lagrum"].kod)
    return delgivning


@action
def refuse_delgivning(
    *, teamarende: Teamarende, mottagare: Part, begaran: str, skal: str, actor: Anvandare
) -> Delgivning:
    """Record that something a party asked for is not released, and why. The party sees nothing."""
    require(policy.may_share(actor, teamarende))
    require_receiver(teamarende, mottagare)
    delgivning = Delgivning(
        akt_id=teamarende.akt_id,
        namnd_id=teamarende.namnd_id,
        teamarende=teamarende,
        mottagare=mottagare,
        utfall=Delgivning.Utfall.AVSTADD,
        innehall=begaran,
        skal=skal,
        beslutad_av=actor,
    )
    log.save(delgivning, actor=actor, verb=Verb.DELGIVNING_REFUSE)
    return delgivning


def require_receiver(teamarende: Teamarende, mottagare: Part) -> None:
    if mottagare.team_id != teamarende.team_id or mottagare.is_socialtjansten:
        raise ValidationError("Mottagaren är inte en annan part i teamet.")


def lock_teamarende(teamarende: Teamarende) -> Teamarende:
    """As it is now, and so that the team does not stop working with it meanwhile."""
    rader = Teamarende.objects.select_related("team__teamtyp", "arende", "akt__person")
    return rader.select_for_update(of=("self", "team")).get(pk=teamarende.pk)


def _tried(
    teamarende: Teamarende,
    mottagare: Part,
    lagrum: Lagrum,
    *,
    innehall: str,
    slag: Collection[str],
    svar: Mapping[str, bool],
    avvagning: str,
) -> dict[str, Any]:
    """What every release says of itself, once its ground has been found to carry it."""
    require_receiver(teamarende, mottagare)
    if not innehall.strip():
        raise ValidationError("Välj vad som ska lämnas ut, eller skriv det.")
    samtycke = living_samtycke(teamarende, mottagare, slag) if lagrum.kraver_samtycke else None
    grund = grund_for(teamarende, mottagare, lagrum, samtycke)
    hinder = [*grund.hinder, *grund.unmet(svar)]
    if lagrum.kraver_avvagning and not avvagning.strip():
        hinder.append("Lagrummet kräver en skriven avvägning.")
    if hinder:
        raise ValidationError(hinder)
    return as_released(
        teamarende,
        mottagare,
        lagrum,
        samtycke=samtycke,
        innehall=innehall,
        svar=svar,
        avvagning=avvagning,
    )


def as_released(
    teamarende: Teamarende,
    mottagare: Part,
    lagrum: Lagrum,
    *,
    samtycke: Samtycke | None,
    innehall: str,
    svar: Mapping[str, bool],
    avvagning: str,
) -> dict[str, Any]:
    """The same, where it has been found already."""
    return {
        "akt_id": teamarende.akt_id,
        "namnd_id": teamarende.namnd_id,
        "teamarende": teamarende,
        "mottagare": mottagare,
        "utfall": Delgivning.Utfall.LAMNAD,
        "lagrum": lagrum,
        "samtycke": samtycke,
        "innehall": innehall,
        "svar": dict(svar),
        "avvagning": avvagning,
    }


def _copy(delgivning: Delgivning, *, actor: Anvandare) -> None:
    teamarende = delgivning.teamarende
    delat = {
        "team_id": teamarende.team_id,
        "namnd_id": delgivning.namnd_id,
        "akt_id": delgivning.akt_id,
        "mottagare": delgivning.mottagare,
        "lagrum": delgivning.lagrum,
        "lamnad": delgivning.beslutad,
        "lases_till": delgivning.lases_till,
    }
    kopia = Delgivningskopia(
        **delat,
        delgivning=delgivning,
        person=str(teamarende),
        innehall=delgivning.innehall,
        andamal=delgivning.andamal,
    )
    log.save(kopia, actor=actor, verb=Verb.DELGIVNING_RELEASE)
    kvittens = Kvittens(**delat, kopia=kopia, nummer=teamarende.nummer)
    log.save(kvittens, actor=actor, verb=Verb.DELGIVNING_RELEASE)
    deltagare = Deltagare.objects.in_force().filter(part=delgivning.mottagare)
    notify(
        [rad.anvandare for rad in deltagare.select_related("anvandare")],
        Avisering.Slag.UTLAMNAT,
        objekt_id=kopia.pk,
        referens=f"{teamarende.team.teamtyp}, {teamarende}"[:80],
        sida=[teamarende.team_id, kopia.pk],
        actor=actor,
    )
