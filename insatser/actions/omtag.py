"""Taking back a step of an arbetsgång, doing one anew, and opening one that has ended.

The facts decide: outcomes that no longer count are marked, and the engine lets the stored flow
follow. Nothing that was done or said is removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden.actions.frister import copy_nearest
from arenden.actions.las import lock
from arenden.actions.utkast import save_utkast
from audit import log
from audit.action import action
from audit.verb import Verb
from insatser import policy
from insatser.actions.arbetsgang import refuse_paused
from insatser.actions.las import lock_gang
from insatser.fard import gangvag
from insatser.models import Arbetsgang, Omtag, Stegutfall
from insatser.rules.graf import OmojligVag
from insatser.rules.omtag import as_typed, falls_with, is_built_upon

FORMULAR = "arbetsgang"
BYGGT = "Någon har byggt vidare på steget. Gör om det i stället, med ett skäl."
SLUTGILTIGT = "Det som steget «{}» gör går inte att ta tillbaka."


def draft_of(gang: Arbetsgang, steg: str, part: UUID | None = None) -> UUID:
    """What the draft of a step's form is about: one for each step, party and arbetsgång."""
    return uuid5(gang.pk, f"{steg} {part or ''}")


@action
def undo_steg(*, utfall: Stegutfall, actor: Anvandare) -> Stegutfall:
    """Take back what was done within ten minutes; what was typed is the draft of the form again.

    By whoever did it, or whoever leads, while nothing has been built on it. Raises ValidationError
    where it cannot be taken back.
    """
    gang = lock_gang(utfall.arbetsgang)
    rad = lock(Stegutfall, utfall.pk)
    require(policy.may_undo_steg(actor, gang.arende, rad, timezone.now()))
    if hinder := hinder_for_undo(gang, rad):
        raise ValidationError(hinder)
    _take_back(gang, [rad], actor=actor, verb=Verb.ARBETSGANG_UNDO)
    falt = gangvag().node(gang, rad.steg).as_nod().falt
    if typed := as_typed(falt, rad.svar, rad.utfall):
        save_utkast(
            arende=gang.arende,
            formular=FORMULAR,
            objekt_id=draft_of(gang, rad.steg, rad.part_id),
            innehall=typed,
            actor=actor,
        )
    return rad


def hinder_for_undo(gang: Arbetsgang, rad: Stegutfall) -> str:
    """Why a step cannot be taken back; "" when it can."""
    if final := _final(gang, [rad]):
        return final
    rader = list(gang.utfall.in_force())
    if rad not in rader:
        return "Steget är redan ångrat."
    graf = gangvag().graf(gang)
    return BYGGT if is_built_upon(graf, gang.utfall.as_facts(), rader.index(rad)) else ""


@action
def redo_steg(*, utfall: Stegutfall, skal: str, actor: Anvandare) -> Omtag:
    """Go back to a step that was done, with the reason. What came of it no longer counts.

    By whoever may do the step. Raises ValidationError where something done cannot be taken back.
    """
    gang = lock_gang(utfall.arbetsgang)
    require(gangvag().node(gang, utfall.steg).may(actor, gang.arende))
    if gang.avslutad is not None:
        raise ValidationError("Arbetsgången är avslutad. En chef kan öppna den igen.")
    return _go_back(gang, utfall, skal, Omtag.Slag.OMGJORT, Verb.ARBETSGANG_REDO, actor)


@action
def reopen_arbetsgang(*, gang: Arbetsgang, skal: str, actor: Anvandare) -> Omtag:
    """Open an arbetsgång that has ended, at the step that ended it; by whoever leads."""
    gang = lock_gang(gang)
    require(policy.may_decide(actor, gang.arende))
    sista = gang.utfall.in_force().last()
    if gang.avslutad is None or sista is None:
        raise ValidationError("Arbetsgången är inte avslutad.")
    return _go_back(gang, sista, skal, Omtag.Slag.ATEROPPNAT, Verb.ARBETSGANG_REOPEN, actor)


def falling(gang: Arbetsgang, utfall: Stegutfall) -> list[Stegutfall]:
    """What no longer counts when a step is done anew, in the order it was done."""
    rader = list(gang.utfall.in_force())
    if utfall not in rader:
        raise ValidationError("Steget är redan ångrat.")
    facts = gang.utfall.as_facts()
    return [rader[i] for i in falls_with(gangvag().graf(gang), facts, rader.index(utfall))]


def _go_back(  # noqa: PLR0917 – one row of facts
    gang: Arbetsgang,
    utfall: Stegutfall,
    skal: str,
    slag: Omtag.Slag,
    verb: Verb,
    actor: Anvandare,
) -> Omtag:
    refuse_paused(gang)
    if not skal.strip():
        raise ValidationError({"skal": "Skriv varför."})
    fallna = falling(gang, utfall)
    if final := _final(gang, fallna):
        raise ValidationError(final)
    omtag = Omtag(
        akt_id=gang.akt_id,
        namnd_id=gang.namnd_id,
        arende=gang.arende,
        arbetsgang=gang,
        slag=slag,
        steg=utfall.steg,
        skal=skal,
        av=actor,
    )
    log.save(omtag, actor=actor, verb=verb)
    _take_back(gang, fallna, actor=actor, verb=verb)
    return omtag


def _take_back(
    gang: Arbetsgang, rader: Sequence[Stegutfall], *, actor: Anvandare, verb: Verb
) -> None:
    nu: datetime = timezone.now()
    for rad in reversed(rader):
        atertag = gangvag().node(gang, rad.steg).atertag
        if atertag is not None and rad.hur == Stegutfall.Hur.GJORT:
            atertag(gang, rad, actor)
        rad.angrat = nu
        log.save(rad, actor=actor, verb=verb)
    try:
        gangvag().restore(gang, actor=actor)
    except OmojligVag as fel:
        raise ValidationError("Flödet går inte att ställa tillbaka till det steget.") from fel
    copy_nearest(gang.arende, actor=actor, verb=verb)


def _final(gang: Arbetsgang, rader: Iterable[Stegutfall]) -> str:
    for rad in rader:
        node = gangvag().node(gang, rad.steg)
        gjort = rad.hur == Stegutfall.Hur.GJORT
        if gjort and node.verkan is not None and node.atertag is None:
            return SLUTGILTIGT.format(node.as_nod().titel)
    return ""
