"""Looking back at one akt: who could see it at a moment, and who did in a period.

Answers with staff, events and periods only. What the akt was – its unit and whether it was
protected – is read out of its history by a database function that tells nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from access.models import Anvandare, Omfattning, Roll, Tilltrade
from audit.andamal import is_by_duty
from granskning.models import Loggrad, grunder_for
from granskning.rules.aterblick import (
    Aktlage,
    Forklaring,
    Period,
    Sett,
    Slag,
    forklaring_for,
    in_force,
    lage_vid,
)

BECAUSE = {
    Slag.INGEN_PERSON: "Systemet",
    Slag.UPPDRAG: "Uppdraget: granskning, gallring eller svar till en nämnd",
    Slag.OFORKLARAD: "",
}
SYNLIGT = 5000
"""The most log entries of one akt and period that are gathered into a page."""


@dataclass(frozen=True)
class Kunde:
    """One grant that opened the akt to one person, or would have but for jäv."""

    tilltrade: Tilltrade
    is_javig: bool


def find_akt(fraga: str) -> UUID | None:
    """The akt of an ärendenummer, or with that very id, whoever may see it."""
    try:
        return UUID(fraga)
    except ValueError:
        with connection.cursor() as cursor:
            cursor.execute("SELECT arenden_akt_i_arende(%s)", [fraga.strip().upper()])
            akt_id: UUID | None = cursor.fetchone()[0]
        return akt_id


def lagen_of(akt_id: UUID) -> list[Aktlage]:
    """Unit and protection of the akt, each from when it began."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM arenden_akt_genom_tiden(%s)", [akt_id])
        return [Aktlage(*rad) for rad in cursor.fetchall()]


def may_look_back(user: Anvandare, akt_id: UUID) -> bool:
    """A reviewer or officer of the akt's nämnd from another unit, or the head of its unit."""
    lagen = lagen_of(akt_id)
    if not lagen:
        return False
    nu = lagen[-1]
    egna = {uppdrag.enhet_id for uppdrag in user.uppdrag_nu if uppdrag.enhet_id}
    for uppdrag in user.uppdrag_nu:
        if uppdrag.roll == Roll.ENHETSCHEF and uppdrag.enhet_id == nu.enhet_id:
            return True
        i_namnden = uppdrag.namnd_id in (None, nu.namnd_id)
        utifran = {Roll.LOGGRANSKARE, Roll.DATASKYDDSOMBUD}
        if uppdrag.roll in utifran and i_namnden and nu.enhet_id not in egna:
            return True
    return False


def kunde_se(akt_id: UUID, tid: datetime) -> list[Kunde]:
    """Every grant that reached the akt at that moment, by the rule as it stood then."""
    lage = lage_vid(lagen_of(akt_id), tid)
    if lage is None:
        return []
    nar = Q(omfattning=Omfattning.AKT, omfattning_id=akt_id)
    if not lage.is_skyddad:
        nar |= Q(omfattning=Omfattning.ENHET, omfattning_id=lage.enhet_id)
    javiga = in_force(_jav_of(akt_id), tid)
    tilltraden = (
        Tilltrade.objects.live(tid)
        .filter(nar)
        .select_related("anvandare", "given_av")
        .order_by("anvandare__namn", "fran", "id")
    )
    return [Kunde(rad, is_javig=rad.anvandare_id in javiga) for rad in tilltraden]


def sag(akt_id: UUID, *, fran: datetime, till: datetime, reader: Anvandare) -> list[Sett]:
    """Who has an entry on the akt in the period, one row each; never the reader's own acts."""
    rader = list(
        Loggrad.objects.for_akt(akt_id)
        .filter(tid__gte=fran, tid__lt=till)
        .exclude(aktor_id=reader.pk)
        .order_by("tid", "id")[:SYNLIGT]
    )
    return _gathered(akt_id, rader)


def _gathered(akt_id: UUID, rader: Sequence[Any]) -> list[Sett]:
    """One row for each person: how often, from when to when, and what explains it."""
    personer = Anvandare.objects.in_bulk({rad.aktor_id for rad in rader if rad.aktor_id})
    grunder = grunder_for(rader)
    setts: dict[UUID | None, Sett] = {}
    for rad in rader:
        person_id = None if rad.roll == Roll.SYSTEM else rad.aktor_id
        svar = forklaring_for(
            aktor_id=person_id,
            akt_id=akt_id,
            tid=rad.tid,
            grunder=grunder,
            tilltrade_id=rad.tilltrade_id,
            genom_uppdrag=is_by_duty(rad.verb),
        )
        vem = personer.get(rad.aktor_id)
        sett = setts.setdefault(
            rad.aktor_id, Sett(vem.namn if vem else "Ingen inloggad", rad.aktor_id)
        )
        sett.note(rad.tid, rad.verb, _because(svar), is_explained=svar.slag != Slag.OFORKLARAD)
    return list(setts.values())


def _because(svar: Forklaring) -> str:
    if svar.grund is None:
        return BECAUSE[svar.slag]
    return f"{svar.grund.skal} sedan {svar.grund.fran:%Y-%m-%d}"


def _jav_of(akt_id: UUID) -> list[Period]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM arenden_jav_i_akt(%s)", [akt_id])
        return [Period(*rad) for rad in cursor.fetchall()]
