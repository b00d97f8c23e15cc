"""Writing down what the child and the guardians say themselves."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden.actions.las import lock
from audit import log
from audit.action import action
from audit.verb import Verb
from riskbedomning import policy
from riskbedomning.models import Bedomning, EgenSyn, Faktor


@action
def add_egensyn(
    *,
    bedomning: Bedomning,
    vem: str,
    namn: str,
    niva: str,
    faktor: Faktor | None,
    satt: str,
    dag: date,
    text: str,
    actor: Anvandare,
) -> EgenSyn:
    """Keep somebody's own words beside the assessor's. With a factor, `niva` is the factor's."""
    row = lock(Bedomning, bedomning.pk)
    require(policy.may_answer(actor, row))
    if dag > timezone.localdate():
        raise ValidationError({"dag": "Dagen har inte varit än."})
    syn = EgenSyn(
        akt_id=row.akt_id,
        namnd_id=row.namnd_id,
        bedomning=row,
        vem=vem,
        namn=namn,
        niva=faktor.niva if faktor else niva,
        faktor=faktor,
        satt=satt,
        dag=dag,
        text=text,
        skriven_av=actor,
    )
    log.save(syn, actor=actor, verb=Verb.EGENSYN_ADD)
    return syn
