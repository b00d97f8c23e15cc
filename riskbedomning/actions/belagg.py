"""Adding evidence to a factor."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden.actions.las import lock
from audit import log
from audit.action import action
from audit.verb import Verb
from riskbedomning import policy
from riskbedomning.kallor import ANTECKNING, BIDRAG, HANDLING, Kalla, kallor_for
from riskbedomning.models import Bedomning, Belagg, Faktor

RADER = {ANTECKNING: "anteckning_id", HANDLING: "handling_id", BIDRAG: "bidrag_id"}


@action
def add_belagg(
    *,
    bedomning: Bedomning,
    faktor: Faktor,
    nyckel: str,
    sagt_av: str,
    dag: date | None,
    text: str,
    actor: Anvandare,
) -> Belagg:
    """Say what an answer rests on.

    `nyckel` is a source's key (kallor.py), or empty where `sagt_av` says who told it. The day is
    the source's own unless another is given. Refuses what cannot be found, with where.
    """
    row = lock(Bedomning, bedomning.pk)
    require(policy.may_answer(actor, row))
    if faktor.instrumentversion_id != row.instrumentversion_id:
        raise ValidationError("Faktorn hör inte till bedömningen.", code="faktor")
    kalla = _find(row, nyckel, actor) if nyckel else None
    if kalla is None and not sagt_av.strip():
        raise ValidationError({"sagt_av": "Välj en källa, eller skriv vem som har sagt det."})
    dag = dag or (kalla.dag if kalla else None)
    if dag is None:
        raise ValidationError({"dag": "Ange vilken dag uppgiften är från."})
    if dag > timezone.localdate():
        raise ValidationError({"dag": "Dagen har inte varit än."})
    belagg = Belagg(
        akt_id=row.akt_id,
        namnd_id=row.namnd_id,
        bedomning=row,
        faktor=faktor,
        dag=dag,
        text=text,
        skriven_av=actor,
        **(_linked(kalla) if kalla else {"slag": Belagg.Slag.PARTSUPPGIFT, "kalla": sagt_av}),
    )
    log.save(belagg, actor=actor, verb=Verb.BELAGG_ADD)
    return belagg


def _find(bedomning: Bedomning, nyckel: str, actor: Anvandare) -> Kalla:
    for kalla in kallor_for(bedomning, actor):
        if kalla.nyckel == nyckel:
            return kalla
    raise ValidationError({"nyckel": "Källan finns inte längre. Välj en annan."})


def _linked(kalla: Kalla) -> dict[str, Any]:
    """The source as a row of the akt, or by its key where it lies in another room."""
    held: dict[str, Any] = {"slag": kalla.slag, "kalla": kalla.rubrik[:300]}
    if kalla.typ in RADER:
        return held | {RADER[kalla.typ]: kalla.id}
    return held | {"annan_kalla": kalla.nyckel}
