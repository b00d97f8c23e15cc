"""An assessment's way: begun, judged, completed and locked."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden.actions.las import lock, lock_arende
from arenden.models import Arende
from audit import log
from audit.action import action
from audit.verb import Verb
from riskbedomning import policy
from riskbedomning.actions.fardig import by_place, hinder_for_fardig
from riskbedomning.actions.instrumentval import hinder_for_instrument
from riskbedomning.actions.medlasningsbegaran import follow_medlasning
from riskbedomning.models import Bedomning, Instrumentversion


@action
def start_bedomning(
    *, arende: Arende, instrumentversion: Instrumentversion, skal: str = "", actor: Anvandare
) -> Bedomning:
    """Begin a blank assessment with `actor` as its named assessor.

    Nothing is copied: neither from siblings nor from an earlier assessment of the same child.
    Another instrument than one for the person's age takes a `skal`, which is kept.
    """
    arende = lock_arende(arende)
    require(policy.may_assess(actor, arende))
    if instrumentversion.publicerad is None:
        raise ValidationError("Instrumentet är inte publicerat än.", code="opublicerat")
    if hinder := hinder_for_instrument(arende, instrumentversion, skal):
        raise ValidationError(by_place(hinder))
    bedomning = Bedomning(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        arende=arende,
        instrumentversion=instrumentversion,
        instrument_skal=skal.strip() or None,
        bedomare=actor,
    )
    log.save(bedomning, actor=actor, verb=Verb.BEDOMNING_OPEN)
    return bedomning


@action
def save_samlad(
    *,
    bedomning: Bedomning,
    version: int,
    kallor: str,
    barnets_syn: str,
    barnets_syn_saknas: str,
    vardnadshavares_syn: str,
    scenario: str,
    samlad: str,
    motiv: str,
    ny_bedomning: date | None,
    actor: Anvandare,
) -> Bedomning:
    """Save what the named assessor concludes, in own words."""
    row = lock(Bedomning, bedomning.pk, version=version)
    require(policy.may_complete(actor, row))
    row.kallor = kallor
    row.barnets_syn = barnets_syn
    row.barnets_syn_saknas = barnets_syn_saknas
    row.vardnadshavares_syn = vardnadshavares_syn
    row.scenario = scenario
    row.samlad = samlad
    row.motiv = motiv
    row.ny_bedomning = ny_bedomning
    log.save(row, actor=actor, verb=Verb.BEDOMNING_JUDGE)
    follow_medlasning(row, actor=actor)
    return row


@action
def complete_bedomning(*, bedomning: Bedomning, actor: Anvandare) -> Bedomning:
    """Complete and lock. Refuses, with everything that is missing, until it is whole."""
    row = lock(Bedomning, bedomning.pk)
    require(policy.may_complete(actor, row))
    if hinder := hinder_for_fardig(row):
        raise ValidationError(by_place(hinder))
    row.status = Bedomning.Status.FARDIG
    row.fardig_at = timezone.now()
    log.save(row, actor=actor, verb=Verb.BEDOMNING_COMPLETE)
    return row


def hinder_for_utredning(arende: Arende) -> list[str]:
    """What the utredning waits for from this room."""
    if Bedomning.objects.filter(arende=arende).completed().exists():
        return []
    return ["Riskbedömningen är inte färdig."]
