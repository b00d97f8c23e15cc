"""Menprövning: each item weighed by a person, then handed on for another's decision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden.actions.las import lock
from audit import log
from audit.action import action
from audit.verb import Verb
from granskning.actions.utdrag.framtagning import items_of
from granskning.actions.utdrag.paket import pack
from granskning.models import Utdrag, Utdragspost
from granskning.policy import may_take_back_utdrag, may_try_utdrag
from granskning.rules.maskning import missing_in

Utfall = Utdragspost.Utfall


@dataclass(frozen=True)
class Dom:
    """What somebody decided about one item."""

    ordning: int
    utfall: str
    grund: str = ""
    struket: tuple[str, ...] = ()
    motiv: str = ""


@action
def judge_poster(*, utdrag: Utdrag, omgang: int, domar: Iterable[Dom], actor: Anvandare) -> int:
    """Put a verdict on each of these items; all of them or, when one is faulty, none.

    `omgang` is the round that was shown.
    Raises ValidationError with a message for each fault, by the item's field. Returns how many.
    """
    rad = lock(Utdrag, utdrag.pk)
    require(may_try_utdrag(actor, rad))
    if omgang != rad.omgang:
        raise ValidationError("Utdraget har tagits fram på nytt. Läs in sidan igen.")
    alla = list(domar)
    poster = {
        post.ordning: post
        for post in items_of(rad).filter(ordning__in=[dom.ordning for dom in alla])
    }
    if fel := _faults(alla, poster):
        raise ValidationError(fel)
    for dom in alla:
        post = poster[dom.ordning]
        is_masked = dom.utfall != Utfall.LAMNAS
        post.utfall, post.motiv = dom.utfall, dom.motiv
        post.grund = dom.grund if is_masked else ""
        post.struket = list(dom.struket) if dom.utfall == Utfall.DELVIS else []
        post.provad, post.provad_av = timezone.now(), actor
        log.save(post, actor=actor, verb=Verb.UTDRAG_JUDGE)
    return len(alla)


def _faults(domar: list[Dom], poster: dict[int, Utdragspost]) -> dict[str, Any]:
    fel: dict[str, Any] = {}
    for dom in domar:
        post = poster[dom.ordning]
        if dom.utfall != Utfall.LAMNAS and not dom.grund:
            fel[f"grund-{dom.ordning}"] = "Ange på vilken grund något maskas."
        if dom.utfall != Utfall.LAMNAS and not dom.motiv and dom.grund != post.forslag:
            fel[f"motiv-{dom.ordning}"] = "Skriv varför, när grunden inte är den föreslagna."
        if dom.utfall == Utfall.DELVIS:
            if not dom.struket:
                fel[f"struket-{dom.ordning}"] = "Ange vilka ord som ska strykas."
            elif saknas := missing_in((varde for _, varde in post.innehall), dom.struket):
                fel[f"struket-{dom.ordning}"] = f"Står inte i posten: {', '.join(saknas)}"
    return fel


@action
def submit_utdrag(*, utdrag: Utdrag, actor: Anvandare) -> Utdrag:
    """Say that every item has been weighed, and put the files together as they will be given."""
    rad = lock(Utdrag, utdrag.pk)
    require(may_try_utdrag(actor, rad))
    poster = list(items_of(rad))
    if kvar := sum(post.provad is None for post in poster):
        raise ValidationError(f"Alla poster är inte prövade än. {kvar} är kvar.")
    rad.provad, rad.provad_av = timezone.now(), actor
    log.save(rad, actor=actor, verb=Verb.UTDRAG_SUBMIT)
    log.save(pack(rad, poster), actor=actor, verb=Verb.UTDRAG_PACK)
    return rad


@action
def take_back_utdrag(*, utdrag: Utdrag, actor: Anvandare) -> Utdrag:
    """Open the trying anew; what was packed is kept, and is not what will be given."""
    rad = lock(Utdrag, utdrag.pk)
    require(may_take_back_utdrag(actor, rad))
    rad.provad = rad.provad_av = None
    log.save(rad, actor=actor, verb=Verb.UTDRAG_TAKE_BACK)
    return rad
