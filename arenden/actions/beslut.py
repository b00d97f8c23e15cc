"""Propose and decide: two people, always."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden import fard, policy
from arenden.actions.avslut import end_handlaggning
from arenden.actions.las import check_version, lock, lock_arende
from arenden.models import Arende, Beslut, Steg
from audit import log
from audit.action import action
from audit.verb import Verb


@action
def propose_beslut(
    *,
    arende: Arende,
    slag: str,
    lagrum: str,
    text: str,
    motivering: str,
    barnkonsekvens: str,
    actor: Anvandare,
) -> Beslut:
    """Put a proposal before whoever decides (FL 32)."""
    arende = lock_arende(arende)
    require(policy.may_work(actor, arende))
    require(policy.is_open(arende, Steg.BESLUTSFORSLAG))
    beslut = Beslut(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        arende=arende,
        slag=slag,
        lagrum=lagrum,
        text=text,
        motivering=motivering,
        barnkonsekvens=barnkonsekvens,
        foreslagen_av=actor,
    )
    log.save(beslut, actor=actor, verb=Verb.BESLUT_PROPOSE)
    fard.fardvag().complete(arende, Steg.BESLUTSFORSLAG, actor=actor)
    return beslut


@action
def decide_beslut(
    *, beslut: Beslut, utfall: str, kommentar: str, version: int, actor: Anvandare
) -> Beslut:
    """Decide as proposed, or hand the proposal back with what is missing.

    Never by the one who proposed it. A decision without insats closes the case.
    """
    arende = lock_arende(beslut.arende)
    row = lock(Beslut, beslut.pk)
    require(policy.may_decide_beslut(actor, row))
    check_version(row, version)
    if utfall == Beslut.Utfall.ATERREMISS and not kommentar.strip():
        raise ValidationError({"kommentar": "Skriv vad som behöver kompletteras."})
    row.utfall = utfall
    row.kommentar = kommentar
    row.beslutad_av = actor
    row.beslutad = timezone.now()
    log.save(
        row,
        actor=actor,
        verb=Verb.BESLUT_RETURN if utfall == Beslut.Utfall.ATERREMISS else Verb.BESLUT_DECIDE,
    )
    fard.fardvag().complete(arende, Steg.BESLUT, actor=actor)
    if arende.steg == Steg.AVSLUTAT:
        end_handlaggning(arende, actor=actor)
    return row
