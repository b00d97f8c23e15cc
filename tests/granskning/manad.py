"""A month of one unit to review, drawn by hand: rows of whatever kind a test needs."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from uuid6 import uuid7

from access.models import Anvandare, Enhet, Namnd
from audit import log
from audit.verb import Verb
from granskning.fard import fardvag
from granskning.models import Atkomst, Loggranskning
from granskning.rules.urval import Forklaringsgrad, Urvalsgrund

MANAD = date(2026, 10, 1)


@transaction.atomic
def make_granskning(
    enhet: Enhet | None,
    *aktorer: Anvandare,
    antal: int = 0,
    namnd: Namnd | None = None,
    **falt: Any,
) -> Loggranskning:
    """A review with a row for each of `aktorer`, or `antal` rows of them in turn."""
    namnd = namnd or (enhet.namnd if enhet else None)
    varden = {
        "manad": MANAD,
        "senast": timezone.localdate() + timedelta(days=10),
        "storlek": 4711,
        "rot": bytes(range(32)),
        "regelverk": "2026-11",
        "atkomster": 412,
    }
    granskning = Loggranskning.objects.create(namnd=namnd, enhet=enhet, **(varden | falt))
    for n in range(antal or len(aktorer)):
        make_atkomst(granskning, aktorer[n % len(aktorer)], ordning=n + 1)
    fardvag().start(granskning, actor=None)
    return granskning


def make_atkomst(granskning: Loggranskning, aktor: Anvandare, **falt: Any) -> Atkomst:
    """One row: an akt read once, in the evening, for which the data has no reason."""
    akt_id = falt.pop("akt_id", None) or uuid7()
    nar = datetime(2026, 10, 11, 20, 14, tzinfo=UTC)
    with transaction.atomic():
        handelse = log.record(actor=aktor, verb=Verb.AKT_READ, akt_id=akt_id)
    varden = {
        "namnd": granskning.namnd,
        "ordning": 1,
        "akt_id": akt_id,
        "dag": nar.date(),
        "fran": nar,
        "till": nar + timedelta(minutes=9),
        "handelser": [handelse.pk],
        "verb": [Verb.AKT_READ.value],
        "urvalsgrund": Urvalsgrund.OFORKLARAD,
        "forklaring": Forklaringsgrad.INGEN,
        "signaler": [],
    }
    return Atkomst.objects.create(granskning=granskning, aktor=aktor, **(varden | falt))
