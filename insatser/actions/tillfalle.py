"""Sessions of an insats: planned ahead, noted as they came out, taken back at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden.actions.las import check_version, lock
from arenden.actions.utkast import save_utkast
from audit import log
from audit.action import action
from audit.verb import Verb
from insatser import policy
from insatser.actions import oro as oro_actions
from insatser.models import Insats, Tillfalle
from insatser.rules.tillfallen import Utfall, hinder_for_utfall

PAGAR_INTE = "Insatsen pågår inte. Tillfällen planeras och loggas bara på pågående insatser."
FORMULAR = "tillfalle"


@action
def plan_tillfallen(
    *, insats: Insats, dagar: Iterable[date], klockan: time, minuter: int, actor: Anvandare
) -> list[Tillfalle]:
    """Plan one session for each day, at the same time."""
    require(policy.may_work(actor, insats.arende))
    _require_running(insats)
    planerade = []
    for dag in dagar:
        nar = timezone.make_aware(datetime.combine(dag, klockan))
        if nar <= timezone.now():
            raise ValidationError(
                {"dag": "Välj en tid som inte har varit. Logga det som har hänt."}
            )
        tillfalle = _new(insats, actor, nar=nar, minuter=minuter, planerat_forst=True)
        tillfalle.utfall = Tillfalle.Utfall.PLANERAT
        log.save(tillfalle, actor=actor, verb=Verb.TILLFALLE_PLAN)
        planerade.append(tillfalle)
    return planerade


@action
def log_tillfalle(
    *,
    insats: Insats,
    nar: datetime,
    minuter: int,
    utfall: str,
    anteckning: str,
    orsak: str = "",
    orsak_ord: str = "",
    avbokat_av: str = "",
    oro: str = "",
    actor: Anvandare,
) -> Tillfalle:
    """Log a session that was not planned: held, missed with a reason, or called off by somebody.

    `oro`, in words, makes a concern that waits until somebody has taken a stand.
    """
    require(policy.may_work(actor, insats.arende))
    _require_running(insats)
    tillfalle = _new(insats, actor, nar=nar, minuter=minuter)
    _note(tillfalle, Utfall(nar, utfall, orsak, orsak_ord, avbokat_av), anteckning, oro, actor)
    return tillfalle


@action
def record_tillfalle(
    *,
    tillfalle: Tillfalle,
    version: int,
    nar: datetime,
    minuter: int,
    utfall: str,
    anteckning: str,
    orsak: str = "",
    orsak_ord: str = "",
    avbokat_av: str = "",
    oro: str = "",
    actor: Anvandare,
) -> Tillfalle:
    """Note how a planned session came out; it may have been at another time than planned."""
    row = lock(Tillfalle, tillfalle.pk)
    require(policy.may_work(actor, row.insats.arende))
    check_version(row, version)
    if not row.is_planerat:
        raise ValidationError("Tillfället är redan loggat.")
    _require_running(row.insats)
    row.nar, row.minuter, row.loggad_av = nar, minuter, actor
    _note(row, Utfall(nar, utfall, orsak, orsak_ord, avbokat_av), anteckning, oro, actor)
    return row


@action
def undo_tillfalle(*, tillfalle: Tillfalle, actor: Anvandare) -> None:
    """Take back within ten minutes what was noted; what was typed is a draft in the form again.

    A session that was planned is planned again, another is gone. A concern goes with it, unless
    somebody has taken a stand.
    """
    row = lock(Tillfalle, tillfalle.pk)
    require(policy.may_undo_tillfalle(actor, row, timezone.now()))
    typed = _as_typed(row)
    typed |= oro_actions.drop_oro(row, actor=actor)
    if row.planerat_forst:
        row.utfall, row.anteckning, row.avbokat_av = Tillfalle.Utfall.PLANERAT, "", ""
        row.orsak = row.orsak_ord = row.loggad = None
        log.save(row, actor=actor, verb=Verb.TILLFALLE_UNDO)
    else:
        log.delete(row, actor=actor, verb=Verb.TILLFALLE_UNDO)
    save_utkast(
        arende=row.insats.arende,
        formular=FORMULAR,
        objekt_id=row.pk if row.planerat_forst else row.insats_id,
        innehall=typed | ({"version": str(row.version)} if row.planerat_forst else {}),
        actor=actor,
    )


def call_off_planned(insats: Insats, *, actor: Anvandare) -> None:
    """What was planned of an insats that ends is called off with it."""
    for tillfalle in Tillfalle.objects.planned().filter(insats=insats).select_for_update():
        tillfalle.utfall = Tillfalle.Utfall.AVBOKAT
        tillfalle.avbokat_av = Tillfalle.Part.VI
        tillfalle.orsak_ord = "Insatsen avslutades."
        tillfalle.loggad, tillfalle.loggad_av = timezone.now(), actor
        log.save(tillfalle, actor=actor, verb=Verb.TILLFALLE_RECORD)


def _new(
    insats: Insats, actor: Anvandare, *, nar: datetime, minuter: int, planerat_forst: bool = False
) -> Tillfalle:
    return Tillfalle(
        akt_id=insats.akt_id,
        namnd_id=insats.namnd_id,
        insats=insats,
        nar=nar,
        minuter=minuter,
        planerat_forst=planerat_forst,
        loggad_av=actor,
    )


def _require_running(insats: Insats) -> None:
    if insats.status != Insats.Status.PAGAENDE:
        raise ValidationError(PAGAR_INTE)


def _note(tillfalle: Tillfalle, rad: Utfall, anteckning: str, oro: str, actor: Anvandare) -> None:
    if hinder := hinder_for_utfall(rad, timezone.now()):
        raise ValidationError({ett.falt: ett.text for ett in hinder})
    blev_av = rad.utfall == Tillfalle.Utfall.GENOMFORT
    tillfalle.utfall = rad.utfall
    tillfalle.orsak = None if blev_av else rad.orsak or None
    tillfalle.orsak_ord = None if blev_av else rad.orsak_ord or None
    tillfalle.avbokat_av = rad.avbokat_av if rad.utfall == Tillfalle.Utfall.AVBOKAT else ""
    tillfalle.anteckning = anteckning
    tillfalle.loggad = timezone.now()
    log.save(tillfalle, actor=actor, verb=Verb.TILLFALLE_RECORD)
    if oro.strip():
        oro_actions.mark_oro(tillfalle, oro, actor=actor)


def _as_typed(rad: Tillfalle) -> dict[str, str]:
    """What the form held, by field."""
    return {
        "utfall": rad.utfall,
        "nar": f"{timezone.localtime(rad.nar):%Y-%m-%dT%H:%M}",
        "minuter": str(rad.minuter),
        "anteckning": rad.anteckning,
        "orsak": rad.orsak or "",
        "orsak_ord": rad.orsak_ord or "",
        "avbokat_av": rad.avbokat_av,
    }
