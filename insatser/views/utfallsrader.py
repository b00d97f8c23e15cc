"""What somebody is to ask about after a closing, as rows of Min dag."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from access.models import Anvandare, Roll
from access.models.handelser import first_moment
from insatser.models import Utfallsuppfoljning
from insatser.rules.avslut import OPPNAS


def utfall_for(user: Anvandare) -> QuerySet[Utfallsuppfoljning]:
    """One's own whose time has come; for who leads also those whose own has left."""
    mina = Q(ansvarig=user)
    if user.has_roll(Roll.ledande()):
        mina |= Q(ansvarig__is_active=False)
    rader = Utfallsuppfoljning.objects.visible_to(user).open_on(timezone.localdate())
    return rader.filter(mina).select_related("arende").order_by("planerad", "id")


def describe_utfall(rad: Utfallsuppfoljning) -> dict[str, Any]:
    return {
        "arende": rad.arende,
        "steg": f"Uppföljning {rad}",
        "lagrum": "SoL 5:2",
        "sedan": first_moment(rad.planerad - timedelta(days=OPPNAS)),
        "url": reverse("insatser:efter_avslutet", args=[rad.arende_id]),
    }
