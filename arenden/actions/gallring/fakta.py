"""The facts of one akt as the retention rules ask for them, opening as little as can be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone

from access.models.organisation import PROVNAMND
from arenden.grunder import bevarandegrunder
from arenden.models import Arende, Gallringsforslag, Person, Personakt
from arenden.rules.gallring import Aktfakta, Arendefakta, Provning, may_be_due, prove

AT_LEAST = timedelta(days=5 * 365)
"""No rule lets anything go sooner after the last note; a coarse sieve before the rules."""


def candidates(idag: date) -> models.QuerySet[Personakt]:
    """Akter where nothing was begun or closed so lately that no rule could let go of anything."""
    lately = timezone.make_aware(datetime.combine(idag - AT_LEAST, datetime.min.time()))
    alive = Arende.objects.filter(Q(avslutat=None) | Q(avslutat__gt=lately), akt=OuterRef("pk"))
    forslag = Gallringsforslag.objects.filter(akt_id=OuterRef("pk"))
    return (
        Personakt.objects.exclude(namnd__kod=PROVNAMND)
        .filter(
            ~Exists(alive),
            ~Exists(forslag.open()),
            ~Exists(forslag.declined_in(idag.year)),
            oppnad__lte=lately,
        )
        .order_by("pk")
    )


def try_akt(akt: Personakt, idag: date) -> Provning:
    """Try one akt by the rules of `idag`. The birth date is opened only where it decides."""
    fakta = facts_of(akt)
    if not may_be_due(fakta, idag):
        return prove(fakta, idag)
    person = Person.objects.filter(akt=akt).first()
    return prove(replace(fakta, fodd=person.fodelsedatum if person else None), idag)


def facts_of(akt: Personakt) -> Aktfakta:
    """Everything but the birth date, which is sealed."""
    grunder = bevarandegrunder(akt.pk)
    arenden = Arende.objects.filter(akt=akt).values_list(
        "pk", "arendenummer", "avslutat", "utredning__inledd", "forhandsbedomning__inleds"
    )
    return Aktfakta(
        sista_anteckning=last_note(akt),
        fodd=None,
        fodelsear=akt.fodelsear,
        arenden=tuple(
            Arendefakta(
                arendenummer=nummer,
                avslutat=_day(avslutat),
                utredning_inledd=_day(inledd),
                inleddes_inte=inleds is False,
                bevaras=grunder.get(pk, ()),
            )
            for pk, nummer, avslutat, inledd, inleds in arenden.order_by("arendenummer")
        ),
    )


def last_note(akt: Personakt) -> date:
    """The last day on which anything in the akt was written or changed."""
    nar = [
        model._base_manager.filter(**{column: akt.pk}).aggregate(nar=Max("history_date"))["nar"]
        for model, column in _histories()
    ]
    return timezone.localdate(max(filter(None, [*nar, akt.oppnad])))


def _histories() -> Iterator[tuple[type[models.Model], str]]:
    """The history tables of what belongs to an akt, with the column that names it."""
    for model in apps.get_models():
        base = getattr(model, "instance_type", None)
        if base is Personakt:
            yield model, "id"
        elif base is not None and _names_akt(base):
            yield model, "akt_id"


def _names_akt(model: Any) -> bool:
    return any(field.attname == "akt_id" for field in model._meta.concrete_fields)


def _day(nar: datetime | None) -> date | None:
    return timezone.localdate(nar) if nar else None


def arende_ids(akt_id: UUID, nummer: list[str]) -> list[UUID]:
    return list(
        Arende.objects.filter(akt=akt_id, arendenummer__in=nummer).values_list("pk", flat=True)
    )
