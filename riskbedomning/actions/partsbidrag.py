"""Writing down what another party says, as theirs."""

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
from riskbedomning.models import Bedomning, Faktor, Partsbidrag


@action
def add_partsbidrag(
    *,
    bedomning: Bedomning,
    part: str,
    partslag: str,
    lamnad_av: str,
    satt: str,
    dag: date,
    niva: str,
    faktor: Faktor | None,
    text: str,
    sekretess: str,
    actor: Anvandare,
) -> Partsbidrag:
    """Keep a party's words apart from ours. No answer changes: that takes a piece of evidence."""
    row = lock(Bedomning, bedomning.pk)
    require(policy.may_answer(actor, row))
    if dag > timezone.localdate():
        raise ValidationError({"dag": "Dagen har inte varit än."})
    bidrag = Partsbidrag(
        akt_id=row.akt_id,
        namnd_id=row.namnd_id,
        bedomning=row,
        part=part,
        partslag=partslag,
        lamnad_av=lamnad_av,
        satt=satt,
        dag=dag,
        niva=faktor.niva if faktor else niva,
        faktor=faktor,
        text=text,
        sekretess=sekretess,
        skriven_av=actor,
    )
    log.save(bidrag, actor=actor, verb=Verb.PARTSBIDRAG_ADD)
    return bidrag
