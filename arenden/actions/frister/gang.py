"""Starting and stopping clocks, in the transaction of what does so."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.actions.aviseringar import withdraw
from access.models import Anvandare, Avisering
from access.policy import require
from arenden import policy
from arenden.actions.frister.forlopp import put_days
from arenden.actions.las import lock, lock_arende
from arenden.models import Anmalan, Arende, Frist
from arenden.rules import frister
from audit import log
from audit.action import action
from audit.verb import Verb

YTTRANDE = "yttrande_lul"
EFTER_AVSLUT = (
    "aterkoppling",
    "omprovning",
    "overklagande",
    "overlamnande_ratten",
    "rattelse_begard",
    "utfall_6",
    "utfall_12",
    "utlamnande",
    YTTRANDE,
)
"""Times that go on when the case is closed: those that others have (SoL 19:6, FL 36–46 §§,
TF 2:15–16), and of what the person has said yes to afterwards."""


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
        satt=senast,
        gar_sedan=ankare,
    )
    put_days(frist, frister.deadline(fristslag, ankare, till=senast), timezone.now())
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
        end_frist(frist, utgang, actor=actor)


def stop_all(arende: Arende, *, actor: Anvandare | None) -> None:
    """Stop what a closed case no longer asks for; what others have time for goes on."""
    frister_ = Frist.objects.filter(arende=arende).exclude(slag__in=EFTER_AVSLUT).running()
    for frist in frister_.select_for_update():
        end_frist(frist, Frist.Utgang.INAKTUELL, actor=actor)
    copy_nearest(arende, actor=actor, verb=Verb.FRIST_STOP)


def end_frist(frist: Frist, utgang: Frist.Utgang, *, actor: Anvandare | None) -> None:
    """Stop a locked clock, and the rest that it may be in."""
    nu = timezone.now()
    for vila in frist.vilor.filter(till=None):
        vila.till, vila.avslutad_av = nu, actor
        log.save(vila, actor=actor, verb=Verb.FRIST_STOP)
    frist.stoppad, frist.utgang, frist.nasta_steg = nu, utgang, None
    log.save(frist, actor=actor, verb=Verb.FRIST_STOP)
    withdraw([Avisering.Slag.FRIST, Avisering.Slag.FRIST_SEN], objekt_ids=[frist.pk])


def copy_nearest(arende: Arende, *, actor: Anvandare | None, verb: Verb) -> None:
    """Let the case's own column, which lists sort by, say when its nearest running clock ends."""
    frist = Frist.objects.filter(arende=arende).running().order_by("senast").first()
    senast = frist.senast if frist else None
    if arende.narmaste_frist != senast:
        arende.narmaste_frist = senast
        log.save(arende, actor=actor, verb=verb)


@action
def complete_yttrande(*, frist: Frist, actor: Anvandare) -> Frist:
    """Stop a prosecutor's clock that no arbetsgång keeps: the yttrande has been given (LUL 11)."""
    arende = lock_arende(frist.arende)
    require(policy.may_work(actor, arende))
    row = lock(Frist, frist.pk)
    if row.slag != YTTRANDE or row.kalla is not None or row.stoppad is not None:
        raise ValidationError("Det finns inget begärt yttrande att lämna.")
    end_frist(row, Frist.Utgang.UPPFYLLD, actor=actor)
    copy_nearest(arende, actor=actor, verb=Verb.FRIST_STOP)
    return row
