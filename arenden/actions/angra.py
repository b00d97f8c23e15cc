"""Taking back a step within ten minutes, where the law does not ask for another way to change it.

What has been said to somebody outside is not taken back, and a decision on the matter is changed
by rättelse or omprövning (FL 36–39).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.actions import end_tilltraden, give_tilltrade
from access.models import Anvandare, Niva, Omfattning, Skal, Tilltrade
from access.policy import require
from arenden import fard, policy
from arenden.actions.frister import copy_nearest, stop_frist
from arenden.actions.frister.ater import take_back_stop
from arenden.actions.las import lock_arende
from arenden.actions.utredning import UNDERRATTELSE
from arenden.models import (
    Arende,
    Aterkoppling,
    Beslut,
    Forhandsbedomning,
    Frist,
    Steg,
    Underrattelse,
    Utredning,
)
from audit import log
from audit.action import action
from audit.verb import Verb

INGET = "Det finns inget sådant steg att ångra."
AVGJORDA_AV_ANNAT = {
    Steg.SKYDDSBEDOMNING: "En skyddsbedömning står kvar. Skriv det nya i journalen.",
    Steg.KOMMUNICERING: "Underlaget är skickat. Skriv det nya i svaret.",
    Steg.BESLUT: "Ett beslut ändras genom rättelse eller omprövning (FL 36–39 §§).",
    Steg.OVERLAMNING: "Överlämningen är kvitterad av den som tog emot.",
    Steg.FOLJS_UPP: "Uppföljningen står kvar. Skriv det nya i nästa uppföljning.",
}
"""Steps of the ärendeflöde that are not taken back, each with what is done instead."""


@action
def undo_forhandsbedomning(*, arende: Arende, actor: Anvandare) -> None:
    """Open the förhandsbedömning again, with its clock, as if it had not been decided.

    A utredning that it opened goes away if nothing has been done in it.
    """
    arende = lock_arende(arende)
    rad = Forhandsbedomning.objects.filter(arende=arende).first()
    if rad is None:
        raise ValidationError(INGET)
    require(policy.may_undo(actor, arende, rad.beslutad_av_id, rad.beslutad, timezone.now()))
    if Aterkoppling.objects.filter(anmalan__arende=arende).exists():
        raise ValidationError("Anmälaren har redan fått veta. Beslutet går inte att ångra.")
    if rad.inleds:
        _drop_utredning(arende, actor)
    log.delete(rad, actor=actor, verb=Verb.FORHANDSBEDOMNING_UNDO)
    stop_frist(arende, "aterkoppling", utgang=Frist.Utgang.INAKTUELL, actor=actor)
    _run_on(arende, ("forhandsbedomning", "trefas_markering"), rad.beslutad, actor)
    fard.fardvag().restore(arende, actor=actor)
    _give_back_reach(arende, actor)
    copy_nearest(arende, actor=actor, verb=Verb.FORHANDSBEDOMNING_UNDO)


@action
def undo_underrattelse(*, arende: Arende, actor: Anvandare) -> None:
    """Take back what was noted of who knows of the utredning; nobody is told less by it."""
    arende = lock_arende(arende)
    rad = Underrattelse.objects.filter(utredning__arende=arende).first()
    if rad is None:
        raise ValidationError(INGET)
    require(policy.may_undo(actor, arende, rad.gjord_av_id, rad.gjord, timezone.now()))
    if rad.utredning.avslutad is not None:
        raise ValidationError("Utredningen är avslutad.")
    log.delete(rad, actor=actor, verb=Verb.UNDERRATTELSE_UNDO)
    _run_on(arende, (UNDERRATTELSE,), rad.gjord, actor)
    fard.fardvag().restore(arende, actor=actor)


@action
def undo_forslag(*, arende: Arende, actor: Anvandare) -> None:
    """Take back a proposal that nobody has decided on, and the person has not been shown."""
    arende = lock_arende(arende)
    rad = Beslut.objects.filter(arende=arende, utfall="").select_related("kommunicering").first()
    if rad is None:
        raise ValidationError(INGET)
    require(policy.may_undo(actor, arende, rad.foreslagen_av_id, rad.foreslagen, timezone.now()))
    if hasattr(rad, "kommunicering"):
        raise ValidationError(AVGJORDA_AV_ANNAT[Steg.KOMMUNICERING])
    rad.utfall = Beslut.Utfall.ATERTAGET
    log.save(rad, actor=actor, verb=Verb.BESLUT_UNDO)
    fard.fardvag().restore(arende, actor=actor)


ANGRA: dict[Steg, Callable[..., None]] = {
    Steg.FORHANDSBEDOMNING: undo_forhandsbedomning,
    Steg.UNDERRATTELSE: undo_underrattelse,
    Steg.BESLUTSFORSLAG: undo_forslag,
}
"""The inverse of each step that has one."""


def latest_step(arende: Arende) -> tuple[Steg, datetime] | None:
    """The newest step of the ärende that has an inverse, and when it was done."""
    rader = [
        *_when(Steg.FORHANDSBEDOMNING, Forhandsbedomning.objects.filter(arende=arende), "beslutad"),
        *_when(Steg.UNDERRATTELSE, Underrattelse.objects.filter(utredning__arende=arende), "gjord"),
        *_when(Steg.BESLUTSFORSLAG, Beslut.objects.filter(arende=arende, utfall=""), "foreslagen"),
    ]
    return max(rader, key=lambda rad: rad[1], default=None)


def _when(steg: Steg, rader: object, falt: str) -> list[tuple[Steg, datetime]]:
    return [(steg, nar) for nar in rader.values_list(falt, flat=True)]  # type: ignore[attr-defined]


def _drop_utredning(arende: Arende, actor: Anvandare) -> None:
    utredning = Utredning.objects.filter(arende=arende).select_related("underrattelse").first()
    if utredning is None:
        return
    har_borjat = utredning.version > 1 or hasattr(utredning, "underrattelse")
    if har_borjat or utredning.begaranden.exists():
        raise ValidationError("Utredningen har redan börjat. Avsluta den i stället.")
    for slag in ("utredning", UNDERRATTELSE):
        stop_frist(arende, slag, utgang=Frist.Utgang.INAKTUELL, actor=actor)
    log.delete(utredning, actor=actor, verb=Verb.FORHANDSBEDOMNING_UNDO)


def _run_on(arende: Arende, slag: tuple[str, ...], sedan: datetime, actor: Anvandare) -> None:
    for frist in Frist.objects.filter(arende=arende, slag__in=slag, stoppad__gte=sedan):
        take_back_stop(frist, actor=actor)


def _give_back_reach(arende: Arende, actor: Anvandare) -> None:
    """Whoever worked with the case when it was closed works with it again."""
    efterat = Tilltrade.objects.filter(kalla=arende.pk, skal=Skal.EFTERARBETE)
    people = [rad.anvandare for rad in efterat.live().select_related("anvandare")]
    end_tilltraden(efterat, actor=actor)
    for anvandare in people:
        tilldelad = anvandare.pk == arende.handlaggare_id
        give_tilltrade(
            anvandare=anvandare,
            omfattning=Omfattning.AKT,
            omfattning_id=arende.akt_id,
            niva=Niva.ARBETA,
            skal=Skal.TILLDELNING if tilldelad else Skal.REGISTRERING,
            kalla=arende.pk if tilldelad else arende.akt_id,
            actor=actor,
        )
