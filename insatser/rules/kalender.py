"""What a calendar shows, and which days a page of it covers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")
VECKA = 7
LISTA = 28


class Vy(StrEnum):
    """How much of it a page shows."""

    DAG = "dag"
    VECKA = "vecka"
    LISTA = "lista"


class Slag(StrEnum):
    """The kind of a time, in words that tell nothing of the matter."""

    MOTE = "Teammöte"
    TILLFALLE = "Tillfälle"
    FRIST = "Frist"
    UPPFOLJNING = "Uppföljning"
    PAMINNELSE = "Påminnelse"


@dataclass(frozen=True)
class Post:
    """One time. `nar` is a day where no hour is given; `vad` is for the page alone.

    No name of anybody whom a case is about is among it.
    """

    id: UUID
    slag: Slag
    nar: date | datetime
    vad: str
    arendenummer: str = ""
    akt_id: UUID | None = None
    url: str = ""
    vem: str = ""
    minuter: int = 0
    skyddad: bool = False

    @property
    def dag(self) -> date:
        if isinstance(self.nar, datetime):
            return self.nar.astimezone(STOCKHOLM).date()
        return self.nar

    @property
    def klockan(self) -> str:
        if not isinstance(self.nar, datetime):
            return ""
        borjan = self.nar.astimezone(STOCKHOLM)
        slut = f"–{borjan + timedelta(minutes=self.minuter):%H:%M}" if self.minuter else ""
        return f"{borjan:%H:%M}{slut}"


@dataclass(frozen=True)
class Period:
    """Whole days, the last one included, and where one turns the page to."""

    fran: date
    till: date
    forra: date
    nasta: date

    def days(self) -> list[date]:
        return [self.fran + timedelta(days=n) for n in range((self.till - self.fran).days + 1)]


def period_of(vy: Vy, dag: date) -> Period:
    """A day, the week from Monday that it lies in, or four weeks from it."""
    if vy == Vy.VECKA:
        dag -= timedelta(days=dag.weekday())
    antal = {Vy.DAG: 1, Vy.VECKA: VECKA, Vy.LISTA: LISTA}[vy]
    steg = timedelta(days=antal)
    return Period(dag, dag + steg - timedelta(days=1), dag - steg, dag + steg)


def by_day(poster: Iterable[Post], dagar: Iterable[date]) -> list[tuple[date, list[Post]]]:
    """Each day with its times: first those of the whole day, then by the clock."""
    per_dag: dict[date, list[Post]] = {dag: [] for dag in dagar}
    for post in sorted(poster, key=lambda post: (post.dag, post.klockan, post.arendenummer)):
        if post.dag in per_dag:
            per_dag[post.dag].append(post)
    return list(per_dag.items())
