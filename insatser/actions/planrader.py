"""What a plan is made of – needs, goals, indicators, undertakings – while it is a draft."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden.actions.las import check_version, lock
from audit import log
from audit.action import action
from audit.verb import Verb
from insatser import policy
from insatser.models import Behov, Indikator, Mal, Malskala, Plan, Planatagande
from insatser.models.indikator import tal
from riskbedomning.underlag import Planfaktor

R = TypeVar("R", Behov, Mal, Indikator, Planatagande)


@action
def add_behov(*, plan: Plan, actor: Anvandare, **innehall: Any) -> Behov:
    """A need that came up beside the assessment."""
    return _add(Behov(plan=_draft(plan, actor), **innehall), plan, actor)


@action
def take_faktorer(*, plan: Plan, faktorer: Iterable[Planfaktor], actor: Anvandare) -> list[Behov]:
    """Make needs of factors of the latest assessment; one that the plan has already is passed by.

    The worker's own words come after, need by need.
    """
    row = _draft(plan, actor)
    har = {rad.faktor for rad in row.behovsrader.all()}
    return [
        _add(
            Behov(
                plan=row,
                bedomning_id=faktor.bedomning_id,
                niva=faktor.niva,
                slag=faktor.slag,
                faktor=str(faktor.faktor_id),
                rubrik=faktor.rubrik,
            ),
            plan,
            actor,
        )
        for faktor in faktorer
        if str(faktor.faktor_id) not in har
    ]


@action
def add_mal(*, plan: Plan, actor: Anvandare, behov: Iterable[Behov] = (), **innehall: Any) -> Mal:
    """Add one SMART goal, with the needs that it answers."""
    mal = _add(Mal(plan=_draft(plan, actor), **innehall), plan, actor)
    mal.behov.set(_of_the_plan(behov, plan))
    return mal


@action
def link_behov(*, mal: Mal, behov: Iterable[Behov], actor: Anvandare) -> Mal:
    """Say anew which needs a goal answers."""
    plan = _draft(mal.plan, actor)
    mal.behov.set(_of_the_plan(behov, plan))
    log.save(mal, actor=actor, verb=Verb.PLAN_CHANGE)
    return mal


@action
def add_indikator(*, mal: Mal, actor: Anvandare, **innehall: Any) -> Indikator:
    """How the goal is measured. Kinds that are counted need numbers."""
    _draft(mal.plan, actor)
    indikator = Indikator(mal=mal, **innehall)
    _check_numbers(indikator)
    return _add(indikator, mal.plan, actor)


@action
def add_atagande(*, plan: Plan, actor: Anvandare, **innehall: Any) -> Planatagande:
    """Who does what by when, also as an insats of the catalogue that is to be started."""
    row = _draft(plan, actor)
    return _add(Planatagande(plan=row, **innehall), plan, actor)


@action
def change_rad(*, rad: R, version: int, actor: Anvandare, **innehall: Any) -> R:
    """Change one row of a plan that is still a draft."""
    _draft(plan_of(rad), actor)
    row: R = lock(type(rad), rad.pk)
    check_version(row, version)
    for falt, varde in innehall.items():
        setattr(row, falt, varde)
    if isinstance(row, Indikator):
        _check_numbers(row)
    log.save(row, actor=actor, verb=Verb.PLAN_CHANGE)
    return row


@action
def remove_rad(*, rad: Behov | Indikator | Planatagande, actor: Anvandare) -> None:
    """Take a row out of a plan that is still a draft; its history stays."""
    _draft(plan_of(rad), actor)
    log.delete(rad, actor=actor, verb=Verb.PLAN_CHANGE)


@action
def remove_mal(*, mal: Mal, actor: Anvandare) -> None:
    """Take a goal out of a draft, with its scale, its indicators and its undertakings."""
    _draft(mal.plan, actor)
    skalor = Malskala.objects.filter(mal=mal)
    for rad in (*skalor, *mal.indikatorer.all(), *mal.ataganden.all()):
        log.delete(rad, actor=actor, verb=Verb.PLAN_CHANGE)
    log.delete(mal, actor=actor, verb=Verb.PLAN_CHANGE)


@action
def fulfil_atagande(*, atagande: Planatagande, actor: Anvandare) -> Planatagande:
    """What was promised is done; said of a plan in force."""
    row = lock(Planatagande, atagande.pk)
    require(policy.may_fulfil_atagande(actor, row))
    row.klart = timezone.now()
    log.save(row, actor=actor, verb=Verb.PLAN_FULFIL)
    return row


def plan_of(rad: Behov | Mal | Indikator | Planatagande) -> Plan:
    return rad.mal.plan if isinstance(rad, Indikator) else rad.plan


def _draft(plan: Plan, actor: Anvandare) -> Plan:
    """The plan, locked, if it may still be changed: none is put in force meanwhile."""
    row = lock(Plan, plan.pk)
    require(policy.may_change_plan(actor, row))
    return row


def _add(rad: R, plan: Plan, actor: Anvandare) -> R:
    rad.akt_id, rad.namnd_id = plan.akt_id, plan.namnd_id
    log.save(rad, actor=actor, verb=Verb.PLAN_CHANGE)
    return rad


def _of_the_plan(behov: Iterable[Behov], plan: Plan) -> list[Behov]:
    rader = list(behov)
    if any(rad.plan_id != plan.pk for rad in rader):
        raise ValidationError({"behov": "Behovet hör till en annan plan."})
    return rader


def _check_numbers(indikator: Indikator) -> None:
    if not indikator.is_i_tal:
        return
    fel = {
        falt: "Skriv ett tal, till exempel 38 eller 2,5."
        for falt in ("baslinje", "malvarde")
        if tal(getattr(indikator, falt)) is None
    }
    if fel:
        raise ValidationError(fel)
