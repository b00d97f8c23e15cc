"""Letters of the town: a school that a utredning asks, and what a family is shown."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from arenden.actions.underlag import choose_parts, mask_underlag
from arenden.actions.uppgiftsbegaran import ask_for_uppgifter
from arenden.dokument.underlag import chosen
from arenden.models.beslut import Satt
from arenden.rules.maskning import fingerprint
from config.demo.gang import Gang
from config.demo.handlingar import SKOLA


def ask_skola(gang: Gang) -> None:
    """Ask the school how it goes, while the utredning is open."""
    ask_for_uppgifter(
        utredning=gang.arende.utredning,
        till=f"{SKOLA}, rektor",
        vad="Frånvaron den här terminen, hur det går i skolan och vad ni redan har gjort.",
        satt=Satt.BREV,
        senast=timezone.localdate() + timedelta(days=10),
        actor=gang.handlaggare,
    )


def prepare_underlag(gang: Gang) -> None:
    """Choose what the family is shown, and go through it."""
    underlag = choose_parts(
        beslut=gang.arende.beslut.get(utfall=""),
        mottagare="Den som har ansökt",
        delar=["beslut:text", "beslut:motivering", "utredning:sammanfattning"],
        actor=gang.handlaggare,
    )
    mask_underlag(
        underlag=underlag,
        version=underlag.version,
        sedda={del_.nyckel: fingerprint(del_.text) for del_ in chosen(underlag)},
        meningar={},
        ord_=[],
        visade=[],
        skal="",
        actor=gang.handlaggare,
    )
