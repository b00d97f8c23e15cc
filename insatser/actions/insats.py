"""Plan, start, log and end an insats."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden import fard
from arenden.actions.las import lock, lock_arende
from arenden.models import Arende, Steg
from audit import log
from audit.action import action
from audit.verb import Verb
from insatser import policy
from insatser.models import Insats, Insatstyp, Mal, Plan, Tillfalle
from insatser.rules.insatsalder import UPPHOR, hinder_for_alder
from samverkansteam.models import Team


@action
def start_insats(
    *,
    plan: Plan,
    insatstyp: Insatstyp,
    mal: Iterable[Mal],
    startdatum: date,
    beskrivning: str,
    team: Team | None,
    actor: Anvandare,
) -> Insats:
    """Start an insats under the plan in force; the first one moves the case on to follow-up."""
    arende = lock_arende(plan.arende)
    require(policy.may_work(actor, arende))
    if plan.faststalld is None:
        raise ValidationError("Fastställ planen innan insatsen startar.")
    if insatstyp.kod in UPPHOR:
        _refuse_by_age(insatstyp, arende, startdatum)
    insats = Insats(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        arende=arende,
        plan=plan,
        insatstyp=insatstyp,
        team=team,
        ansvarig=actor,
        beskrivning=beskrivning,
        status=Insats.Status.PAGAENDE,
        startdatum=startdatum,
    )
    log.save(insats, actor=actor, verb=Verb.INSATS_START)
    insats.mal.set(mal)
    if arende.steg == Steg.INSATS:
        fard.fardvag().complete(arende, Steg.INSATS, actor=actor)
    return insats


def _refuse_by_age(insatstyp: Insatstyp, arende: Arende, startdatum: date) -> None:
    fodd = arende.akt.person.fodelsedatum
    if hinder := hinder_for_alder(insatstyp.kod, fodd, startdatum):
        raise ValidationError({"insatstyp": hinder})


@action
def log_tillfalle(
    *,
    insats: Insats,
    nar: datetime,
    minuter: int,
    utfall: str,
    anteckning: str,
    actor: Anvandare,
) -> Tillfalle:
    """Log one session: held, missed or called off, with what happened."""
    require(policy.may_work(actor, insats.arende))
    if insats.status != Insats.Status.PAGAENDE:
        raise ValidationError("Insatsen pågår inte. Tillfällen loggas bara på pågående insatser.")
    if nar > timezone.now():
        raise ValidationError({"nar": "Tillfället kan inte ligga i framtiden."})
    tillfalle = Tillfalle(
        akt_id=insats.akt_id,
        namnd_id=insats.namnd_id,
        insats=insats,
        nar=nar,
        minuter=minuter,
        utfall=utfall,
        anteckning=anteckning,
        loggad_av=actor,
    )
    log.save(tillfalle, actor=actor, verb=Verb.TILLFALLE_RECORD)
    return tillfalle


@action
def close_insats(*, insats: Insats, slutdatum: date, version: int, actor: Anvandare) -> Insats:
    row = lock(Insats, insats.pk, version=version)
    require(policy.may_work(actor, row.arende))
    if row.status != Insats.Status.PAGAENDE:
        raise ValidationError("Insatsen pågår inte.")
    _end(row, slutdatum, actor=actor)
    return row


def close_all(arende: Arende, slutdatum: date, *, actor: Anvandare) -> None:
    """End every running insats of a case that closes."""
    for insats in arende.insatser.filter(status=Insats.Status.PAGAENDE).select_for_update():
        _end(insats, max(slutdatum, insats.startdatum or slutdatum), actor=actor)


def _end(insats: Insats, slutdatum: date, *, actor: Anvandare) -> None:
    insats.status = Insats.Status.AVSLUTAD
    insats.slutdatum = slutdatum
    log.save(insats, actor=actor, verb=Verb.INSATS_CLOSE)
