"""Alarms about the log: raised once while they last, told at once, and followed to their end."""

from __future__ import annotations

import logging
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.actions.aviseringar import notify
from access.models import Anvandare, Avisering, Roll, Uppdrag
from access.policy import require
from audit import log
from audit.action import action
from audit.verb import Verb
from granskning.models import Larm, Larmsteg
from granskning.policy import may_close_larm, may_follow_larm
from granskning.rules.larm import INCIDENTER, Fynd, Klocka, Larmslag

logger = logging.getLogger("granskning.larm")

UPPGIFT = 300
TOLD = (Roll.LOGGRANSKARE, Roll.DATASKYDDSOMBUD, Roll.ADMINISTRATOR)


@action
def raise_larm(fynd: Fynd) -> Larm | None:
    """Raise an alarm, unless one of its kind is still open. Returns the new one."""
    if Larm.objects.ongoing().filter(slag=fynd.slag).exists():
        return None
    larm = Larm(slag=fynd.slag, sedan=fynd.sedan, uppgift=fynd.uppgift[:UPPGIFT])
    log.save(larm, actor=None, verb=Verb.LARM_RAISE)
    notify(
        _told(),
        Avisering.Slag.LARM,
        objekt_id=larm.pk,
        referens=larm.get_slag_display(),
        actor=None,
    )
    logger.error("larm: %s", larm.slag)
    return larm


def report_broken(vad: str) -> None:
    """The log is no longer what was signed, or what a witness has signed."""
    raise_larm(Fynd(Larmslag.BRUTEN, timezone.now(), vad))


@action
def end_larm(slag: Larmslag) -> None:
    """What was wrong is over by itself. An incident is never closed this way."""
    if slag in INCIDENTER:
        raise ValueError("An incident is closed by a person.")
    for larm in Larm.objects.ongoing().filter(slag=slag).select_for_update():
        larm.avslutad = timezone.now()
        log.save(larm, actor=None, verb=Verb.LARM_CLOSE)
        _put_away_notices(larm)
        logger.warning("larm över: %s", larm.slag)


@action
def acknowledge_larm(*, larm: Larm, text: str, actor: Anvandare) -> Larm:
    """Say that it has been seen, and what is being done."""
    larm = Larm.objects.select_for_update().get(pk=larm.pk)
    require(may_follow_larm(actor, larm))
    if larm.kvitterad is not None:
        raise ValidationError("Larmet är redan kvitterat.")
    larm.kvitterad, larm.kvitterad_av, larm.kvittering = timezone.now(), actor, text
    log.save(larm, actor=actor, verb=Verb.LARM_ACKNOWLEDGE)
    return larm


@action
def complete_steg(*, larm: Larm, klocka: str, text: str, actor: Anvandare) -> Larmsteg:
    """Tick off one step of an incident: what was done, or why it was not called for."""
    larm = Larm.objects.select_for_update().get(pk=larm.pk)
    require(may_follow_larm(actor, larm))
    if not larm.is_incident:
        raise ValidationError("Larmet har inga steg.")
    steg = Larmsteg(larm=larm, klocka=klocka, anteckning=text, gjort_av=actor)
    log.save(steg, actor=actor, verb=Verb.LARM_STEP)
    return steg


@action
def close_larm(*, larm: Larm, text: str, actor: Anvandare) -> Larm:
    """End an incident, when it has been acknowledged and every step has been seen to."""
    larm = Larm.objects.select_for_update().get(pk=larm.pk)
    require(may_close_larm(actor, larm))
    if larm.kvitterad is None:
        raise ValidationError("Kvittera larmet först.")
    if set(larm.steg.values_list("klocka", flat=True)) != {klocka.value for klocka in Klocka}:
        raise ValidationError("Bocka av varje steg först. Skriv varför om ett inte behövdes.")
    larm.avslutad, larm.avslutad_av, larm.slutsats = timezone.now(), actor, text
    log.save(larm, actor=actor, verb=Verb.LARM_CLOSE)
    _put_away_notices(larm)
    return larm


def _told() -> list[Anvandare]:
    uppdrag = Uppdrag.objects.in_force(timezone.localdate()).filter(roll__in=TOLD)
    aktiva = uppdrag.filter(anvandare__is_active=True).select_related("anvandare")
    return [u.anvandare for u in aktiva]


def _put_away_notices(larm: Larm) -> None:
    nu: datetime = timezone.now()
    for avisering in Avisering.objects.filter(objekt_id=larm.pk, last=None).select_for_update():
        avisering.last = nu
        log.save(avisering, actor=None, verb=Verb.AVISERING_READ)
