"""Statutory clocks: started by events, stopped by what fulfils them, extended by a decision."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden import policy
from arenden.actions.las import lock, lock_arende
from arenden.models import Anmalan, Arende, Frist, Fristforlangning
from arenden.rules import frister
from audit import log
from audit.action import action
from audit.verb import Verb

YTTRANDE = "yttrande_lul"
SNART = timedelta(days=3)
"""From when a clock is said to run out soon."""


def start_frist(
    arende: Arende,
    slag: str,
    *,
    ankare: datetime,
    actor: Anvandare | None,
    anmalan: Anmalan | None = None,
    senast: date | None = None,
    kalla: UUID | None = None,
) -> Frist:
    """Start a clock at `ankare`; `senast` replaces the law's budget where somebody set the day.

    `kalla`: what in the ärende it belongs to, such as an arbetsgång.
    """
    fristslag = frister.fristslag(slag, timezone.localdate(ankare))
    utrakning = frister.deadline(fristslag, ankare, till=senast)
    frist = Frist(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        arende=arende,
        anmalan=anmalan,
        kalla=kalla,
        slag=slag,
        lagrum=fristslag.lagrum,
        ankare=ankare,
        budget=fristslag.budget,
        gar_sedan=ankare,
        mal=utrakning.mal,
        senast=utrakning.senast,
    )
    log.save(frist, actor=actor, verb=Verb.FRIST_START)
    return frist


def stop_frist(
    arende: Arende,
    slag: str,
    *,
    actor: Anvandare | None,
    anmalan: Anmalan | None = None,
    kalla: UUID | None = None,
    utgang: Frist.Utgang = Frist.Utgang.UPPFYLLD,
) -> None:
    """Stop the running clocks of a kind: what they asked for is done, or no longer asked.

    With `anmalan` or `kalla`, only those that belong to it.
    """
    frister_ = Frist.objects.filter(arende=arende, slag=slag).running()
    if anmalan is not None:
        frister_ = frister_.filter(anmalan=anmalan)
    if kalla is not None:
        frister_ = frister_.filter(kalla=kalla)
    for frist in frister_.select_for_update():
        _stop(frist, utgang, actor=actor)


def stop_all(arende: Arende, *, actor: Anvandare) -> None:
    """Stop what a closed case no longer asks for; the reporter's week goes on (SoL 19:6)."""
    frister_ = Frist.objects.filter(arende=arende).exclude(slag="aterkoppling").running()
    for frist in frister_.select_for_update():
        _stop(frist, Frist.Utgang.INAKTUELL, actor=actor)
    copy_nearest(arende, actor=actor, verb=Verb.FRIST_STOP)


def copy_nearest(arende: Arende, *, actor: Anvandare | None, verb: Verb) -> None:
    """Let the case's own column, which lists sort by, say when its nearest running clock ends."""
    frist = Frist.objects.filter(arende=arende).running().order_by("senast").first()
    senast = frist.senast if frist else None
    if arende.narmaste_frist != senast:
        arende.narmaste_frist = senast
        log.save(arende, actor=actor, verb=verb)


def _stop(frist: Frist, utgang: Frist.Utgang, *, actor: Anvandare | None) -> None:
    frist.stoppad = timezone.now()
    frist.utgang = utgang
    log.save(frist, actor=actor, verb=Verb.FRIST_STOP)


@action
def complete_yttrande(*, frist: Frist, actor: Anvandare) -> Frist:
    """Stop the prosecutor's clock: the yttrande has been given (LUL 11 §)."""
    arende = lock_arende(frist.arende)
    require(policy.may_work(actor, arende))
    row = lock(Frist, frist.pk)
    if row.slag != YTTRANDE or row.stoppad is not None:
        raise ValidationError("Det finns inget begärt yttrande att lämna.")
    _stop(row, Frist.Utgang.UPPFYLLD, actor=actor)
    copy_nearest(arende, actor=actor, verb=Verb.FRIST_STOP)
    return row


@action
def extend_frist(
    *, frist: Frist, till: date, motivering: str, actor: Anvandare
) -> Fristforlangning:
    """Decide on more time: synnerliga skäl in SoL 20:2, särskilda skäl in SoL 20:3."""
    arende = lock_arende(frist.arende)
    require(policy.may_decide(actor, arende, "forlangning"))
    row = lock(Frist, frist.pk)
    grund = frister.fristslag(row.slag, row.mal).forlangning
    if row.stoppad is not None or grund is None:
        raise ValidationError("Fristen kan inte förlängas.")
    if till <= row.mal:
        text = f"Välj en dag efter den sista dagen i dag, {row.mal}."
        raise ValidationError({"till": text})
    forlangning = Fristforlangning(
        akt_id=row.akt_id,
        namnd_id=row.namnd_id,
        frist=row,
        grund=grund,
        motivering=motivering,
        tidigare=row.mal,
        till=till,
        beslutad_av=actor,
    )
    log.save(forlangning, actor=actor, verb=Verb.FRIST_EXTEND)
    utrakning = frister.on_day(till)
    row.mal, row.senast = utrakning.mal, utrakning.senast
    log.save(row, actor=actor, verb=Verb.FRIST_EXTEND)
    copy_nearest(arende, actor=actor, verb=Verb.FRIST_EXTEND)
    return forlangning


def as_view(frist: Frist, nu: datetime | None = None) -> dict[str, Any]:
    """A clock in words and shares, for templates/partials/frist.html."""
    nu = nu or timezone.now()
    slag = frister.fristslag(frist.slag, timezone.localdate(frist.ankare))
    lagdag = timezone.localdate(frist.senast)
    helhet = max(frist.senast - frist.ankare, timedelta(seconds=1))
    lage, text = _lage(frist, nu)
    return {
        "pk": frist.pk,
        "namn": slag.namn,
        "dag": frist.mal,
        "lagdag": lagdag if lagdag != frist.mal else None,
        "lagrum": frist.lagrum,
        "text": text,
        "lage": lage,
        "andel": min(100, max(0, round(100 * ((frist.stoppad or nu) - frist.ankare) / helhet))),
        "regel": slag.regel,
        "forklaring": frister.explain(
            slag, frist.ankare, frister.Utrakning(frist.mal, lagdag, frist.senast)
        ),
        "kan_lamnas": frist.slag == YTTRANDE and frist.stoppad is None,
        "kan_forlangas": slag.forlangning is not None and frist.stoppad is None,
    }


def _lage(frist: Frist, nu: datetime) -> tuple[str, str]:
    """How it stands and in which words: counted to the strict day, and past it to the law's."""
    if frist.stoppad is not None:
        return "klar", frist.get_utgang_display()
    if nu > frist.senast:
        return "sen", frister.in_words(frist.senast, nu)
    if timezone.localdate(nu) > frist.mal:
        return "snart", f"lagens gräns: {frister.in_words(frist.senast, nu)}"
    strikt = min(frist.senast, frister.on_day(frist.mal).senast)
    return ("snart" if strikt - nu < SNART else "lugn"), frister.in_words(strikt, nu)
