"""What every page of an ärende says about its route: tabs, the next step, what is missing."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from arenden import fard
from arenden.models import Arende, Steg

register = template.Library()

FLIKAR = [
    ("oversikt", "Översikt", "insatser:arende"),
    ("journal", "Journal", "arenden:journal"),
    ("handlingar", "Handlingar", "arenden:handlingar"),
    ("bedomning", "Bedömning", "riskbedomning:lista"),
    ("utredning", "Utredning", "arenden:utredning"),
    ("beslut", "Beslut", "arenden:beslut_lista"),
    ("plan", "Plan och insatser", "insatser:plan"),
    ("team", "Team", "samverkansteam:arende"),
    ("gangar", "Arbetsgångar", "insatser:arbetsgangar"),
]


@register.simple_tag
def arendeflikar(arende: Arende, aktiv: str) -> list[dict[str, Any]]:
    """The tabs of an ärende; Utredning appears when there is one."""
    return [
        {"namn": namn, "url": reverse(url, args=[arende.pk]), "aktiv": kod == aktiv}
        for kod, namn, url in FLIKAR
        if kod != "utredning" or arende.has_utredning  # type: ignore[attr-defined]
    ]


@register.simple_tag
def hinder(arende: Arende, steg: str) -> list[str]:
    return fard.hinder_for(arende, Steg(steg))
