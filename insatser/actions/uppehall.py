"""Passing over a step, pausing an arbetsgång, and letting colleagues see who does what."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden.actions.frister import copy_nearest, rest_frist, resume_frist
from arenden.models import Frist
from arenden.models.frist import FristQuerySet
from arenden.rules.fristforlopp import vilogrunder
from audit import log
from audit.action import action
from audit.verb import Verb
from insatser import policy
from insatser.actions.arbetsgang import keep_answer, refuse_paused, still_to_answer
from insatser.actions.las import lock_gang
from insatser.fard import gangvag
from insatser.models import Arbetsgang, Stegutfall, Uppehall

PAUS = "paus"
"""The ground on which the city's own targets rest while an arbetsgång does."""


@action
def skip_steg(
    *,
    gang: Arbetsgang,
    steg: str,
    skal: str,
    actor: Anvandare,
    utfall: str = "",
    part: UUID | None = None,
) -> Stegutfall:
    """Pass over a step, with the reason, where its flow allows it.

    Where the step has outcomes one is chosen, so that the way on is known. Nothing is asked, and
    nothing is changed by it. Its clock stops as no longer asked for.
    """
    row = lock_gang(gang)
    refuse_paused(row)
    node, task = gangvag().find(row, steg, part=part)
    require(node.allows(actor, task))
    nod = node.as_nod()
    if not nod.far_hoppas:
        raise PermissionDenied("Steget får inte hoppas över.")
    fel = {} if skal.strip() else {"skal": "Skriv varför steget hoppas över."}
    if utfall not in ({kod for kod, _ in nod.utfall} or {""}):
        fel["utfall"] = "Välj hur det går vidare."
    if fel:
        raise ValidationError(fel)
    rad = Stegutfall(
        akt_id=row.akt_id,
        namnd_id=row.namnd_id,
        arbetsgang=row,
        nummer=row.utfall.count() + 1,
        steg=steg,
        utfall=utfall,
        kvar=still_to_answer(row, nod, task.pk),
        hur=Stegutfall.Hur.OVERHOPPAT,
        skal=skal,
        gjort_av=actor,
        part_id=part,
    )
    log.save(rad, actor=actor, verb=Verb.ARBETSGANG_SKIP)
    gangvag().advance(rad, actor=actor)
    if nod.slag == "partssteg":
        keep_answer(rad, task.pk, actor=actor)
    copy_nearest(row.arende, actor=actor, verb=Verb.ARBETSGANG_SKIP)
    return rad


@action
def pause_arbetsgang(*, gang: Arbetsgang, skal: str, actor: Anvandare) -> Uppehall:
    """Let an arbetsgång rest, by whoever leads. The city's own targets rest; the law's go on."""
    row = lock_gang(gang)
    require(policy.may_decide(actor, row.arende))
    refuse_paused(row)
    if row.avslutad is not None:
        raise ValidationError("Arbetsgången är avslutad.")
    if not skal.strip():
        raise ValidationError({"skal": "Skriv varför arbetsgången pausas."})
    uppehall = Uppehall(
        akt_id=row.akt_id, namnd_id=row.namnd_id, arbetsgang=row, skal=skal, av=actor
    )
    log.save(uppehall, actor=actor, verb=Verb.ARBETSGANG_PAUSE)
    for frist in _clocks(row):
        grunder = {rad.grund for rad in vilogrunder(frist.slag, timezone.localdate())}
        if PAUS in grunder and not frist.vilar:
            rest_frist(frist=frist, grund=PAUS, motivering=skal, actor=actor)
    return uppehall


@action
def resume_arbetsgang(*, gang: Arbetsgang, actor: Anvandare) -> Uppehall:
    """Go on after a pause: what was left of the clocks that rested for it is left now."""
    row = lock_gang(gang)
    require(policy.may_decide(actor, row.arende))
    uppehall = Uppehall.objects.ongoing().filter(arbetsgang=row).first()
    if uppehall is None:
        raise ValidationError("Arbetsgången är inte pausad.")
    uppehall.till = timezone.now()
    log.save(uppehall, actor=actor, verb=Verb.ARBETSGANG_RESUME)
    for frist in _clocks(row):
        if any(vila.grund == PAUS for vila in frist.vilor.filter(till=None)):
            resume_frist(frist=frist, motivering="Arbetsgången återupptas.", actor=actor)
    return uppehall


@action
def take_steg(*, gang: Arbetsgang, steg: str, actor: Anvandare, part: UUID | None = None) -> None:
    """Let colleagues see that one does an open step; whoever had taken it has it no more."""
    row = lock_gang(gang)
    node, task = gangvag().find(row, steg, part=part)
    require(node.allows(actor, task))
    gangvag().claim(row, steg, part=part, actor=actor)
    log.record(actor=actor, verb=Verb.UPPGIFT_TAKE, akt_id=row.akt_id, objekt=row, detalj=steg)


@action
def give_back_steg(
    *, gang: Arbetsgang, steg: str, actor: Anvandare, part: UUID | None = None
) -> None:
    """Let a step that one has taken be anybody's again."""
    row = lock_gang(gang)
    _, task = gangvag().find(row, steg, part=part)
    if task.owner_id != actor.pk:
        raise PermissionDenied("Du har inte tagit steget.")
    gangvag().give_back(row, steg, part=part)
    log.record(actor=actor, verb=Verb.UPPGIFT_RETURN, akt_id=row.akt_id, objekt=row, detalj=steg)


def _clocks(gang: Arbetsgang) -> FristQuerySet:
    return Frist.objects.filter(arende=gang.arende, kalla=gang.pk).running()
