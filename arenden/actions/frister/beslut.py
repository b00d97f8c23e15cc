"""Decisions about a running clock: more time, rest, going on, and another anchor.

Each is a row of its own that keeps what was before; the clock's days follow from all of them.
"""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden import policy
from arenden.actions.frister.forlopp import chain_of, ledger_of, put_days, slag_of
from arenden.actions.frister.gang import copy_nearest, end_frist
from arenden.actions.las import lock, lock_arende
from arenden.models import Arende, Frist, Fristflytt, Fristforlangning, Fristvila
from arenden.rules import frister
from arenden.rules.fristforlopp import vilogrunder
from audit import log
from audit.action import action
from audit.verb import Verb

FORLANGNING = "forlangning"
"""The kind of decision in the delegation order, for all that changes a statutory time."""


@action
def extend_frist(
    *, frist: Frist, till: date, motivering: str, actor: Anvandare
) -> Fristforlangning:
    """Give more time: synnerliga skäl in SoL 20:2, särskilda skäl in SoL 20:3.

    Where somebody else set the day, it is they who give more (LUL 12 §), and it is only noted.
    Whether and on which ground follows from the law of the day the clock began.
    """
    arende = lock_arende(frist.arende)
    slag = slag_of(frist)
    require(policy.may_extend(actor, arende, slag.forlangs_av or ""))
    row = _lock_running(frist)
    if slag.forlangning is None:
        raise ValidationError("Fristen kan inte förlängas.")
    if row.mal is None:
        raise ValidationError("Fristen vilar. Låt den gå igen innan du förlänger den.")
    if till <= row.mal:
        text = f"Välj en dag efter den sista dagen i dag, {row.mal}."
        raise ValidationError({"till": text})
    forlangning = Fristforlangning(
        akt_id=row.akt_id,
        namnd_id=row.namnd_id,
        frist=row,
        nummer=Fristforlangning.objects.filter(frist__in=chain_of(row)).count() + 1,
        grund=slag.forlangning,
        lagrum=slag.lagrum,
        motivering=motivering,
        tidigare=row.mal,
        till=till,
        beslutad_av=actor,
    )
    log.save(forlangning, actor=actor, verb=Verb.FRIST_EXTEND)
    _follow_ledger(row, arende, actor, Verb.FRIST_EXTEND)
    return forlangning


@action
def rest_frist(*, frist: Frist, grund: str, motivering: str, actor: Anvandare) -> Fristvila:
    """Let a clock rest, on a ground that the law or the city has for its kind.

    A resting clock has no last day, so it is neither late nor warned of. Most statutory times may
    not rest; then this raises ValidationError.
    """
    arende = lock_arende(frist.arende)
    require(policy.may_decide(actor, arende, FORLANGNING))
    row = _lock_running(frist)
    nu = timezone.now()
    grunder = {rad.grund: rad for rad in vilogrunder(row.slag, timezone.localdate(nu))}
    if not grunder:
        raise ValidationError("Lagen låter inte den här fristen vila.")
    if grund not in grunder:
        raise ValidationError({"grund": "Välj en av grunderna i listan."})
    if row.gar_sedan is None or row.mal is None:
        raise ValidationError("Fristen vilar redan.")
    vila = Fristvila(
        akt_id=row.akt_id,
        namnd_id=row.namnd_id,
        frist=row,
        fran=nu,
        grund=grund,
        lagrum=grunder[grund].lagrum,
        motivering=motivering,
        mal_fore=row.mal,
        beslutad_av=actor,
    )
    log.save(vila, actor=actor, verb=Verb.FRIST_REST)
    row.forbrukat += nu - row.gar_sedan
    row.gar_sedan = row.mal = row.senast = row.nasta_steg = None
    log.save(row, actor=actor, verb=Verb.FRIST_REST)
    copy_nearest(arende, actor=actor, verb=Verb.FRIST_REST)
    return vila


@action
def resume_frist(*, frist: Frist, actor: Anvandare, motivering: str = "") -> Frist:
    """Let a resting clock go on: what was left when it stopped is left now."""
    arende = lock_arende(frist.arende)
    require(policy.may_decide(actor, arende, FORLANGNING))
    row = _lock_running(frist)
    vila = Fristvila.objects.filter(frist=row, till=None).first()
    if vila is None:
        raise ValidationError("Fristen vilar inte.")
    vila.till, vila.avslutad_av, vila.motivering_igen = timezone.now(), actor, motivering
    log.save(vila, actor=actor, verb=Verb.FRIST_RESUME)
    row.gar_sedan = vila.till
    _follow_ledger(row, arende, actor, Verb.FRIST_RESUME)
    return row


@action
def move_ankare(*, frist: Frist, ankare: datetime, motivering: str, actor: Anvandare) -> Frist:
    """Count from another time than was thought: a new clock takes over, and the old one stays.

    The decisions about the old one still stand. Returns the new one.
    """
    arende = lock_arende(frist.arende)
    require(policy.may_decide(actor, arende, FORLANGNING))
    row = _lock_running(frist)
    if row.gar_sedan is None:
        raise ValidationError("Fristen vilar. Låt den gå igen innan du rättar tiden.")
    if ankare > timezone.now():
        raise ValidationError({"ankare": "Tiden ligger i framtiden."})
    if ankare == row.ankare:
        raise ValidationError({"ankare": "Fristen räknas redan från den tiden."})
    ny = _counted_from(ankare, row)
    end_frist(row, Frist.Utgang.ERSATT, actor=actor)
    log.save(ny, actor=actor, verb=Verb.FRIST_MOVE)
    flytt = Fristflytt(
        akt_id=row.akt_id,
        namnd_id=row.namnd_id,
        frist=ny,
        tidigare=row.ankare,
        motivering=motivering,
        beslutad_av=actor,
    )
    log.save(flytt, actor=actor, verb=Verb.FRIST_MOVE)
    copy_nearest(arende, actor=actor, verb=Verb.FRIST_MOVE)
    return ny


def _counted_from(ankare: datetime, row: Frist) -> Frist:
    """The clock that takes over from `row`, unsaved, under the law of its own first day."""
    try:
        slag = frister.fristslag(row.slag, timezone.localdate(ankare))
    except KeyError:
        raise ValidationError({"ankare": "Det fanns ingen sådan frist i lagen då."}) from None
    gar_sedan = row.gar_sedan or row.ankare
    if gar_sedan == row.ankare:
        gar_sedan = ankare
    ny = Frist(
        akt_id=row.akt_id,
        namnd_id=row.namnd_id,
        arende_id=row.arende_id,
        anmalan_id=row.anmalan_id,
        kalla=row.kalla,
        slag=row.slag,
        lagrum=slag.lagrum,
        ankare=ankare,
        budget=slag.budget,
        satt=row.satt,
        gar_sedan=max(ankare, gar_sedan),
        ersatter=row,
    )
    forlopp = ledger_of(ny)
    ny.forbrukat = forlopp.consumed(max(ankare, gar_sedan))
    lage = forlopp.utrakning()
    assert lage is not None  # noqa: S101 – `row` does not rest
    put_days(ny, lage, timezone.now())
    return ny


def _lock_running(frist: Frist) -> Frist:
    row = lock(Frist, frist.pk)
    if row.stoppad is not None:
        raise ValidationError("Fristen är redan avslutad.")
    return row


def _follow_ledger(row: Frist, arende: Arende, actor: Anvandare, verb: Verb) -> None:
    """Let the days of a running clock say what now follows from its ledger."""
    lage = ledger_of(row).utrakning()
    assert lage is not None  # noqa: S101 – it runs
    put_days(row, lage, timezone.now())
    log.save(row, actor=actor, verb=verb)
    copy_nearest(arende, actor=actor, verb=verb)
