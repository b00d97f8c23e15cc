"""Release exactly what was chosen, to one receiver, on one legal ground; or decide not to."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError

from access.models import Anvandare
from access.policy import require
from audit import log
from audit.action import action
from audit.verb import Verb
from samverkansteam import policy
from samverkansteam.grunder import grund_for, living_samtycke
from samverkansteam.models import Delgivning, Delgivningskopia, Lagrum, Part, Teamarende


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
    actor: Anvandare,
) -> Delgivning:
    """Freeze `innehall` in the akt and give the receiver its copy.

    `slag` says what kinds of information it holds and `svar` answers the conditions of the ground.
    Raises ValidationError with every reason why the ground does not carry today: age, receiver,
    date, a condition not met, no living consent, no weighing.
    """
    require(policy.may_share(actor, teamarende))
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
    delgivning = Delgivning(
        akt_id=teamarende.akt_id,
        namnd_id=teamarende.namnd_id,
        teamarende=teamarende,
        mottagare=mottagare,
        utfall=Delgivning.Utfall.LAMNAD,
        lagrum=lagrum,
        samtycke=samtycke,
        innehall=innehall,
        andamal=andamal,
        svar=dict(svar),
        avvagning=avvagning,
        beslutad_av=actor,
    )
    log.save(delgivning, actor=actor, verb=Verb.DELGIVNING_RELEASE, andamal=lagrum.kod)
    _copy(delgivning, actor=actor)
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


def _copy(delgivning: Delgivning, *, actor: Anvandare) -> None:
    kopia = Delgivningskopia(
        team_id=delgivning.teamarende.team_id,
        namnd_id=delgivning.namnd_id,
        delgivning=delgivning,
        akt_id=delgivning.akt_id,
        mottagare=delgivning.mottagare,
        lagrum=delgivning.lagrum,
        person=str(delgivning.teamarende),
        innehall=delgivning.innehall,
        andamal=delgivning.andamal,
        lamnad=delgivning.beslutad,
    )
    log.save(kopia, actor=actor, verb=Verb.DELGIVNING_RELEASE)
