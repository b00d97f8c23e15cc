"""The immediate protection assessment."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from access.models import Anvandare
from access.policy import require
from arenden import fard, policy
from arenden.actions.frister import start_frist, stop_frist
from arenden.actions.inflode import end_registrering
from arenden.actions.las import lock_arende
from arenden.models import Anmalan, Forhandsbedomning, Skyddsbedomning, Steg
from audit import log
from audit.action import action
from audit.verb import Verb


@action
def decide_skyddsbedomning(
    *,
    anmalan: Anmalan,
    omedelbart_behov: bool,
    bedomning: str,
    atgarder: str,
    actor: Anvandare,
) -> Skyddsbedomning:
    """Assess whether the child needs protection at once (SoL 20:1) and let the report go on.

    An immediate need must name what is done about it. A report that joined a case already decided
    on has its reporter's week from here: a utredning goes on (SoL 19:6).
    """
    arende = lock_arende(anmalan.arende)
    require(policy.may_work(actor, arende))
    if Skyddsbedomning.objects.filter(anmalan=anmalan).exists():
        raise ValidationError("Skyddsbedömningen är redan gjord.")
    if omedelbart_behov and not atgarder.strip():
        raise ValidationError(
            {"atgarder": "Barnet behöver skydd genast. Skriv vad ni gör, och vem som gör det."}
        )
    skyddsbedomning = Skyddsbedomning(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        anmalan=anmalan,
        omedelbart_behov=omedelbart_behov,
        bedomning=bedomning,
        atgarder=atgarder,
        bedomd_av=actor,
    )
    log.save(skyddsbedomning, actor=actor, verb=Verb.SKYDDSBEDOMNING_DECIDE)
    stop_frist(arende, "skyddsbedomning", anmalan=anmalan, actor=actor)
    fard.fardvag().complete(arende, Steg.SKYDDSBEDOMNING, anmalan=anmalan, actor=actor)
    if anmalan.onskar_aterkoppling and Forhandsbedomning.objects.filter(arende=arende).exists():
        start_frist(
            arende, "aterkoppling", ankare=skyddsbedomning.bedomd, anmalan=anmalan, actor=actor
        )
    if arende.handlaggare_id is not None:
        end_registrering(arende, actor=actor)
    return skyddsbedomning
