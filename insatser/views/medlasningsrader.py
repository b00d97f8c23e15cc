"""Assessments that wait for a second pair of eyes, as rows of Min dag."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from access.models import Anvandare
from riskbedomning.models import Medlasningsbegaran


def medlasning_for(user: Anvandare) -> QuerySet[Medlasningsbegaran]:
    """Those that this user may read along with, until somebody has."""
    rader = Medlasningsbegaran.objects.for_reader(user)
    return rader.select_related("bedomning__arende", "bedomning__bedomare").order_by("begard", "id")


def describe_medlasning(rad: Medlasningsbegaran) -> dict[str, Any]:
    bedomning = rad.bedomning
    return {
        "arende": bedomning.arende,
        "steg": "Läs med i riskbedömningen",
        "lagrum": f"stor oro, {bedomning.bedomare} bedömer",
        "sedan": rad.begard,
        "url": reverse("riskbedomning:medlasning", args=[bedomning.arende_id, bedomning.pk]),
    }
