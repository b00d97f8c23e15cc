"""Reminders: of a review past its day, and of a question without an answer."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from access.actions.aviseringar import remind
from access.models import Anvandare, Avisering, Roll, Uppdrag
from arenden.rules.frister import is_rest_day
from audit import log
from audit.action import action
from audit.verb import Verb
from granskning.actions.granskning import granskare_for
from granskning.models import Granskningsfraga, Loggranskning
from granskning.rules.aterblick import granskas_senast


@action
def remind_of_granskningar(*, nu: datetime) -> int:
    """Remind the reviewer each working day of what is past its day; how many reviews it was.

    After five working days those above are told, once: the head of the unit and the data
    protection officer. A review that nobody has taken is everyone's who may take it.
    """
    idag = timezone.localdate(nu)
    if is_rest_day(idag):
        return 0
    forsenade = list(
        Loggranskning.objects.overdue(idag)
        .filter(Q(paminnd=None) | Q(paminnd__lt=idag))
        .select_for_update(of=("self",))
        .select_related("namnd", "enhet", "granskare")
    )
    for granskning in forsenade:
        granskning.paminnd = idag
        vilka = [granskning.granskare] if granskning.granskare else granskare_for(granskning)
        _remind(granskning, vilka)
        if granskning.lyft is None and granskas_senast(granskning.senast) < idag:
            granskning.lyft = nu
            _remind(granskning, _above(granskning, idag))
        log.save(granskning, actor=None, verb=Verb.LOGGRANSKNING_REMIND)
    return len(forsenade)


@action
def remind_of_fragor(*, nu: datetime) -> int:
    """Remind once who has not answered within five working days; how many questions it was."""
    idag = timezone.localdate(nu)
    obesvarade = [
        fraga
        for fraga in Granskningsfraga.objects.unanswered()
        .filter(paminnd=None, stalld__lt=nu - timedelta(days=5))
        .select_for_update(of=("self",))
        .select_related("till", "atkomst")
        if granskas_senast(timezone.localdate(fraga.stalld)) < idag
    ]
    for fraga in obesvarade:
        fraga.paminnd = nu
        log.save(fraga, actor=None, verb=Verb.GRANSKNINGSFRAGA_REMIND)
        remind(
            [fraga.till],
            Avisering.Slag.FRAGA,
            objekt_id=fraga.pk,
            referens=fraga.referens,
            actor=None,
        )
    return len(obesvarade)


def _remind(granskning: Loggranskning, vilka: list[Anvandare]) -> None:
    remind(
        vilka,
        Avisering.Slag.GRANSKAS,
        objekt_id=granskning.pk,
        referens=granskning.referens,
        actor=None,
    )


def _above(granskning: Loggranskning, idag: date) -> list[Anvandare]:
    chef = Q(roll=Roll.ENHETSCHEF, enhet=granskning.enhet_id) if granskning.enhet_id else Q()
    ombud = Q(roll=Roll.DATASKYDDSOMBUD) & (Q(namnd=granskning.namnd_id) | Q(namnd=None))
    uppdrag = Uppdrag.objects.in_force(idag).filter(chef | ombud).select_related("anvandare")
    return [rad.anvandare for rad in uppdrag if rad.anvandare.is_active]
