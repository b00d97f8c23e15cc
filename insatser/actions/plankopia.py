"""Carry what a plan holds over to its next version."""

from __future__ import annotations

from typing import Any, TypeVar

from access.models import Anvandare
from arenden.models import AktBunden
from audit import log
from audit.verb import Verb
from insatser.models import Mal, Plan

R = TypeVar("R", bound=AktBunden)

BEHOV = ("bedomning", "niva", "slag", "faktor", "rubrik", "egna_ord", "lamnas_varfor")
MAL = (
    *("niva", "sikt", "specifikt", "matbart", "baslinje", "accepterat", "realistiskt"),
    "tidsatt",
)
INDIKATOR = ("slag", "namn", "enhet", "baslinje", "baslinje_dag", "malvarde", "riktning")
SKALA = ("mycket_samre", "samre", "som_vantat", "battre", "mycket_battre")
ATAGANDE = ("insatstyp", "vem", "namn", "vad", "senast")


def copy_plan(fran: Plan, till: Plan, *, actor: Anvandare) -> dict[Mal, Mal]:
    """Copy needs, goals with all about them, what nobody has done yet; returns goals old to new."""
    behov = {rad: _copy(rad, BEHOV, actor=actor, plan=till) for rad in fran.behovsrader.all()}
    malen: dict[Mal, Mal] = {}
    for mal in fran.mal_set.select_related("skala").prefetch_related("behov", "indikatorer"):
        malen[mal] = ny = _copy(mal, MAL, actor=actor, plan=till)
        ny.behov.set([behov[rad] for rad in mal.behov.all()])
        if skala := getattr(mal, "skala", None):
            _copy(skala, SKALA, actor=actor, mal=ny, beskriven_av=actor)
        for indikator in mal.indikatorer.all():
            _copy(indikator, INDIKATOR, actor=actor, mal=ny)
    for atagande in fran.ataganden.filter(klart=None).select_related("mal"):
        galler = malen[atagande.mal] if atagande.mal else None
        _copy(atagande, ATAGANDE, actor=actor, plan=till, mal=galler)
    return malen


def _copy(rad: R, falt: tuple[str, ...], *, actor: Anvandare, **ny: Any) -> R:
    kopia = type(rad)(
        akt_id=rad.akt_id,
        namnd_id=rad.namnd_id,
        **{namn: getattr(rad, namn) for namn in falt},
        **ny,
    )
    log.save(kopia, actor=actor, verb=Verb.PLAN_CHANGE)
    return kopia
