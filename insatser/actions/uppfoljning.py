"""Follow up in rounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

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
from insatser.actions.indikatorvarde import save_varde
from insatser.actions.insats import close_insats
from insatser.actions.malskala import save_skala
from insatser.models import (
    Barnsvar,
    Indikator,
    Insats,
    Insatsval,
    Mal,
    Maluppfyllelse,
    Plan,
    Uppfoljning,
)
from insatser.rules.runda import hinder_for_runda

VERB = Verb.UPPFOLJNING_COMPLETE


@dataclass(frozen=True)
class Svar:
    """What the child said to one question: in words, as a mark (a code of Barnsvar), or both."""

    kod: str
    fraga: str
    svar: str = ""
    skattning: str = ""


@dataclass(frozen=True)
class Matt:
    """What an indicator showed at the round, and where that comes from."""

    varde: str
    kalla: str


@action
def complete_uppfoljning(
    *,
    arende: Arende,
    sammanfattning: str,
    barnets_rost: str,
    beslut: str,
    nasta_senast: date | None,
    uppfyllelser: Mapping[Mal, tuple[int, str]],
    insatsval: Mapping[Insats, tuple[str, str]],
    skal: str = "",
    rost_saknas: str = "",
    svar: Sequence[Svar] = (),
    vardnadshavares_syn: str = "",
    parters_syn: str = "",
    skalor: Mapping[Mal, Mapping[str, str]] | None = None,
    varden: Mapping[Indikator, Matt] | None = None,
    actor: Anvandare,
) -> Uppfoljning:
    """Record a round: the child's answers, how each goal and insats went, what happens now.

    `insatsval` says of every running insats what happens with it, and why; one that is not to go
    on ends today, or with the case where all of it is to end. `skalor` describes goals that had no
    scale, by field of Malskala.
    """
    arende = lock_arende(arende)
    require(policy.may_work(actor, arende))
    require(policy.is_open(arende, Steg.UPPFOLJNING))
    plan = plan_in_force(arende)
    if plan is None:
        raise ValidationError("Det finns ingen fastställd plan att följa upp.")
    if missing := set(plan.mal_set.all()) - set(uppfyllelser):
        raise ValidationError(f"Ange hur det gick för varje mål; {len(missing)} saknas.")
    if set(running(arende)) != set(insatsval):
        raise ValidationError("Välj vad som händer med varje insats som pågår.")
    _require_whole(beslut, insatsval, barnets_rost, svar, rost_saknas)
    runda = Uppfoljning(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        arende=arende,
        plan=plan,
        runda=arende.uppfoljningar.count() + 1,
        sammanfattning=sammanfattning,
        barnets_rost=barnets_rost,
        rost_saknas=rost_saknas or None,
        vardnadshavares_syn=vardnadshavares_syn or None,
        parters_syn=parters_syn or None,
        beslut=beslut,
        skal=skal or None,
        nasta_senast=nasta_senast if beslut == Uppfoljning.Beslut.FORTSATT else None,
        genomford_av=actor,
    )
    log.save(runda, actor=actor, verb=VERB)
    for mal, nivaer in (skalor or {}).items():
        require(policy.may_describe_skala(actor, mal))
        save_skala(mal, nivaer, actor=actor)
    _save_answers(runda, svar, actor)
    _save_goals(runda, uppfyllelser, actor)
    for indikator, matt in (varden or {}).items():
        save_varde(
            indikator,
            dag=timezone.localdate(),
            varde=matt.varde,
            kalla=matt.kalla,
            uppfoljning=runda,
            actor=actor,
        )
    _decide_insatser(runda, insatsval, actor)
    _set_clock(arende, runda, actor)
    fard.fardvag().complete(arende, Steg.UPPFOLJNING, actor=actor)
    return runda


def plan_in_force(arende: Arende) -> Plan | None:
    return arende.planer.exclude(faststalld=None).order_by("-nummer").first()


def running(arende: Arende) -> Sequence[Insats]:
    """The insatser that a round decides about."""
    return list(arende.insatser.filter(status=Insats.Status.PAGAENDE).select_related("insatstyp"))


def _require_whole(
    beslut: str,
    insatsval: Mapping[Insats, tuple[str, str]],
    egna_ord: str,
    svar: Sequence[Svar],
    rost_saknas: str,
) -> None:
    hinder = hinder_for_runda(
        helhet=beslut,
        per_insats=[val for val, _ in insatsval.values()],
        egna_ord=egna_ord,
        svar=any(rad.svar or rad.skattning for rad in svar),
        rost_saknas=rost_saknas,
    )
    if hinder:
        raise ValidationError({ett.falt: ett.text for ett in hinder})


def _save_answers(runda: Uppfoljning, svar: Sequence[Svar], actor: Anvandare) -> None:
    for ordning, rad in enumerate(svar):
        if rad.svar.strip() or rad.skattning:
            ett = _of(runda, Barnsvar, kod=rad.kod, fraga=rad.fraga, ordning=ordning)
            ett.svar, ett.skattning = rad.svar, rad.skattning or None
            log.save(ett, actor=actor, verb=VERB)


def _save_goals(
    runda: Uppfoljning, uppfyllelser: Mapping[Mal, tuple[int, str]], actor: Anvandare
) -> None:
    for mal, (grad, kommentar) in uppfyllelser.items():
        uppfyllelse = _of(runda, Maluppfyllelse, mal=mal, grad=grad, kommentar=kommentar)
        log.save(uppfyllelse, actor=actor, verb=VERB)


def _decide_insatser(
    runda: Uppfoljning, insatsval: Mapping[Insats, tuple[str, str]], actor: Anvandare
) -> None:
    for insats, (val, skal) in insatsval.items():
        log.save(
            _of(runda, Insatsval, insats=insats, beslut=val, skal=skal), actor=actor, verb=VERB
        )
        if val == Insatsval.Beslut.AVSLUTA and runda.beslut != Uppfoljning.Beslut.AVSLUTA:
            idag = timezone.localdate()
            close_insats(
                insats=insats,
                slutdatum=max(idag, insats.startdatum or idag),
                version=insats.version,
                actor=actor,
            )


def _of(runda: Uppfoljning, model: Any, **falt: Any) -> Any:
    """A row that belongs to the round, in its akt."""
    return model(akt_id=runda.akt_id, namnd_id=runda.namnd_id, uppfoljning=runda, **falt)


def _set_clock(arende: Arende, runda: Uppfoljning, actor: Anvandare) -> None:
    stop_frist(arende, "uppfoljning", actor=actor)
    if runda.nasta_senast:
        start_frist(
            arende, "uppfoljning", ankare=runda.genomford, senast=runda.nasta_senast, actor=actor
        )
