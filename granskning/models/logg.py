"""The log as people may read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

from django.db.models import Q

from access.models import Anvandare, Omfattning, Roll, Tilltrade
from audit.models import Logghandelse, LogghandelseQuerySet
from granskning.rules.aterblick import SAMMA_STUND, Grund


class LoggradQuerySet(LogghandelseQuerySet):
    def visible_to(self, user: Anvandare) -> Self:
        """What this person may review: never their own acts.

        A reviewer or data protection officer sees their nämnd (the whole city, if the duty names
        none) but not the units they work in; an enhetschef sees their own units.
        """
        return self.filter(_reviewed_by(user)).exclude(aktor_id=user.pk)

    def done_by(self, user: Anvandare) -> Self:
        """A person's own acts."""
        return self.filter(aktor_id=user.pk)


class Loggrad(Logghandelse):
    """A log entry as a reviewer, or the person themselves, may read it: facts, never content."""

    objects = LoggradQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        proxy = True
        verbose_name = "loggrad"
        verbose_name_plural = "loggrader"


def grunder_for(rader: Sequence[Logghandelse]) -> list[Grund]:
    """Every grant that could explain one of these rows, in one query."""
    if not rader:
        return []
    tider = [rad.tid for rad in rader]
    tilltraden = Tilltrade.objects.filter(
        Q(till=None) | Q(till__gt=min(tider) - SAMMA_STUND),
        Q(omfattning=Omfattning.ENHET)
        | Q(omfattning_id__in={rad.akt_id for rad in rader if rad.akt_id})
        | Q(pk__in={rad.tilltrade_id for rad in rader if rad.tilltrade_id}),
        anvandare_id__in={rad.aktor_id for rad in rader if rad.aktor_id},
        fran__lte=max(tider) + SAMMA_STUND,
    )
    return [
        Grund(
            id=tilltrade.pk,
            anvandare_id=tilltrade.anvandare_id,
            omfattning_id=tilltrade.omfattning_id,
            is_unit_wide=tilltrade.omfattning == Omfattning.ENHET,
            skal=tilltrade.get_skal_display(),
            fran=tilltrade.fran,
            till=tilltrade.till,
        )
        for tilltrade in tilltraden
    ]


def _reviewed_by(user: Anvandare) -> Q:
    egna_enheter = _enheter(user)
    nagot = Q(pk__in=[])
    for uppdrag in user.uppdrag_nu:
        if uppdrag.roll in {Roll.LOGGRANSKARE, Roll.DATASKYDDSOMBUD}:
            namnd = Q(namnd_id=uppdrag.namnd_id) if uppdrag.namnd_id else Q()
            nagot |= namnd & (Q(enhet_id=None) | ~Q(enhet_id__in=egna_enheter))
    return nagot | Q(enhet_id__in=_enheter(user, {Roll.ENHETSCHEF}))


def _enheter(user: Anvandare, roller: set[Roll] | None = None) -> set[Any]:
    return {
        uppdrag.enhet_id
        for uppdrag in user.uppdrag_nu
        if uppdrag.enhet_id and (roller is None or uppdrag.roll in roller)
    }
