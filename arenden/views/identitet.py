"""The identity bar: who the ärende is about, in as few opened words as the reader needs."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from arenden.models import Arende
from arenden.rules.alder import age_on

SKYDD = {
    "sekretessmarkering": "Sekretessmarkering: pröva särskilt innan du lämnar ut något",
    "skyddad_folkbokforing": "Skyddad folkbokföring: adress, skola och plats får inte röjas",
}


def identitet_of(arende: Arende) -> dict[str, Any]:
    """Context for templates/partials/identitetsbalk.html."""
    person = arende.akt.person
    fodd = person.fodelsedatum
    return {
        "arendenummer": arende.arendenummer,
        "url": reverse("insatser:arende", args=[arende.pk]),
        "namn": person.namn,
        "alder": f"{age_on(fodd, timezone.localdate())} år" if fodd else "",
        "skydd": SKYDD.get(arende.akt.skyddsniva, ""),
        "handlaggare": str(arende.handlaggare or "Ingen än"),
        "steg": arende.get_steg_display(),
        "ton": "klar" if arende.avslutat else "info",
    }
