"""Begin an arbetsgång, and do its steps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden.actions.frister import copy_nearest
from arenden.actions.las import lock, lock_arende
from arenden.models import Arende
from audit import log
from audit.action import action
from audit.verb import Verb
from insatser.fard import gangvag
from insatser.models import Arbetsgang, Partsinbjudan, Stegutfall, Uppehall
from insatser.models.valbart import with_choices
from insatser.rules.falt import Falt, find_faults, keep_choice
from insatser.rules.graf import Nod


@action
def start_arbetsgang(
    *,
    arende: Arende,
    flode: str,
    actor: Anvandare | None,
    ankare: datetime | None = None,
    dag: date | None = None,
    amne_id: UUID | None = None,
) -> Arbetsgang:
    """Begin an arbetsgång of a kind, in its newest version; `actor` None is the system.

    `ankare`: when it happened that its clocks are counted from, now unless said. `dag`: a last day
    that somebody else has set. Raises ValidationError with everything that hinders it.
    """
    arende = lock_arende(arende)
    typ = gangvag().typer()[flode]
    if actor is not None:
        require(typ.may_start(actor, arende))
    hinder = list(typ.hindras_av(arende))
    pagar = Arbetsgang.objects.ongoing().filter(arende=arende, flode=flode)
    if typ.en_i_taget and pagar.exists():
        hinder.append("En sådan arbetsgång pågår redan i ärendet.")
    if hinder:
        raise ValidationError([ValidationError(text, code="hinder") for text in hinder])
    gang = gangvag().start(
        arende,
        flode,
        ankare=ankare or timezone.now(),
        dag=dag,
        amne_id=amne_id,
        actor=actor,
    )
    copy_nearest(arende, actor=actor, verb=Verb.FRIST_START)
    return gang


@action
def complete_steg(
    *,
    gang: Arbetsgang,
    steg: str,
    svar: Mapping[str, Any],
    actor: Anvandare | None,
    utfall: str = "",
    part: UUID | None = None,
) -> Stegutfall:
    """Do an open step: keep its answers, do what it does, and move on.

    `svar`: as `rules.falt.Falt` says. `part`: whose answer it is, in a step that parties share.
    Raises ValidationError with every fault at its question and everything that is missing, and
    PermissionDenied for whom the step refuses.
    """
    arende = lock_arende(gang.arende)
    row = lock(Arbetsgang, gang.pk)
    row.arende = arende
    refuse_paused(row)
    node, task = gangvag().find(row, steg, part=part)
    nod = node.as_nod()
    if actor is not None:
        require(node.allows(actor, task))
        _refuse_the_same_person(row, nod, actor)
    falt = with_choices(nod.falt, row)
    _refuse_faults(falt, nod, svar, utfall)
    krav = () if utfall in node.utan_krav else node.krav
    if hinder := [text for ett in krav for text in ett(row)]:
        raise ValidationError([ValidationError(text, code="hinder") for text in hinder])
    rad = Stegutfall(
        akt_id=row.akt_id,
        namnd_id=row.namnd_id,
        arbetsgang=row,
        nummer=row.utfall.count() + 1,
        steg=steg,
        utfall=utfall,
        kvar=still_to_answer(row, nod, task.pk),
        svar={ett.namn: keep_choice(ett, svar[ett.namn]) for ett in falt if ett.namn in svar},
        gjort_av=actor,
        part_id=part,
    )
    log.save(rad, actor=actor, verb=Verb.ARBETSGANG_STEP)
    if node.verkan is not None:
        node.verkan(row, rad, actor)
    gangvag().advance(rad, actor=actor)
    if nod.slag == "partssteg":
        keep_answer(rad, task.pk, actor=actor)
    copy_nearest(arende, actor=actor, verb=Verb.ARBETSGANG_STEP)
    return rad


def refuse_paused(gang: Arbetsgang) -> None:
    if Uppehall.objects.ongoing().filter(arbetsgang=gang).exists():
        raise ValidationError("Arbetsgången är pausad. Återuppta den först.", code="pausad")


def _refuse_the_same_person(gang: Arbetsgang, nod: Nod, actor: Anvandare) -> None:
    """Four eyes: whoever did the step that this one answers may not do this one."""
    if not nod.annan_an:
        return
    tidigare = gang.utfall.in_force().filter(steg=nod.annan_an).last()
    if tidigare is not None and tidigare.gjort_av_id == actor.pk:
        raise PermissionDenied("Du gjorde steget före själv. Någon annan behöver göra det här.")


def _refuse_faults(falt: tuple[Falt, ...], nod: Nod, svar: Mapping[str, Any], utfall: str) -> None:
    fel = find_faults(falt, svar)
    koder = {kod for kod, _ in nod.utfall}
    if utfall not in (koder or {""}):
        fel["utfall"] = ["Välj hur steget slutade."]
    if fel:
        raise ValidationError(fel)


def still_to_answer(gang: Arbetsgang, nod: Nod, uppgift_id: int) -> int:
    """How many other parties of the step have not answered; 0 for a step of one's own."""
    if nod.slag != "partssteg":
        return 0
    bjudna = Partsinbjudan.objects.filter(arbetsgang=gang, steg=nod.namn, svar=None)
    return bjudna.exclude(uppgift_id=uppgift_id).count()


def keep_answer(rad: Stegutfall, uppgift_id: int, *, actor: Anvandare | None) -> None:
    inbjudan = Partsinbjudan.objects.filter(uppgift_id=uppgift_id).first()
    if inbjudan is not None:
        inbjudan.svar = rad
        log.save(inbjudan, actor=actor, verb=Verb.ARBETSGANG_STEP)
