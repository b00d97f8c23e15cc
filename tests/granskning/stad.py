"""A nämnd with people, akter and a month of log to draw from, written as it would have been."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from time import monotonic, sleep
from typing import Any

import time_machine
from django.db import transaction
from uuid6 import uuid7

from access.models import Anvandare, Enhet, Namnd, Niva, Omfattning, Roll, Skal, Tilltrade
from arenden.models import Personakt
from audit import log
from audit.models import Logghandelse
from audit.sealing import seal_log
from audit.verb import Verb
from tests.builders import make_akt, make_anvandare, make_enhet, make_namnd

MANAD = date(2026, 10, 1)
EFTER = datetime(2026, 11, 2, 9, tzinfo=UTC)
TISDAG = datetime(2026, 10, 6, 8, tzinfo=UTC)
"""An ordinary morning of the month: ten o'clock in Stockholm."""
LANGE_SEDAN = datetime(2026, 1, 7, 8, tzinfo=UTC)


@dataclass
class Stad:
    namnd: Namnd
    enhet: Enhet
    annan: Enhet
    granskare: Anvandare
    _nummer: Any = field(default_factory=count)

    def anstalld(self, namn: str = "", **falt: Any) -> Anvandare:
        return make_anvandare(
            enhet=falt.pop("enhet", self.enhet),
            namn=namn or f"Prov Anställdby{'abcdefghij'[next(self._nummer) % 10]}",
            **falt,
        )

    def akt(self, **falt: Any) -> Personakt:
        with time_machine.travel(LANGE_SEDAN, tick=False):
            return make_akt(enhet=falt.pop("enhet", self.enhet), **falt)


def make_stad() -> Stad:
    namnd = make_namnd()
    return Stad(
        namnd=namnd,
        enhet=make_enhet(namnd=namnd),
        annan=make_enhet(namnd=namnd),
        granskare=make_anvandare(Roll.LOGGRANSKARE, enhet=make_enhet(namnd=namnd)),
    )


def give(
    vem: Anvandare,
    vad: Any,
    skal: Skal = Skal.TILLDELNING,
    *,
    fran: datetime = LANGE_SEDAN,
    till: datetime | None = None,
) -> Tilltrade:
    """A grant on an akt, or on all of a unit, for a time."""
    slag = Omfattning.ENHET if isinstance(vad, Enhet) else Omfattning.AKT
    return Tilltrade.objects.create(
        anvandare=vem,
        omfattning=slag,
        omfattning_id=vad.pk,
        niva=Niva.ARBETA,
        skal=skal,
        kalla=uuid7(),
        fran=fran,
        till=till,
        given_av=vem,
    )


def note(
    vem: Anvandare, akt: Personakt | None = None, nar: datetime = TISDAG, verb: Verb = Verb.AKT_READ
) -> Logghandelse:
    """That somebody did something with an akt, or searched, at a moment."""
    with time_machine.travel(nar, tick=False), transaction.atomic():
        vem.__dict__.pop("uppdrag_nu", None)
        return log.record(actor=vem, verb=verb, akt_id=akt and akt.pk)


def close_month(stad: Stad, nar: datetime = EFTER) -> None:
    """Something happens after the month, and the log is sealed past it."""
    note(stad.granskare, None, nar, Verb.LOGG_READ)
    seal_all()


def seal_all() -> None:
    """Transactions open elsewhere on the server may hold the last entries back for a moment."""
    klar = monotonic() + 30
    while Logghandelse.objects.filter(loggblad=None).exists() and monotonic() < klar:
        seal_log()
        sleep(0.02)
    assert not Logghandelse.objects.filter(loggblad=None).exists()


@contextmanager
def now(nar: datetime = EFTER + timedelta(hours=1)) -> Any:
    """The day that the month is drawn."""
    with time_machine.travel(nar, tick=False):
        yield
