"""A remark becomes a case: somebody answers for it, it is looked into, and it comes to an end."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from access.actions.aviseringar import notify
from access.models import Anvandare, Avisering, Roll, Uppdrag
from access.policy import require
from audit import log
from audit.action import action
from audit.verb import Verb
from granskning import policy
from granskning.models import Atkomst, Avvikelse, Avvikelsesteg
from granskning.rules.avvikelse import hinder_for_close


@action
def open_avvikelse(*, rad: Atkomst, actor: Anvandare) -> Avvikelse:
    """Open the case of a row that was remarked upon; the head of the unit answers for it.

    Where the unit has no head, or the access is the head's own, a reviewer takes it on.
    """
    require(policy.may_judge_atkomst(actor, rad))
    avvikelse = Avvikelse(
        namnd_id=rad.namnd_id, atkomst=rad, aktor_id=rad.aktor_id, oppnad_av=actor
    )
    avvikelse.ansvarig = next(
        (uppdrag.anvandare for uppdrag in _chefer(rad) if uppdrag.anvandare_id != rad.aktor_id),
        None,
    )
    log.save(avvikelse, actor=actor, verb=Verb.AVVIKELSE_OPEN)
    _tell([avvikelse.ansvarig] if avvikelse.ansvarig else [], avvikelse, actor)
    return avvikelse


@action
def withdraw_avvikelse(*, rad: Atkomst, actor: Anvandare) -> None:
    """Take back a case together with the remark it came from, before anybody has worked with it."""
    avvikelse = Avvikelse.objects.select_for_update(of=("self",)).filter(atkomst=rad).first()
    if avvikelse is None:
        return
    if (
        avvikelse.is_incident is not None
        or avvikelse.avslutad
        or avvikelse.steg.exists()
        or avvikelse.bevis.exists()
    ):
        raise ValidationError(
            "Avvikelsen utreds redan. Avsluta den i stället för att ta tillbaka anmärkningen."
        )
    _end_notices(avvikelse, actor)
    log.delete(avvikelse, actor=actor, verb=Verb.AVVIKELSE_WITHDRAW)


@action
def assign_ansvarig(*, avvikelse: Avvikelse, ansvarig: Anvandare, actor: Anvandare) -> Avvikelse:
    """Say who answers for it from now on."""
    rad = _locked(avvikelse)
    require(policy.may_investigate(actor, rad))
    if not (decision := policy.may_answer_for(ansvarig, rad)):
        raise ValidationError({"ansvarig": decision.reason})
    rad.ansvarig = ansvarig
    log.save(rad, actor=actor, verb=Verb.AVVIKELSE_ASSIGN)
    _tell([ansvarig], rad, actor)
    return rad


@action
def note_step(*, avvikelse: Avvikelse, slag: str, text: str, actor: Anvandare) -> Avvikelsesteg:
    """Put down one thing that was done. Nothing put down is changed afterwards."""
    rad = _locked(avvikelse)
    require(policy.may_investigate(actor, rad))
    steg = Avvikelsesteg(avvikelse=rad, namnd_id=rad.namnd_id, slag=slag, text=text, gjort_av=actor)
    log.save(steg, actor=actor, verb=Verb.AVVIKELSE_NOTE)
    if steg.slag == Avvikelsesteg.Slag.OMBUD:
        _tell(_ombud(rad), rad, actor)
    return steg


@action
def classify(*, avvikelse: Avvikelse, is_incident: bool, actor: Anvandare) -> Avvikelse:
    """Judge whether it is a personal data breach; the data protection officer is told if it is."""
    rad = _locked(avvikelse)
    require(policy.may_investigate(actor, rad))
    rad.is_incident = is_incident
    log.save(rad, actor=actor, verb=Verb.AVVIKELSE_CLASSIFY)
    if is_incident:
        _tell(_ombud(rad), rad, actor)
    return rad


@action
def close_avvikelse(
    *, avvikelse: Avvikelse, slutsats: str, motivering: str, actor: Anvandare
) -> Avvikelse:
    """Draw the conclusion. It ends the case and is never changed.

    Raises ValidationError with everything that is left to do.
    """
    rad = _locked(avvikelse)
    require(policy.may_investigate(actor, rad))
    gjorda = set(rad.steg.values_list("slag", flat=True))
    if hinder := hinder_for_close(is_incident=rad.is_incident, gjorda=gjorda, slutsats=slutsats):
        raise ValidationError(hinder)
    rad.slutsats, rad.motivering = slutsats, motivering
    rad.avslutad, rad.avslutad_av = timezone.now(), actor
    log.save(rad, actor=actor, verb=Verb.AVVIKELSE_CLOSE)
    _end_notices(rad, actor)
    return rad


def kandidater_for(avvikelse: Avvikelse) -> list[Anvandare]:
    """Whom it can be given to."""
    granskning = avvikelse.atkomst.granskning
    namnden = Q(namnd=granskning.namnd_id) | Q(namnd=None)
    uppdrag = Uppdrag.objects.in_force(timezone.localdate()).filter(
        Q(roll=Roll.ENHETSCHEF, enhet=granskning.enhet_id) | Q(roll=Roll.LOGGRANSKARE) & namnden,
        anvandare__is_active=True,
    )
    vilka = {rad.anvandare for rad in uppdrag.select_related("anvandare")}
    valbara = [vem for vem in vilka if policy.may_answer_for(vem, avvikelse)]
    return sorted(valbara, key=lambda vem: vem.namn)


def _locked(avvikelse: Avvikelse) -> Avvikelse:
    rader = Avvikelse.objects.select_for_update(of=("self",))
    locked: Avvikelse = rader.select_related("atkomst__granskning").get(pk=avvikelse.pk)
    return locked


def _chefer(rad: Atkomst) -> list[Uppdrag]:
    enhet_id = rad.granskning.enhet_id
    if enhet_id is None:
        return []
    i_dag = Uppdrag.objects.in_force(timezone.localdate())
    return list(
        i_dag.filter(roll=Roll.ENHETSCHEF, enhet=enhet_id, anvandare__is_active=True)
        .select_related("anvandare")
        .order_by("fran", "id")
    )


def _ombud(avvikelse: Avvikelse) -> list[Anvandare]:
    i_dag = Uppdrag.objects.in_force(timezone.localdate())
    uppdrag = i_dag.filter(
        Q(namnd=avvikelse.namnd_id) | Q(namnd=None),
        roll=Roll.DATASKYDDSOMBUD,
        anvandare__is_active=True,
    )
    return [rad.anvandare for rad in uppdrag.select_related("anvandare")]


def _tell(vilka: list[Anvandare], avvikelse: Avvikelse, actor: Anvandare) -> None:
    notify(
        [vem for vem in vilka if vem.pk != avvikelse.aktor_id],
        Avisering.Slag.AVVIKELSE,
        objekt_id=avvikelse.pk,
        referens=avvikelse.referens,
        actor=actor,
    )


def _end_notices(avvikelse: Avvikelse, actor: Anvandare) -> None:
    olasta = Avisering.objects.select_for_update().filter(objekt_id=avvikelse.pk, last=None)
    for avisering in olasta:
        avisering.last = timezone.now()
        log.save(avisering, actor=actor, verb=Verb.AVISERING_READ)
