"""What an assessment is told by other rooms: sources, parties, and what was done in between.

A package above registers what it knows, and this room asks without knowing whom.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.utils import timezone

from access.models import Anvandare
from arenden.models import Arende, Handling, Journalanteckning
from riskbedomning.models import Bedomning, Belagg, Partsbidrag


@dataclass(frozen=True)
class Kalla:
    """One thing that evidence can be taken from, as it is called where it is chosen.

    `grupp` is the heading it is listed under, `typ` the first part of its key.
    """

    typ: str
    id: UUID
    slag: Belagg.Slag
    grupp: str
    rubrik: str
    dag: date

    @property
    def nyckel(self) -> str:
        return f"{self.typ}:{self.id}"


@dataclass(frozen=True)
class Lagpart:
    """A party around the child: its name and the code of its kind (Organisation.Slag)."""

    namn: str
    slag: str


@dataclass(frozen=True)
class Mellanting:
    """Something that was done between two assessments, in one line."""

    dag: date
    text: str


Kallor = Callable[[Arende, Anvandare], Iterable[Kalla]]
Parter = Callable[[Arende, Anvandare], Iterable[Lagpart]]
Mellan = Callable[[Arende, date, date, Anvandare], Iterable[Mellanting]]

_kallor: list[Kallor] = []
_parter: list[Parter] = []
_mellan: list[Mellan] = []

ANTECKNING, HANDLING, BIDRAG = "anteckning", "handling", "bidrag"


def register_kallor(kallor: Kallor) -> None:
    """Called by an AppConfig.ready(). The source lists what its user may read, no more."""
    _kallor.append(kallor)


def register_parter(parter: Parter) -> None:
    _parter.append(parter)


def register_mellan(mellan: Mellan) -> None:
    _mellan.append(mellan)


def kallor_for(bedomning: Bedomning, user: Anvandare) -> list[Kalla]:
    """All that evidence can be taken from, group by group, the newest first in each."""
    arende = bedomning.arende
    found = [
        *_anteckningar(arende, user),
        *_handlingar(arende, user),
        *_bidrag(bedomning, user),
        *(kalla for kallor in _kallor for kalla in kallor(arende, user)),
    ]
    newest = sorted(found, key=lambda kalla: kalla.dag, reverse=True)
    return sorted(newest, key=lambda kalla: kalla.grupp)


def grouped(kallor: Iterable[Kalla]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The choices of a select, with a heading for each group."""
    return [
        (grupp, [(kalla.nyckel, kalla.rubrik) for kalla in rader])
        for grupp, rader in groupby(kallor, key=lambda kalla: kalla.grupp)
    ]


def parter_in(arende: Arende, user: Anvandare) -> list[Lagpart]:
    """The parties that work around the child now; each once, by name."""
    found = {part.namn: part for parter in _parter for part in parter(arende, user)}
    return sorted(found.values(), key=lambda part: part.namn)


def mellan(arende: Arende, fran: date, till: date, user: Anvandare) -> list[Mellanting]:
    """What was done from `fran` to `till`, oldest first."""
    found = [ting for ur in _mellan for ting in ur(arende, fran, till, user)]
    return sorted(found, key=lambda ting: ting.dag)


def _anteckningar(arende: Arende, user: Anvandare) -> Iterable[Kalla]:
    """Signed notes only: evidence must be something that can no longer change."""
    rader = Journalanteckning.objects.visible_to(user).filter(
        arende=arende, roll=Journalanteckning.Roll.ORIGINAL
    )
    for rad in rader.exclude(signerad=None).defer("text", "narvarande"):
        is_mote = rad.slag == Journalanteckning.Slag.MOTE
        dag = timezone.localdate(rad.nar)
        yield Kalla(
            typ=ANTECKNING,
            id=rad.pk,
            slag=Belagg.Slag.MOTE if is_mote else Belagg.Slag.JOURNALANTECKNING,
            grupp="Journalen",
            rubrik=f"{rad} {dag}",
            dag=dag,
        )


def _handlingar(arende: Arende, user: Anvandare) -> Iterable[Kalla]:
    for rad in Handling.objects.visible_to(user).filter(arende=arende, felinford=None):
        yield Kalla(
            typ=HANDLING,
            id=rad.pk,
            slag=Belagg.Slag.HANDLING,
            grupp="Handlingar",
            rubrik=f"{rad.titel}, inkom {rad.inkom}",
            dag=rad.inkom,
        )


def _bidrag(bedomning: Bedomning, user: Anvandare) -> Iterable[Kalla]:
    for rad in Partsbidrag.objects.visible_to(user).filter(bedomning=bedomning):
        yield Kalla(
            typ=BIDRAG,
            id=rad.pk,
            slag=Belagg.Slag.PARTSUPPGIFT,
            grupp="Vad parterna har sagt",
            rubrik=f"{rad.part}, {rad.lamnad_av} {rad.dag}",
            dag=rad.dag,
        )
