"""Around the absence of the town's pupils: causes that are tried, and how they take part."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from config.demo.stad import read
from samverkansteam.actions.skolgang import (
    note_behorighet,
    note_delaktighet,
    propose_orsak,
    try_orsak,
)

if TYPE_CHECKING:
    from config.demo.gang import Gang
    from config.demo.rum import Rum

TEXT = read("samverkan.json")["skolgang"]
SLUTET_AV_TERMINEN = 6
"""The month when årskurs 9 ends."""


def try_causes(rum: Rum, gang: Gang) -> None:
    """Three possible causes: one kept, one dropped, one still to be tried."""
    for omrade, hypotes, talar_for, provat, lage, slutsats in TEXT["orsaker"]:
        orsak = propose_orsak(
            teamarende=rum.case(gang),
            omrade=omrade,
            hypotes=hypotes,
            talar_for=talar_for,
            actor=gang.handlaggare,
        )
        if provat:
            try_orsak(
                orsak=orsak,
                talar_for=talar_for,
                provat=provat,
                lage=lage,
                slutsats=slutsats,
                actor=gang.handlaggare,
            )


def take_part(rum: Rum, gang: Gang) -> None:
    elevens, hemmets = TEXT["delaktighet"]
    for dagar, barnet, barnets_ord in ((21, "sade_fore", TEXT["fore"]), (1, "var_med", elevens)):
        note_delaktighet(
            teamarende=rum.case(gang),
            dag=timezone.localdate() - timedelta(days=dagar),
            mote=None,
            barnet=barnet,
            barnets_ord=barnets_ord,
            vardnadshavare="var_med",
            vardnadshavares_ord=hemmets,
            actor=gang.handlaggare,
        )


def note_end_of_school(rum: Rum, gang: Gang) -> None:
    """Whether the way to gymnasiet is open after this spring, as far as it can be said now."""
    idag = timezone.localdate()
    note_behorighet(
        teamarende=rum.case(gang),
        ar=idag.year + (idag.month > SLUTET_AV_TERMINEN),
        utfall="nej",
        vagen=TEXT["vagen"],
        actor=gang.handlaggare,
    )
