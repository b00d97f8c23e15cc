"""A question about an access: asked of the person, answered in the same place."""

from __future__ import annotations

from django.utils import timezone

from access.actions.aviseringar import notify, put_away, remind
from access.models import Anvandare, Avisering
from access.policy import require
from audit import log
from audit.action import action
from audit.verb import Verb
from granskning import policy
from granskning.actions.granskningsutkast import drop_granskningsutkast
from granskning.fard import fardvag
from granskning.models import Atkomst, Granskningsfraga, Loggranskning


@action
def ask(*, rad: Atkomst, text: str, actor: Anvandare) -> Granskningsfraga:
    """Put a question to the person whose access it is. Part of a verdict, which asks for the right.

    They are told what day it is about, and nothing of why the row was drawn.
    """
    fraga = Granskningsfraga(
        atkomst=rad, namnd_id=rad.namnd_id, till_id=rad.aktor_id, fraga=text, stalld_av=actor
    )
    log.save(fraga, actor=actor, verb=Verb.GRANSKNINGSFRAGA_ASK)
    notify(
        [rad.aktor],
        Avisering.Slag.FRAGA,
        objekt_id=fraga.pk,
        referens=fraga.referens,
        actor=actor,
    )
    return fraga


@action
def recall(*, fraga: Granskningsfraga, actor: Anvandare) -> None:
    """Take an unanswered question back: it is no longer shown to who was asked."""
    fraga.aterkallad = timezone.now()
    log.save(fraga, actor=actor, verb=Verb.GRANSKNINGSFRAGA_RECALL)
    put_away(fraga.till, Avisering.Slag.FRAGA, objekt_id=fraga.pk)


@action
def answer(*, fraga: Granskningsfraga, svar: str, actor: Anvandare) -> Granskningsfraga:
    """Answer, once. The row is the reviewer's again, who is told."""
    granskning = Loggranskning.objects.select_for_update(of=("self",)).get(rader__fragor=fraga.pk)
    fraga = (
        Granskningsfraga.objects.select_for_update(of=("self",))
        .select_related("till", "stalld_av")
        .get(pk=fraga.pk)
    )
    require(policy.may_answer(actor, fraga))
    fraga.svar, fraga.besvarad = svar, timezone.now()
    log.save(fraga, actor=actor, verb=Verb.GRANSKNINGSFRAGA_ANSWER)
    drop_granskningsutkast(objekt_id=fraga.pk, actor=actor)
    put_away(actor, Avisering.Slag.FRAGA, objekt_id=fraga.pk)
    remind(
        [fraga.stalld_av],
        Avisering.Slag.SVAR,
        objekt_id=granskning.pk,
        referens=granskning.referens,
        actor=actor,
    )
    fardvag().follow(granskning, actor=actor)
    return fraga
