"""The log of one akt as the person may read it: each person's day as one item.

Never an address, a session, another akt or another person: an entry is told by when, what, who,
why and for what purpose, and by the hash that it has in the sealed log.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from django.utils import timezone

from access.models import Roll
from audit.andamal import Andamal, andamal_for
from audit.models import Logghandelse
from audit.verb import Verb
from granskning.actions.utdrag.personal import Personal
from granskning.models import Loggrad, grunder_for
from granskning.rules.aterblick import Forklaring, Slag, forklaring_for

GRANSKANDE = {Roll.LOGGRANSKARE, Roll.DATASKYDDSOMBUD}
ANDAMAL = {andamal.value: andamal for andamal in Andamal}
VERB = {verb.value: verb for verb in Verb}
UTAN_TILLTRADE = {Andamal.KONTROLL, Andamal.GALLRING}
"""Done by whoever has the duty, without a grant on any akt."""
UTAN_FORKLARING = "Utan förklaring – granskas"


@dataclass(frozen=True)
class Lasning:
    """One entry in words. `blad` is its leaf in the sealed log, in hexadecimal."""

    handelse: int
    tid: datetime
    vad: str
    vem: str
    darfor: str
    andamal: str
    utfall: str
    blad: str


@dataclass(frozen=True)
class Dag:
    """What one person did with the akt on one day."""

    dag: date
    vem: str
    is_granskning: bool
    lasningar: tuple[Lasning, ...]

    def innehall(self) -> list[tuple[str, str]]:
        vad = Counter(lasning.vad for lasning in self.lasningar)
        tider = [timezone.localtime(lasning.tid) for lasning in self.lasningar]
        return [
            ("Vem", self.vem),
            ("Vad", ", ".join(_times(namn, antal) for namn, antal in vad.items())),
            ("När", _span(min(tider), max(tider))),
            ("Därför", _each(lasning.darfor for lasning in self.lasningar)),
            ("Ändamål", _each(lasning.andamal for lasning in self.lasningar)),
        ]


def log_between(akt_id: UUID, fran: date, till: date) -> list[Loggrad]:
    """Every entry on the akt from the first day to the last, both with them, oldest first."""
    rader = Loggrad.objects.for_akt(akt_id).filter(
        tid__gte=_midnight(fran), tid__lt=_midnight(till + timedelta(days=1))
    )
    return list(rader.order_by("tid", "id"))  # type: ignore[arg-type]  # a proxy of the log


def days_of(rader: Sequence[Loggrad], personal: Personal) -> list[Dag]:
    """The entries gathered by day and person."""
    personal.load((r.aktor_id for r in rader), (r.enhet_id for r in rader))
    grunder = grunder_for(rader)

    def key(rad: Loggrad) -> tuple[date, str, str, str]:
        dag = timezone.localdate(rad.tid)
        return dag, str(rad.aktor_id or ""), rad.roll, str(rad.enhet_id or "")

    dagar = []
    for (dag, *_), grupp in groupby(sorted(rader, key=lambda r: (key(r), r.tid, r.pk)), key=key):
        egna = list(grupp)
        vem = personal.vem(egna[0].aktor_id, egna[0].roll, egna[0].enhet_id)
        lasningar = tuple(_in_words(rad, vem, grunder) for rad in egna)
        dagar.append(Dag(dag, vem, egna[0].roll in GRANSKANDE, lasningar))
    return dagar


def _in_words(rad: Logghandelse, vem: str, grunder: Iterable[Any]) -> Lasning:
    person = None if rad.roll == Roll.SYSTEM else rad.aktor_id
    svar = forklaring_for(aktor_id=person, akt_id=rad.akt_id, tid=rad.tid, grunder=grunder)
    verb = VERB.get(rad.verb)
    andamal = _purpose(rad, verb)
    return Lasning(
        handelse=rad.pk,
        tid=rad.tid,
        vad=verb.label if verb else rad.verb,
        vem=vem,
        darfor=_because(svar, andamal),
        andamal=andamal.label if andamal else "",
        utfall=rad.get_utfall_display(),
        blad=bytes(rad.blad).hex(),
    )


def _because(svar: Forklaring, andamal: Andamal | None) -> str:
    if svar.grund is not None:
        return f"{svar.grund.skal} sedan {timezone.localdate(svar.grund.fran):%Y-%m-%d}"
    if svar.slag is not Slag.OFORKLARAD:
        return "Systemets eget arbete"
    return "Enligt uppdrag" if andamal in UTAN_TILLTRADE else UTAN_FORKLARING


def _purpose(rad: Logghandelse, verb: Verb | None) -> Andamal | None:
    """As the entry states it; by its verb for entries older than that."""
    kod = json.loads(bytes(rad.kropp))["ovrigt"].get("andamal")
    if kod in ANDAMAL:
        return ANDAMAL[kod]
    return andamal_for(verb) if verb else None


def _times(vad: str, antal: int) -> str:
    return f"{vad} ({antal} gånger)" if antal > 1 else vad


def _span(fran: datetime, till: datetime) -> str:
    dag, forst, sist = f"{fran:%Y-%m-%d}", f"{fran:%H.%M}", f"{till:%H.%M}"
    return f"{dag} kl. {forst}" if forst == sist else f"{dag} kl. {forst}–{sist}"


def _each(texter: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(filter(None, texter)))


def _midnight(dag: date) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time.min))
