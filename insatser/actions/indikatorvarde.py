"""Note what an indicator showed on a day, put a value right, and take the team's absence over."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden.actions.las import lock
from audit import log
from audit.action import action
from audit.verb import Verb
from insatser import policy
from insatser.models import Indikator, Indikatorvarde, Uppfoljning
from insatser.models.indikator import tal

INTE_ETT_TAL = "Skriv ett tal, till exempel 38 eller 2,5."
JA_NEJ = ("ja", "nej")


@action
def record_varde(
    *,
    indikator: Indikator,
    dag: date,
    varde: str,
    kalla: str,
    anteckning: str = "",
    actor: Anvandare,
) -> Indikatorvarde:
    """Note one value, of today or a day before; also days before the plan, for the baseline."""
    require(policy.may_measure(actor, indikator))
    return save_varde(
        indikator, dag=dag, varde=varde, kalla=kalla, anteckning=anteckning, actor=actor
    )


@action
def change_varde(
    *,
    rad: Indikatorvarde,
    version: int,
    dag: date,
    varde: str,
    kalla: str,
    anteckning: str,
    actor: Anvandare,
) -> Indikatorvarde:
    """Put a value right. What it was stays in the history."""
    row = lock(Indikatorvarde, rad.pk, version=version)
    require(policy.may_measure(actor, row.indikator))
    _check(row.indikator, dag, varde)
    row.dag, row.varde, row.kalla, row.anteckning = dag, varde.strip(), kalla, anteckning
    log.save(row, actor=actor, verb=Verb.INDIKATORVARDE_CHANGE)
    return row


def save_varde(
    indikator: Indikator,
    *,
    dag: date,
    varde: str,
    kalla: str,
    anteckning: str = "",
    uppfoljning: Uppfoljning | None = None,
    actor: Anvandare,
) -> Indikatorvarde:
    _check(indikator, dag, varde)
    rad = Indikatorvarde(
        akt_id=indikator.akt_id,
        namnd_id=indikator.namnd_id,
        indikator=indikator,
        dag=dag,
        varde=varde.strip(),
        kalla=kalla,
        anteckning=anteckning,
        uppfoljning=uppfoljning,
        infort_av=actor,
    )
    log.save(rad, actor=actor, verb=Verb.INDIKATORVARDE_RECORD)
    return rad


def _check(indikator: Indikator, dag: date, varde: str) -> None:
    fel = {}
    if dag > timezone.localdate():
        fel["dag"] = "Dagen har inte varit än."
    if text := hinder_for_varde(indikator, varde):
        fel["varde"] = text
    if fel:
        raise ValidationError(fel)


def hinder_for_varde(indikator: Indikator, varde: str) -> str:
    """Why the text is no value of this kind of indicator, or ''."""
    if indikator.is_i_tal and tal(varde) is None:
        return INTE_ETT_TAL
    if indikator.slag == Indikator.Slag.JA_NEJ and varde.strip().lower() not in JA_NEJ:
        return "Svara ja eller nej."
    return ""
