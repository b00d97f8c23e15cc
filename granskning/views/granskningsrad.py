"""Rows of a monthly review as they are shown: names for ids, words for codes, never content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from access.models import Anvandare, Enhet, Roll
from audit.models import Logghandelse
from audit.verb import Verb
from granskning.models import Atkomst, Granskningsfraga, Granskningsutkast, Loggranskning
from granskning.models.granskare import AtkomstQuerySet
from granskning.policy import may_review_log
from granskning.rules.signaler import Signal

VERB = {verb.value: verb.label for verb in Verb}
ROLLER = dict(Roll.choices)
SIGNALER = {signal.value: signal for signal in Signal}
STANDARDFRAGA = "Vad behövde du i akten den här gången?"


@dataclass(frozen=True)
class Visad:
    """One row. `plats` counts what this reader sees; `is_att_bedoma` asks them for a verdict."""

    rad: Atkomst
    plats: int
    antal: int
    roll: str
    enhet: str
    vad: str
    signaler: list[Signal]
    fragor: list[Granskningsfraga]
    is_att_bedoma: bool
    far_fraga: bool
    utkast: dict[str, Any]

    @property
    def ute(self) -> Granskningsfraga | None:
        """The question that waits for its answer."""
        return next((fraga for fraga in self.fragor if fraga.besvarad is None), None)

    @property
    def fraga(self) -> str:
        return str(self.utkast.get("fraga") or STANDARDFRAGA)

    @property
    def kommentar(self) -> str:
        return str(self.utkast.get("kommentar", ""))


def rows_of(granskning: Loggranskning, user: Anvandare) -> AtkomstQuerySet:
    """The rows of a review that this reader sees, in the order that they are judged."""
    rader: AtkomstQuerySet = (
        Atkomst.objects.visible_to(user).filter(granskning=granskning).order_by("ordning")
    )
    return rader


def as_shown(
    rader: Sequence[Atkomst], *, granskning: Loggranskning, user: Anvandare, fore: int, antal: int
) -> list[Visad]:
    """Rows to show; `fore` come before them, of `antal`. As many queries for ten as for sixty."""
    far = bool(may_review_log(user, granskning))
    forsta = {rad.handelser[0] for rad in rader if rad.handelser}
    handelser = Logghandelse.objects.only("roll", "enhet_id").in_bulk(forsta)
    enheter = Enhet.objects.in_bulk({h.enhet_id for h in handelser.values() if h.enhet_id})
    utkast = _drafts(rader, user) if far else {}
    visade = []
    for plats, rad in enumerate(rader, fore + 1):
        handelse = handelser.get(rad.handelser[0]) if rad.handelser else None
        fragor = list(rad.fragor.all())
        ute = next((fraga for fraga in fragor if fraga.besvarad is None), None)
        is_oppen = rad.utfall in {"", Atkomst.Utfall.FRAGA}
        visade.append(
            Visad(
                rad=rad,
                plats=plats,
                antal=antal,
                roll=ROLLER.get(handelse.roll, "") if handelse else "",
                enhet=str(enheter.get(handelse.enhet_id, "")) if handelse else "",
                vad=", ".join(VERB.get(verb, verb) for verb in rad.verb),
                signaler=[SIGNALER[kod] for kod in rad.signaler if kod in SIGNALER],
                fragor=fragor,
                is_att_bedoma=far and is_oppen and (ute is None or ute.paminnd is not None),
                far_fraga=ute is None,
                utkast=utkast.get(rad.pk, {}),
            )
        )
    return visade


def with_what_is_shown(rader: AtkomstQuerySet) -> AtkomstQuerySet:
    fragor = Granskningsfraga.objects.filter(aterkallad=None).select_related("till", "stalld_av")
    return rader.select_related("aktor", "bedomd_av").prefetch_related(
        Prefetch("fragor", queryset=fragor)
    )


def _drafts(rader: Sequence[Atkomst], user: Anvandare) -> dict[UUID, dict[str, Any]]:
    egna = Granskningsutkast.objects.visible_to(user).filter(
        objekt_id__in=[rad.pk for rad in rader]
    )
    return {utkast.objekt_id: utkast.innehall for utkast in egna}
