"""Begin in time what a young person's coming to an age asks for, once for each person and age."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone

from arenden.models import Arende, Personakt
from arenden.rules.alder import birthday
from audit.action import action
from insatser.actions.arbetsgang import complete_steg, start_arbetsgang
from insatser.models import Arbetsgang
from insatser.rules import aldersovergang as regler

MANDAG = 0


def start_aldersovergangar(*, idag: date) -> int:
    """Begin for every ongoing ärende whose person comes to an age soon; how many were begun.

    Only akter whose year of birth, which stands in clear, can matter now are opened; all of them on
    Mondays, and on other days those whose ärende is new.
    """
    return sum(start_aldersovergang(arende=arende, idag=idag) for arende in _candidates(idag))


@action
def start_aldersovergang(*, arende: Arende, idag: date) -> int:
    """Begin in this ärende for each age that its person soon comes to; how many were begun."""
    akt = Personakt.objects.select_for_update().get(pk=arende.akt_id)
    fodd = akt.person.fodelsedatum
    if fodd is None or akt.fodelsear is None:
        return 0
    antal = 0
    for alder in _not_begun(akt, idag):
        dag = birthday(fodd, alder)
        if not regler.is_due(dag, idag) or timezone.localdate(arende.oppnat) > dag:
            continue
        gang = start_arbetsgang(
            arende=arende,
            flode=regler.KOD,
            dag=regler.last_day(dag, idag),
            amne_id=regler.gate_id(akt.pk, alder),
            actor=None,
        )
        complete_steg(
            gang=gang, steg=regler.STEG, utfall=regler.outcome_of(alder), svar={}, actor=None
        )
        antal += 1
    return antal


def _candidates(idag: date) -> list[Arende]:
    """One ongoing ärende for each akt, one that somebody has if there is one; nothing is opened."""
    arenden = Arende.objects.ongoing().exclude(akt__fodelsear=None)
    if idag.weekday() != MANDAG:
        sedan = datetime.combine(idag - regler.VECKA, time.min)
        arenden = arenden.filter(oppnat__gte=timezone.make_aware(sedan))
    ett_per_akt = arenden.order_by("akt", "handlaggare", "-oppnat").distinct("akt")
    return [a for a in ett_per_akt.select_related("akt") if _not_begun(a.akt, idag)]


def _not_begun(akt: Personakt, idag: date) -> list[int]:
    aldrar = list(regler.near_ages(akt.fodelsear or 0, idag))
    if not aldrar:
        return []
    begynt = set(
        Arbetsgang.objects.filter(akt=akt, flode=regler.KOD).values_list("amne_id", flat=True)
    )
    return [alder for alder in aldrar if regler.gate_id(akt.pk, alder) not in begynt]
