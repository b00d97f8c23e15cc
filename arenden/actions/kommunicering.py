"""Let the person see what a decision will rest on, and answer, before it is made (FL 25)."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden import fard, policy
from arenden.actions.frister import copy_nearest, start_frist, stop_frist
from arenden.actions.las import lock, lock_arende
from arenden.actions.underlag import freeze_drafts
from arenden.models import Arende, Beslut, Kommunicering, Steg
from audit import log
from audit.action import action
from audit.verb import Verb

KOMMUNICERING = "kommunicering"


@action
def send_material(
    *,
    beslut: Beslut,
    vilka: str,
    material: str,
    satt: str,
    svara_senast: date | None,
    actor: Anvandare,
) -> Kommunicering:
    """Note what was shown, to whom, and until when an answer is waited for.

    What has been prepared for a receiver is frozen as it is. Raises ValidationError, and nothing is
    sent, if any of it has not been gone through since it last changed.
    """
    arende, row = _locked(beslut, actor)
    fel = {}
    if not vilka.strip():
        fel["vilka"] = "Skriv vem som får ta del av underlaget."
    if not material.strip():
        fel["material"] = "Skriv vad de får ta del av."
    if not satt:
        fel["satt"] = "Ange hur de får det."
    if svara_senast is None or svara_senast <= timezone.localdate():
        fel["svara_senast"] = "Ange en dag som ger tid att läsa och svara, tidigast i morgon."
    if fel:
        raise ValidationError(fel)
    kommunicering = Kommunicering(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        beslut=row,
        skickas=True,
        vilka=vilka,
        material=material,
        satt=satt,
        svara_senast=svara_senast,
        skickad_av=actor,
    )
    log.save(kommunicering, actor=actor, verb=Verb.KOMMUNICERING_SEND)
    freeze_drafts(kommunicering, actor=actor)
    start_frist(
        arende, KOMMUNICERING, ankare=kommunicering.skickad, senast=svara_senast, actor=actor
    )
    copy_nearest(arende, actor=actor, verb=Verb.KOMMUNICERING_SEND)
    return kommunicering


@action
def abstain(*, beslut: Beslut, skal: str, actor: Anvandare) -> Kommunicering:
    """Decide without showing the material first, for a reason that FL 25 allows."""
    arende, row = _locked(beslut, actor)
    if not skal.strip():
        raise ValidationError({"skal": "Skriv varför lagen låter er avstå."})
    kommunicering = Kommunicering(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        beslut=row,
        skickas=False,
        skal=skal,
        skickad_av=actor,
        klar=timezone.now(),
    )
    log.save(kommunicering, actor=actor, verb=Verb.KOMMUNICERING_ABSTAIN)
    fard.fardvag().complete(arende, Steg.KOMMUNICERING, actor=actor)
    return kommunicering


@action
def receive_answer(
    *,
    kommunicering: Kommunicering,
    synpunkter: str,
    forslaget: str,
    actor: Anvandare,
) -> Kommunicering:
    """Note the answer, or that none came in time, and let the proposal stand or take it back.

    `forslaget`: «star» or «tas_tillbaka». Without an answer nothing goes on before the last day.
    """
    arende = lock_arende(kommunicering.beslut.arende)
    require(policy.may_work(actor, arende))
    row = lock(Kommunicering, kommunicering.pk)
    if row.klar is not None:
        raise ValidationError("Svaret är redan noterat.")
    if not synpunkter.strip() and not _is_over(row.svara_senast):
        text = f"Vänta på svaret till och med {row.svara_senast}, eller skriv vad de svarade."
        raise ValidationError({"synpunkter": text})
    row.svar = Kommunicering.Svar.YTTRAT if synpunkter.strip() else Kommunicering.Svar.INGET
    row.synpunkter = synpunkter
    row.klar = timezone.now()
    log.save(row, actor=actor, verb=Verb.KOMMUNICERING_ANSWER)
    stop_frist(arende, KOMMUNICERING, actor=actor)
    if forslaget == "tas_tillbaka":
        beslut = lock(Beslut, row.beslut_id)
        beslut.utfall = Beslut.Utfall.ATERTAGET
        log.save(beslut, actor=actor, verb=Verb.BESLUT_WITHDRAW)
    fard.fardvag().complete(arende, Steg.KOMMUNICERING, actor=actor)
    return row


def _is_over(dag: date | None) -> bool:
    return dag is not None and dag < timezone.localdate()


def _locked(beslut: Beslut, actor: Anvandare) -> tuple[Arende, Beslut]:
    arende = lock_arende(beslut.arende)
    row = lock(Beslut, beslut.pk)
    require(policy.may_work(actor, arende))
    require(policy.is_open(arende, Steg.KOMMUNICERING))
    if Kommunicering.objects.filter(beslut=row).exists():
        raise ValidationError("Underlaget är redan skickat.")
    return arende, row
