"""Times to show in a calendar: a meeting, a clock and a planned session of one case."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from arenden.models import Arende, Frist
from samverkansteam.actions.mote import plan_mote
from samverkansteam.models import Mote
from tests.samverkansteam.builders import Rum


def at(dagar: int, klockan: int = 13) -> datetime:
    """So many days from today, at an hour here."""
    return timezone.make_aware(
        datetime.combine(timezone.localdate() + timedelta(days=dagar), time(klockan))
    )


def make_mote(rum: Rum, dagar: int = 1) -> Mote:
    return plan_mote(
        team=rum.team, planerat=at(dagar), plats="Ekskolan", dagordning="", actor=rum.ledare
    )


def make_frist(arende: Arende, dagar: int = 2, **andrat: Any) -> Frist:
    falt = {
        "slag": "uppfoljning",
        "lagrum": "SoL 5:2",
        "ankare": timezone.now(),
        "budget": "P0D",
        "mal": timezone.localdate() + timedelta(days=dagar),
        "senast": at(dagar, 23),
        "gar_sedan": timezone.now(),
    }
    return Frist.objects.create(akt=arende.akt, namnd=arende.namnd, arende=arende, **falt | andrat)
