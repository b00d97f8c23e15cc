"""The facts of a review, gathered for the rules."""

from __future__ import annotations

from granskning.models.loggranskning import Atkomst, Loggranskning
from granskning.rules.lage import Fakta, Lage, lage_for


def fakta_of(granskning: Loggranskning) -> Fakta:
    rader = Atkomst.objects.filter(granskning=granskning)
    return Fakta(
        att_bedoma=rader.to_judge().count(),
        fragor_ute=rader.awaiting_svar().count(),
        is_avslutad=granskning.avslutad is not None,
    )


def derive_lage(granskning: Loggranskning) -> Lage:
    return lage_for(fakta_of(granskning))
