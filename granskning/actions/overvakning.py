"""Watches the log: measures it, raises alarms and ends those that are over."""

from __future__ import annotations

from itertools import islice

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from audit import log
from audit.avlopp.jamforelse import compare_newest
from audit.avlopp.tomning import current_lage
from audit.lage import unsealed, witnesses_behind
from audit.models import Kontrollpunkt, Logghandelse
from audit.sidospar import find_disarmed, unexplained_changes
from audit.verb import Verb
from audit.verify import verify_log
from granskning.actions.larm import end_larm, raise_larm
from granskning.models import Larm, Provatkomst
from granskning.rules.larm import (
    FORSEGLING_INOM,
    INCIDENTER,
    PROV_INOM,
    Fynd,
    Larmslag,
    Logglage,
    larm_of,
)

MOST_CHANGES = 200
"""How many changes past the application are shown; one is enough for an alarm."""


def watch_log() -> list[Fynd]:
    """Raise an alarm for all that is wrong now, and end those of what is right again."""
    fynd = larm_of(measure(), timezone.now())
    for ett in fynd:
        raise_larm(ett)
    oppna = set(Larm.objects.ongoing().values_list("slag", flat=True))
    wrong = {ett.slag for ett in fynd} | INCIDENTER
    for slag in Larmslag:
        if slag in oppna and slag not in wrong:
            end_larm(slag)
    return fynd


def measure() -> Logglage:
    """How the log is doing now. Reads no entry and verifies nothing."""
    oforseglat, prov = unsealed(), Provatkomst.objects.first()
    sokt = Provatkomst.objects.exclude(sokt=None).first()
    return Logglage(
        oforseglat_sedan=oforseglat.sedan,
        utanfor_ordningen=oforseglat.passerade,
        utanfor_sedan=oforseglat.passerade_sedan,
        avlopp_efter_sedan=current_lage().vantar_sedan if settings.LOGG_AVLOPP else None,
        vittnen_efter=tuple(witnesses_behind()),
        prov_gjort=prov.gjord if prov else None,
        prov_saknas=[Provatkomst.Plats(plats).label for plats in sokt.saknas] if sokt else [],
        is_provad=prov is not None,
        sidoandringar=[*find_disarmed(), *islice(map(str, unexplained_changes()), MOST_CHANGES)],
    )


def verify_whole_log() -> list[str]:
    """Verify every entry and head, and what left today and yesterday against them.

    Leaves an entry of it, and raises an alarm for what is wrong.
    """
    brott = verify_log().brott + compare_newest().brott
    with transaction.atomic():
        log.record(
            actor=None,
            verb=Verb.LOGG_VERIFY,
            utfall=log.Utfall.FEL if brott else log.Utfall.OK,
        )
    if brott:
        raise_larm(
            Fynd(Larmslag.BRUTEN, timezone.now(), f"{len(brott)} fel. Det första: {brott[0]}")
        )
    return brott


def open_faults() -> bool:
    """Whether there is an alarm, or nobody who would raise one. Asks as little as it can."""
    nu = timezone.now()
    kontrollpunkt = Kontrollpunkt.objects.order_by("-storlek").first()
    prov = Provatkomst.objects.first()
    waiting = Logghandelse.objects.filter(tid__lt=nu - FORSEGLING_INOM)
    if kontrollpunkt:
        waiting = waiting.filter(tid__gt=kontrollpunkt.skapad)
    is_unwatched = prov is not None and nu - prov.gjord > PROV_INOM
    return is_unwatched or Larm.objects.ongoing().exists() or waiting.exists()
