"""Akter whose time is out, played through the real actions with the clock set back."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import time_machine
from django.utils import timezone

from access.models import Anvandare, Roll
from arenden.actions.gallring.forslag import approve_gallring, decide_gallring, propose_gallring
from arenden.actions.gallring.verkstall import execute_gallring
from arenden.models import Arende, Gallringsforslag
from tests.builders import make_akt, make_anvandare
from tests.insatser import vagen

DA = datetime(2025, 9, 4, 10, tzinfo=ZoneInfo("Europe/Stockholm"))
"""When the old cases were played: before the law of 2026, more than five years before NU."""
NU = datetime(2031, 11, 21, 9, tzinfo=ZoneInfo("Europe/Stockholm"))
IDAG = NU.date()
LONGE_SEDAN = DA.replace(year=2020)
"""Old enough also by the clock of the machine."""


def old_stad() -> vagen.Stad:
    with time_machine.travel(DA, tick=False):
        return vagen.make_stad()


def not_opened(stad: vagen.Stad, *, nar: datetime = DA, **andrat: Any) -> Arende:
    """A report that led to no utredning, closed the same day."""
    with time_machine.travel(nar, tick=False):
        arende = vagen.receive(stad, **andrat)
        vagen.protect(stad, arende)
        vagen.open_(stad, vagen.fresh(arende), inleds=False)
        return vagen.fresh(arende)


def played_to_the_end(stad: vagen.Stad, *, nar: datetime = DA, **andrat: Any) -> Arende:
    """A case along the whole route, from the report to the closing."""
    with time_machine.travel(nar, tick=False):
        arende = vagen.receive(stad, **andrat)
        for act in vagen.TO.values():
            act(stad, vagen.fresh(arende))
        return vagen.fresh(arende)


def chefer(stad: vagen.Stad) -> tuple[Anvandare, Anvandare]:
    """A registrator and an enhetschef of the nämnd."""
    return (
        make_anvandare(Roll.REGISTRATOR, enhet=stad.enhet),
        make_anvandare(Roll.ENHETSCHEF, enhet=stad.enhet),
    )


def proposed(arende: Arende) -> Gallringsforslag:
    forslag = propose_gallring(akt_id=arende.akt_id, idag=IDAG)
    assert forslag is not None
    return forslag


def decided(arende: Arende, stad: vagen.Stad) -> Gallringsforslag:
    registrator, chef = chefer(stad)
    forslag = approve_gallring(forslag=proposed(arende), actor=registrator)
    return decide_gallring(forslag=forslag, actor=chef)


def make_gallringar(stad: vagen.Stad) -> dict[str, Any]:
    """Three old akter of the nämnd: one proposed, one approved by somebody, one destroyed."""
    registrator, chef = chefer(stad)
    foreslagen, godkand, beslutad = (old_forslag(stad) for _ in range(3))
    approve_gallring(forslag=godkand, actor=registrator)
    approve_gallring(forslag=beslutad, actor=registrator)
    decide_gallring(forslag=beslutad, actor=chef)
    protokoll = execute_gallring(forslag_id=beslutad.pk)
    assert protokoll is not None
    return {
        "gallring": foreslagen.pk,
        "godkand_gallring": godkand.pk,
        "protokoll": protokoll.pk,
    }


def old_forslag(stad: vagen.Stad) -> Gallringsforslag:
    """An old and empty akt of the nämnd, proposed today."""
    with time_machine.travel(LONGE_SEDAN, tick=False):
        akt = make_akt(enhet=stad.enhet)
    forslag = propose_gallring(akt_id=akt.pk, idag=timezone.localdate())
    assert forslag is not None
    return forslag
