"""Write a plan, and put it in force."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden import fard
from arenden.actions.frister import start_frist
from arenden.actions.las import check_version, lock, lock_arende
from arenden.models import Arende, Steg
from audit import log
from audit.action import action
from audit.verb import Verb
from insatser import policy
from insatser.actions.plankopia import copy_plan
from insatser.models import Mal, Plan


@action
def start_plan(
    *,
    arende: Arende,
    behov: str,
    barnets_syn: str,
    team_valt: bool,
    teamtyp: str,
    uppfoljning_senast: date,
    actor: Anvandare,
    ta_med: bool = False,
) -> Plan:
    """A new plan, or the next version of one: the earlier stays as it was.

    `ta_med`: what the earlier holds – needs, goals, indicators, what is not yet done – is copied,
    for whoever writes to keep what is still true.
    """
    arende = lock_arende(arende)
    require(policy.may_start_plan(actor, arende))
    require(policy.is_open(arende, Steg.PLAN))
    tidigare = arende.planer.first()
    if tidigare is not None and tidigare.faststalld is None:
        raise ValidationError("Det finns redan ett utkast till plan. Arbeta vidare i det.")
    plan = Plan(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        arende=arende,
        nummer=arende.planer.count() + 1,
        behov=behov,
        barnets_syn=barnets_syn,
        team_valt=team_valt,
        teamtyp=teamtyp if team_valt else "",
        uppfoljning_senast=uppfoljning_senast,
        skapad_av=actor,
    )
    log.save(plan, actor=actor, verb=Verb.PLAN_CREATE)
    if ta_med and tidigare is not None:
        copy_plan(tidigare, plan, actor=actor)
    return plan


@action
def change_plan(*, plan: Plan, version: int, actor: Anvandare, **innehall: Any) -> Plan:
    row = lock(Plan, plan.pk)
    require(policy.may_change_plan(actor, row))
    check_version(row, version)
    for falt, varde in innehall.items():
        setattr(row, falt, varde)
    if not row.team_valt:
        row.teamtyp = ""
    log.save(row, actor=actor, verb=Verb.PLAN_CHANGE)
    return row


@action
def faststall_plan(*, plan: Plan, version: int, actor: Anvandare) -> Plan:
    """Put the plan in force and start the clock to its first follow-up."""
    arende = lock_arende(plan.arende)
    row = lock(Plan, plan.pk)
    require(policy.may_change_plan(actor, row))
    check_version(row, version)
    if hinder := hinder_for_plan(row):
        raise ValidationError([ValidationError(text, code="hinder") for text in hinder])
    row.faststalld = timezone.now()
    row.faststalld_av = actor
    log.save(row, actor=actor, verb=Verb.PLAN_DECIDE)
    start_frist(
        arende, "uppfoljning", ankare=row.faststalld, senast=row.uppfoljning_senast, actor=actor
    )
    fard.fardvag().complete(arende, Steg.PLAN, actor=actor)
    return row


def hinder_for_plan(plan: Plan) -> list[str]:
    """What is missing before the plan can come in force.

    A plan that names needs lets every goal answer one; a plan from before needs had rows has none.
    """
    hinder = []
    malen = list(plan.mal_set.all())
    if not malen:
        hinder.append("Planen behöver minst ett mål.")
    elif Mal.Sikt.KORT not in {mal.sikt for mal in malen}:
        hinder.append("Planen behöver minst ett mål på kort sikt.")
    if plan.behovsrader.all():
        hinder += [
            f"Målet «{mal.specifikt}» svarar inte på något behov. Välj vilket."
            for mal in malen
            if not mal.behov.all()
        ]
    if not plan.barnets_syn.strip():
        hinder.append("Skriv vad barnet själv tycker om planen.")
    return hinder
