"""The review of a break-glass: a verdict in time, or those above are told."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.actions.aviseringar import notify
from access.actions.nodoppning import reviewers_of
from access.models import Anvandare, Avisering, Nodoppning, Roll, Uppdrag
from access.policy import require
from audit import log
from audit.action import action
from audit.verb import Verb
from granskning.models import Nodoppningsgranskning
from granskning.policy import may_judge
from granskning.rules.aterblick import granskas_senast


@action
def review_nodoppning(
    *, nodoppning: Nodoppning, utfall: str, kommentar: str, actor: Anvandare
) -> Nodoppningsgranskning:
    """Give the verdict. It is given once and never changed."""
    rad = Nodoppning.objects.select_for_update(of=("self",)).get(pk=nodoppning.pk)
    require(may_judge(actor, rad))
    if rad.akt_id is None:
        raise ValidationError("Försöket öppnade ingen akt.")
    granskning = Nodoppningsgranskning(
        nodoppning=rad,
        akt_id=rad.akt_id,
        utfall=utfall,
        kommentar=kommentar,
        granskad_av=actor,
    )
    log.save(granskning, actor=actor, verb=Verb.NODOPPNING_REVIEW)
    egna = Avisering.objects.filter(objekt_id=rad.pk, last=None).select_for_update()
    for avisering in egna:
        avisering.last = timezone.now()
        log.save(avisering, actor=actor, verb=Verb.AVISERING_READ)
    return granskning


@action
def remind_of_overdue(*, nu: datetime) -> int:
    """Tell the reviewers once more, and the data protection officer, of what is past its day.

    Each break-glass is escalated once. Returns how many.
    """
    idag = timezone.localdate(nu)
    ogranskade = Nodoppning.objects.opened().filter(granskning=None, paminnd=None)
    forsenade = [
        rad
        for rad in ogranskade.select_for_update(of=("self",)).select_related("enhet", "anvandare")
        if rad.oppnad and granskas_senast(timezone.localdate(rad.oppnad)) < idag
    ]
    ombud = Uppdrag.objects.in_force(idag).filter(roll=Roll.DATASKYDDSOMBUD)
    for rad in forsenade:
        rad.paminnd = nu
        log.save(rad, actor=None, verb=Verb.NODOPPNING_REMIND)
        notify(
            [*reviewers_of(rad), *(u.anvandare for u in ombud.select_related("anvandare"))],
            Avisering.Slag.FORSENAD,
            objekt_id=rad.pk,
            referens=f"{rad.referens}, {rad.anvandare}",
            actor=None,
        )
    return len(forsenade)
