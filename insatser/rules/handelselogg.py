"""The log of steps for process mining: whose steps they were cannot be read from it.

A way through a flow is named by a keyed hash whose key is thrown away with the export; who did a
step is a duty, never a person; a day is the finest time. What is left can still be recognised by
whoever knows a case well, so a flow is told of only when it has been travelled by many children.
"""

from __future__ import annotations

import hmac
import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MINST_BARN = 20
"""So many different children must have travelled a flow before its steps are given out."""

SKYDDADE_FLODEN = frozenset({"avhopparverksamhet"})
"""Flows whose very use tells too much of a person; they are never given out."""


@dataclass(frozen=True)
class Handelse:
    """A step that was taken: what, when, and by which duty in which kind of unit."""

    steg: str
    titel: str
    nar: datetime
    roll: str
    enhet: str
    utfall: str = ""
    is_skipped: bool = False


@dataclass(frozen=True)
class Fard:
    """A finished way through a flow, with ids that are never given out."""

    id: int
    arende: UUID
    akt: UUID
    flode: str
    version: int
    handelser: tuple[Handelse, ...]


@dataclass(frozen=True)
class Rad:
    """A step as it is given out. `nar`: noon of its day; seconds after it number the order."""

    id: str
    steg: str
    titel: str
    nar: datetime
    roll: str
    enhet: str
    utfall: str
    is_skipped: bool


@dataclass(frozen=True)
class Spar:
    """A way as it is given out, under pseudonyms."""

    id: str
    arende: str
    flode: str
    version: int
    rader: tuple[Rad, ...]


class Pseudonymer:
    """Names for one export. The key lives as long as the object, and nowhere else."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def name(self, slag: str, id_: UUID | int | str) -> str:
        return hmac.new(self._key, f"{slag}:{id_}".encode(), "sha256").hexdigest()[:20]


def publishable(farder: Iterable[Fard]) -> tuple[list[Fard], set[str]]:
    """The ways that may be given out, and the flows that too few children have travelled."""
    alla = [fard for fard in farder if fard.flode not in SKYDDADE_FLODEN]
    barn: dict[str, set[UUID]] = defaultdict(set)
    for fard in alla:
        barn[fard.flode].add(fard.akt)
    fa = {flode for flode, akter in barn.items() if len(akter) < MINST_BARN}
    return [fard for fard in alla if fard.flode not in fa], fa


def pseudonymise(farder: Iterable[Fard]) -> list[Spar]:
    """The ways under names that nobody can trace back, in the order of those names."""
    namn = Pseudonymer()
    spar = [
        Spar(
            id=namn.name("fard", fard.id),
            arende=namn.name("arende", fard.arende),
            flode=fard.flode,
            version=fard.version,
            rader=tuple(_rader(fard, namn)),
        )
        for fard in farder
    ]
    return sorted(spar, key=lambda ett: ett.id)


def _rader(fard: Fard, namn: Pseudonymer) -> Iterator[Rad]:
    per_dag: dict[date, int] = defaultdict(int)
    for nummer, handelse in enumerate(fard.handelser):
        dag = handelse.nar.astimezone(STOCKHOLM).date()
        yield Rad(
            id=namn.name("steg", f"{fard.id}:{nummer}"),
            steg=handelse.steg,
            titel=handelse.titel,
            nar=datetime.combine(dag, time(12), UTC) + timedelta(seconds=per_dag[dag]),
            roll=handelse.roll,
            enhet=handelse.enhet,
            utfall=handelse.utfall,
            is_skipped=handelse.is_skipped,
        )
        per_dag[dag] += 1
