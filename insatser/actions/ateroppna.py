"""Opening a closed ärende again, and taking back that a utredning was completed."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.actions import end_tilltraden, give_tilltrade
from access.models import Anvandare, Niva, Omfattning, Skal, Tilltrade
from access.policy import require
from arenden import fard
from arenden.actions.frister import copy_nearest
from arenden.actions.frister.ater import take_back_stop
from arenden.actions.las import lock, lock_arende
from arenden.models import Arende, Frist, Steg, Utredning
from audit import log
from audit.action import action
from audit.verb import Verb
from insatser import policy
from insatser.actions.efter_avslut import take_back
from insatser.models import Avslut, Omtag
from insatser.models.avslut import I_VARD
from insatser.models.motor import ANGERTID

OMPROVAS = "Ärendet slutade med ett beslut. Det ändras genom omprövning (FL 36–38 §§)."
NYTT = "Ärendet öppnades inte. Registrera det nya som har kommit fram, så öppnas ett ärende."
SLUTADE_I_VARD = "Ärendet slutade i placering eller annan vård. Det nya tas upp i ett eget ärende."


@action
def reopen_arende(*, arende: Arende, skal: str, actor: Anvandare) -> Omtag:
    """Open a closed ärende again, at its closing; by whoever leads, with the reason.

    The handläggare works with it again. Insatser and the work of teams that ended with it stay
    ended; what was planned for afterwards no longer counts. Raises
    ValidationError where it was closed by something that the law changes in another way.
    """
    arende = lock_arende(arende)
    require(policy.may_reopen(actor, arende))
    if not skal.strip():
        raise ValidationError({"skal": "Skriv varför ärendet öppnas igen."})
    if hinder := hinder_for_reopening(arende):
        raise ValidationError(hinder)
    omtag = Omtag(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        arende=arende,
        slag=Omtag.Slag.ATEROPPNAT,
        steg=Steg.AVSLUT,
        skal=skal,
        av=actor,
    )
    log.save(omtag, actor=actor, verb=Verb.ARENDE_REOPEN)
    take_back(arende, actor=actor)
    log.delete(arende.avslut, actor=actor, verb=Verb.ARENDE_REOPEN)
    fard.fardvag().restore(arende, actor=actor)
    _give_back_reach(arende, actor)
    return omtag


def hinder_for_reopening(arende: Arende) -> str:
    """Why a closed ärende is not opened again but changed in another way; "" when it can be."""
    avslut = Avslut.objects.filter(arende=arende).first()
    if avslut is not None:
        return SLUTADE_I_VARD if avslut.orsak in I_VARD else ""
    return OMPROVAS if arende.beslut.exclude(utfall="").exists() else NYTT


def _give_back_reach(arende: Arende, actor: Anvandare) -> None:
    """The handläggare works with the case again, instead of reading it for a month."""
    end_tilltraden(Tilltrade.objects.filter(kalla=arende.pk, skal=Skal.EFTERARBETE), actor=actor)
    if arende.handlaggare is not None:
        give_tilltrade(
            anvandare=arende.handlaggare,
            omfattning=Omfattning.AKT,
            omfattning_id=arende.akt_id,
            niva=Niva.ARBETA,
            skal=Skal.TILLDELNING,
            kalla=arende.pk,
            actor=actor,
        )


@action
def undo_utredning(*, arende: Arende, actor: Anvandare) -> Utredning:
    """Take back that the utredning was completed: it is open as it was, and its months go on.

    Within ten minutes, by whoever completed it or leads, while no proposal has been made.
    """
    arende = lock_arende(arende)
    utredning = lock(Utredning, arende.utredning.pk)
    require(policy.may_undo_utredning(actor, utredning, completed_by(utredning), timezone.now()))
    utredning.avslutad = None
    log.save(utredning, actor=actor, verb=Verb.ARENDE_UNDO)
    for frist in Frist.objects.filter(arende=arende, slag="utredning").exclude(stoppad=None):
        if frist.utgang == Frist.Utgang.UPPFYLLD:
            take_back_stop(frist, actor=actor)
    fard.fardvag().restore(arende, actor=actor)
    copy_nearest(arende, actor=actor, verb=Verb.ARENDE_UNDO)
    return utredning


def completed_by(utredning: Utredning) -> Anvandare | None:
    """Who completed it, as its history says."""
    rad = utredning.historik.filter(avslutad=utredning.avslutad).order_by("history_id").first()
    return rad.history_user if rad is not None else None


def undo_until(utredning: Utredning) -> datetime | None:
    """Until when its completion can be taken back; None when it has not been completed."""
    return utredning.avslutad + ANGERTID if utredning.avslutad is not None else None
