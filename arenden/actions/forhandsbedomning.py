"""Shall a utredning be opened, and what is the reporter told."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden import fard, policy
from arenden.actions.avslut import end_handlaggning
from arenden.actions.frister import copy_nearest, start_frist, stop_frist
from arenden.actions.las import lock, lock_arende
from arenden.actions.utredning import open_utredning
from arenden.models import (
    Anmalan,
    Arende,
    Aterkoppling,
    Forhandsbedomning,
    Skyddsbedomning,
    Steg,
)
from audit import log
from audit.action import action
from audit.verb import Verb

VECKAN = timedelta(days=7)


@action
def decide_forhandsbedomning(
    *, arende: Arende, inleds: bool, motivering: str, actor: Anvandare
) -> Forhandsbedomning:
    """Decide whether to open a utredning (SoL 14:2, 20:2); starts or stops the clocks with it."""
    arende = lock_arende(arende)
    require(policy.may_work(actor, arende))
    require(policy.is_open(arende, Steg.FORHANDSBEDOMNING))
    forhandsbedomning = Forhandsbedomning(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        arende=arende,
        inleds=inleds,
        motivering=motivering,
        beslutad_av=actor,
    )
    log.save(forhandsbedomning, actor=actor, verb=Verb.FORHANDSBEDOMNING_DECIDE)
    for slag in ("forhandsbedomning", "trefas_markering"):
        stop_frist(arende, slag, actor=actor)
    for anmalan in arende.anmalningar.filter(onskar_aterkoppling=True, aterkoppling=None):
        start_frist(
            arende, "aterkoppling", ankare=forhandsbedomning.beslutad, anmalan=anmalan, actor=actor
        )
    if inleds:
        open_utredning(arende, nar=forhandsbedomning.beslutad, actor=actor)
    fard.fardvag().complete(arende, Steg.FORHANDSBEDOMNING, actor=actor)
    if not inleds:
        end_handlaggning(arende, actor=actor)
    return forhandsbedomning


@action
def request_aterkoppling(*, anmalan: Anmalan, actor: Anvandare) -> Anmalan:
    """Note that the reporter asks to know only now (SoL 19:6).

    Within the week from the decision that week is kept; later the answer is given at once. Before
    the decision nothing runs yet.
    """
    arende = lock_arende(anmalan.arende)
    require(policy.may_give_aterkoppling(actor, arende))
    row = lock(Anmalan, anmalan.pk)
    if row.anonym:
        raise ValidationError("Anmälaren är anonym. Det finns ingen att återkoppla till.")
    if row.onskar_aterkoppling or Aterkoppling.objects.filter(anmalan=row).exists():
        raise ValidationError("Återkopplingen är redan begärd eller lämnad.")
    row.onskar_aterkoppling, row.aterkoppling_begard = True, timezone.now()
    log.save(row, actor=actor, verb=Verb.ATERKOPPLING_REQUEST)
    if (avgjort := _decided(row)) is not None:
        genast = row.aterkoppling_begard > avgjort + VECKAN
        start_frist(
            arende,
            "aterkoppling",
            ankare=row.aterkoppling_begard if genast else avgjort,
            senast=timezone.localdate() if genast else None,
            anmalan=row,
            actor=actor,
        )
        copy_nearest(arende, actor=actor, verb=Verb.ATERKOPPLING_REQUEST)
    return row


def _decided(anmalan: Anmalan) -> datetime | None:
    """When it was decided what the reporter may know: in the ärende, or for one that joined it."""
    beslut = Forhandsbedomning.objects.filter(arende=anmalan.arende_id).first()
    if beslut is None:
        return None
    skydd = Skyddsbedomning.objects.filter(anmalan=anmalan).first()
    return max(beslut.beslutad, skydd.bedomd) if skydd else beslut.beslutad


@action
def give_aterkoppling(
    *, anmalan: Anmalan, uppgift: str, motivering: str, actor: Anvandare
) -> Aterkoppling:
    """Record what the reporter was told: one of three facts (SoL 19:6), or why not even that."""
    arende = lock_arende(anmalan.arende)
    require(policy.may_give_aterkoppling(actor, arende))
    if Aterkoppling.objects.filter(anmalan=anmalan).exists():
        raise ValidationError("Återkopplingen är redan lämnad.")
    if uppgift == Aterkoppling.Uppgift.OLAMPLIG and not motivering.strip():
        raise ValidationError({"motivering": "Skriv varför återkoppling är olämplig."})
    aterkoppling = Aterkoppling(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        anmalan=anmalan,
        uppgift=uppgift,
        motivering=motivering,
        lamnad_av=actor,
    )
    log.save(aterkoppling, actor=actor, verb=Verb.ATERKOPPLING_SEND)
    stop_frist(arende, "aterkoppling", anmalan=anmalan, actor=actor)
    copy_nearest(arende, actor=actor, verb=Verb.ATERKOPPLING_SEND)
    return aterkoppling
