"""Change the law of sharing: one person proposes, another tries it, and it begins on a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from audit import log
from audit.action import action
from audit.verb import Verb
from samverkansteam import policy
from samverkansteam.models import Lagrum, Lagrumsandring
from samverkansteam.rules.lagrumsandring import faults_in, hinder_for_dag


@action
def propose_lagrum(
    *, kod: str, galler_fran: date, motiv: str, actor: Anvandare, **innehall: Any
) -> Lagrumsandring:
    """Propose what a ground is to say from a day; nothing changes until somebody else agrees."""
    require(policy.may_keep_lagrum(actor))
    if fel := faults_in(innehall):
        raise ValidationError(dict(fel))
    return _propose(kod, galler_fran, motiv, upphor=False, innehall=innehall, actor=actor)


@action
def propose_end(*, kod: str, galler_fran: date, motiv: str, actor: Anvandare) -> Lagrumsandring:
    """Propose that a ground is law no more from a day on."""
    require(policy.may_keep_lagrum(actor))
    sista = Lagrum.objects.filter(kod=kod).order_by("giltig_fran").last()
    if sista is None or sista.giltig_till is not None:
        raise ValidationError("Lagrummet har redan upphört, eller finns inte.")
    innehall = sista.innehall()
    return _propose(kod, galler_fran, motiv, upphor=True, innehall=innehall, actor=actor)


@action
def try_andring(
    *, andring: Lagrumsandring, godkanns: bool, kommentar: str, actor: Anvandare
) -> Lagrumsandring:
    """Agree to a change, which then is law in the tool from its day, or turn it down.

    What the city's jurist has said of it is written down either way.
    """
    rad = Lagrumsandring.objects.select_for_update().get(pk=andring.pk)
    require(policy.may_try_lagrum(actor, rad))
    if not kommentar.strip():
        raise ValidationError({"kommentar": "Skriv vad juristen har bedömt, och vem det är."})
    rad.judge(godkanns=godkanns, kommentar=kommentar, actor=actor)
    if godkanns:
        _put_in_force(rad, actor=actor)
    log.save(rad, actor=actor, verb=Verb.LAGRUM_DECIDE)
    return rad


def _propose(
    kod: str,
    galler_fran: date,
    motiv: str,
    *,
    upphor: bool,
    innehall: dict[str, Any],
    actor: Anvandare,
) -> Lagrumsandring:
    _require_day(kod, galler_fran)
    andring = Lagrumsandring(
        kod=kod,
        galler_fran=galler_fran,
        motiv=motiv,
        upphor=upphor,
        foreslagen_av=actor,
        **innehall,
    )
    log.save(andring, actor=actor, verb=Verb.LAGRUM_PROPOSE)
    return andring


def _require_day(kod: str, galler_fran: date) -> list[Lagrum]:
    """The wordings of a ground, locked, where another may begin on the day."""
    lydelser = list(Lagrum.objects.select_for_update().filter(kod=kod).order_by("giltig_fran"))
    senaste = lydelser[-1].giltig_fran if lydelser else None
    if hinder := hinder_for_dag(galler_fran, timezone.localdate(), senaste):
        raise ValidationError({"galler_fran": hinder})
    return lydelser


def _put_in_force(andring: Lagrumsandring, *, actor: Anvandare) -> None:
    dagen_fore = andring.galler_fran - timedelta(days=1)
    for lagrum in _require_day(andring.kod, andring.galler_fran):
        if lagrum.giltig_till is None or lagrum.giltig_till > dagen_fore:
            lagrum.giltig_till = dagen_fore
            lagrum.ursprung = Lagrum.Ursprung.STADEN
            log.save(lagrum, actor=actor, verb=Verb.LAGRUM_DECIDE)
    if andring.upphor:
        return
    ny = Lagrum(
        kod=andring.kod,
        giltig_fran=andring.galler_fran,
        ursprung=Lagrum.Ursprung.STADEN,
        **andring.innehall(),
    )
    log.save(ny, actor=actor, verb=Verb.LAGRUM_DECIDE)
