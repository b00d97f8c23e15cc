"""Grants are born from events and ended by them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from access.models import Anvandare, Franvaro, Niva, Omfattning, Skal, Tilltrade
from access.models.handelser import first_moment, last_moment
from access.models.tilltrade import TilltradeQuerySet
from audit import log
from audit.action import action
from audit.verb import Verb

COVERED = (Skal.TILLDELNING, Skal.REGISTRERING)
"""What a colleague takes over during an absence: the akter that somebody works with."""


@action
def give_tilltrade(
    *,
    anvandare: Anvandare,
    omfattning: Omfattning,
    omfattning_id: UUID,
    niva: Niva,
    skal: Skal,
    kalla: UUID,
    actor: Anvandare,
    fran: datetime | None = None,
    till: datetime | None = None,
) -> Tilltrade:
    """Open a grant, or return the one that the same event already gave.

    It counts from `fran` (now, if not said) and until `till`. Whoever covers for an absent person
    gets the same, for as long as the absence lasts.
    """
    befintligt = (
        Tilltrade.objects.filter(
            anvandare=anvandare,
            omfattning=omfattning,
            omfattning_id=omfattning_id,
            skal=skal,
            kalla=kalla,
        )
        .unended()
        .first()
    )
    if befintligt is not None and befintligt.niva >= niva:
        return befintligt
    if befintligt is not None:
        _end(befintligt, actor=actor)
    tilltrade = Tilltrade(
        anvandare=anvandare,
        omfattning=omfattning,
        omfattning_id=omfattning_id,
        niva=niva,
        skal=skal,
        kalla=kalla,
        fran=fran or timezone.now(),
        till=till,
        given_av=actor,
    )
    log.save(tilltrade, actor=actor, verb=Verb.TILLTRADE_GIVE)
    if is_covered(tilltrade):
        idag = timezone.localdate()
        for franvaro in anvandare.franvaron.unended(idag).select_related("ersattare"):
            cover(tilltrade, franvaro, actor=actor)
    return tilltrade


def is_covered(tilltrade: Tilltrade) -> bool:
    return tilltrade.omfattning == Omfattning.AKT and tilltrade.skal in COVERED


def cover(tilltrade: Tilltrade, franvaro: Franvaro, *, actor: Anvandare) -> None:
    """Let the cover reach what one grant of the absent person reaches, within the absence."""
    till = last_moment(franvaro.till)
    give_tilltrade(
        anvandare=franvaro.ersattare,
        omfattning=Omfattning.AKT,
        omfattning_id=tilltrade.omfattning_id,
        niva=Niva(tilltrade.niva),
        skal=Skal.FRANVARO,
        kalla=franvaro.pk,
        fran=max(timezone.now(), first_moment(franvaro.fran)),
        till=min(till, tilltrade.till) if tilltrade.till else till,
        actor=actor,
    )


@action
def end_tilltraden(tilltraden: TilltradeQuerySet, *, actor: Anvandare | None) -> int:
    """End every grant in the set, also one that has not begun; effective at once, everywhere."""
    kvar = list(tilltraden.unended().select_for_update(of=("self",)).select_related("anvandare"))
    for tilltrade in kvar:
        _end(tilltrade, actor=actor)
    return len(kvar)


def _end(tilltrade: Tilltrade, *, actor: Anvandare | None) -> None:
    tilltrade.till = timezone.now()
    tilltrade.fran = min(tilltrade.fran, tilltrade.till)
    log.save(tilltrade, actor=actor, verb=Verb.TILLTRADE_END)
    if is_covered(tilltrade):
        _end_cover(tilltrade, actor=actor)


def _end_cover(tilltrade: Tilltrade, *, actor: Anvandare | None) -> None:
    """What the absent person no longer has, nobody covers; unless another grant still gives it."""
    andra = Tilltrade.objects.unended().filter(
        anvandare=tilltrade.anvandare, omfattning_id=tilltrade.omfattning_id, skal__in=COVERED
    )
    if andra.exists():
        return
    franvaron = tilltrade.anvandare.franvaron.values("pk")
    end_tilltraden(
        Tilltrade.objects.filter(
            omfattning_id=tilltrade.omfattning_id, skal=Skal.FRANVARO, kalla__in=franvaron
        ),
        actor=actor,
    )
