"""Follow up in rounds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError

from access.models import Anvandare
from access.policy import require
from arenden import fard
from arenden.actions.frister import start_frist, stop_frist
from arenden.actions.las import lock_arende
from arenden.models import Arende, Steg
from audit import log
from audit.action import action
from audit.verb import Verb
from insatser import policy
from insatser.models import Mal, Maluppfyllelse, Plan, Uppfoljning


@action
def complete_uppfoljning(
    *,
    arende: Arende,
    sammanfattning: str,
    barnets_rost: str,
    beslut: str,
    nasta_senast: date | None,
    uppfyllelser: Mapping[Mal, tuple[int, str]],
    actor: Anvandare,
) -> Uppfoljning:
    """Record a round: how each goal in force went, the child's words, what happens now."""
    arende = lock_arende(arende)
    require(policy.may_work(actor, arende))
    require(policy.is_open(arende, Steg.UPPFOLJNING))
    plan = plan_in_force(arende)
    if plan is None:
        raise ValidationError("Det finns ingen fastställd plan att följa upp.")
    if missing := set(plan.mal_set.all()) - set(uppfyllelser):
        raise ValidationError(f"Ange hur det gick för varje mål; {len(missing)} saknas.")
    uppfoljning = Uppfoljning(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        arende=arende,
        plan=plan,
        runda=arende.uppfoljningar.count() + 1,
        sammanfattning=sammanfattning,
        barnets_rost=barnets_rost,
        beslut=beslut,
        nasta_senast=nasta_senast if beslut == Uppfoljning.Beslut.FORTSATT else None,
        genomford_av=actor,
    )
    log.save(uppfoljning, actor=actor, verb=Verb.UPPFOLJNING_COMPLETE)
    for mal, (grad, kommentar) in uppfyllelser.items():
        uppfyllelse = Maluppfyllelse(
            akt_id=arende.akt_id,
            namnd_id=arende.namnd_id,
            uppfoljning=uppfoljning,
            mal=mal,
            grad=grad,
            kommentar=kommentar,
        )
        log.save(uppfyllelse, actor=actor, verb=Verb.UPPFOLJNING_COMPLETE)
    stop_frist(arende, "uppfoljning", actor=actor)
    if uppfoljning.nasta_senast:
        start_frist(
            arende,
            "uppfoljning",
            ankare=uppfoljning.genomford,
            senast=uppfoljning.nasta_senast,
            actor=actor,
        )
    fard.fardvag().complete(arende, Steg.UPPFOLJNING, actor=actor)
    return uppfoljning


def plan_in_force(arende: Arende) -> Plan | None:
    return arende.planer.exclude(faststalld=None).order_by("-nummer").first()
