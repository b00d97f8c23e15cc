"""Around a pupil's absence: the possible causes, who took part, and where school led."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from access.models import Anvandare
from access.policy import require
from arenden.actions.las import lock
from audit import log
from audit.action import action
from audit.verb import Verb
from samverkansteam import policy
from samverkansteam.models import (
    Delaktighet,
    Franvarovecka,
    Gymnasiebehorighet,
    Mote,
    Orsakshypotes,
    Teamarende,
)

Lage = Orsakshypotes.Lage


@action
def propose_orsak(
    *, teamarende: Teamarende, omrade: str, hypotes: str, talar_for: str, actor: Anvandare
) -> Orsakshypotes:
    """Write down what may cause the absence, to be tried."""
    require(policy.may_share(actor, teamarende))
    orsak = Orsakshypotes(
        **_of(teamarende), omrade=omrade, hypotes=hypotes, talar_for=talar_for, skriven_av=actor
    )
    log.save(orsak, actor=actor, verb=Verb.SKOLGANG_RECORD)
    return orsak


@action
def try_orsak(
    *,
    orsak: Orsakshypotes,
    talar_for: str,
    provat: str,
    lage: str,
    slutsats: str,
    version: int | None = None,
    actor: Anvandare,
) -> Orsakshypotes:
    """Say what was tried and what it led to. Kept or dropped only with a reason.

    Raises Konflikt if somebody has changed it since `version`.
    """
    row = lock(Orsakshypotes, orsak.pk, version=version)
    require(policy.may_share(actor, row.teamarende))
    if lage != Lage.PROVAS and not (provat.strip() and slutsats.strip()):
        raise ValidationError("Skriv vad ni har prövat, och varför orsaken behålls eller lämnas.")
    row.talar_for, row.provat, row.lage, row.slutsats = talar_for, provat, lage, slutsats
    log.save(row, actor=actor, verb=Verb.SKOLGANG_RECORD)
    return row


@action
def note_delaktighet(
    *,
    teamarende: Teamarende,
    dag: date,
    mote: Mote | None,
    actor: Anvandare,
    **ord_: str,
) -> Delaktighet:
    """Note how the child and the guardians took part. `ord_`: how, and in which words, of each."""
    require(policy.may_share(actor, teamarende))
    if mote is not None and mote.team_id != teamarende.team_id:
        raise ValidationError({"mote": "Mötet är inte teamets."})
    delaktighet = Delaktighet(**_of(teamarende), dag=dag, mote=mote, skriven_av=actor, **ord_)
    log.save(delaktighet, actor=actor, verb=Verb.SKOLGANG_RECORD)
    return delaktighet


@action
def note_behorighet(
    *, teamarende: Teamarende, ar: int, utfall: str, vagen: str, actor: Anvandare
) -> Gymnasiebehorighet:
    """Note whether the pupil may begin gymnasiet after the spring of `ar`; again to correct."""
    require(policy.may_share(actor, teamarende))
    behorighet = (
        Gymnasiebehorighet.objects.select_for_update().filter(teamarende=teamarende, ar=ar).first()
    ) or Gymnasiebehorighet(**_of(teamarende), ar=ar)
    behorighet.utfall, behorighet.vagen, behorighet.skriven_av = utfall, vagen, actor
    log.save(behorighet, actor=actor, verb=Verb.SKOLGANG_RECORD)
    return behorighet


@action
def correct_franvaro(
    *,
    franvaro: Franvarovecka,
    giltig: int,
    ogiltig: int,
    sen: int,
    version: int | None = None,
    actor: Anvandare,
) -> Franvarovecka:
    """Put right a week that was noted wrong; what it said before stays in its history."""
    row = lock(Franvarovecka, franvaro.pk, version=version)
    require(policy.may_share(actor, row.teamarende))
    row.timmar = {"giltig": giltig, "ogiltig": ogiltig, "sen": sen}
    log.save(row, actor=actor, verb=Verb.FRANVARO_RECORD)
    return row


def _of(teamarende: Teamarende) -> dict[str, Any]:
    return {
        "akt_id": teamarende.akt_id,
        "namnd_id": teamarende.namnd_id,
        "teamarende": teamarende,
    }
