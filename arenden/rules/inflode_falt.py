"""Reading one field at a time out of untrusted data, and gathering what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from arenden.rules.identitet import Nummer, OgiltigtNummer, parse_nummer

T = TypeVar("T")
RIMLIGA_AR = range(1900, 2200)


@dataclass(frozen=True)
class Fel:
    """One fault: where in the file (a path or a line), and what to do about it in Swedish."""

    plats: str
    text: str

    def __str__(self) -> str:
        return f"{self.plats}: {self.text}"


@dataclass(frozen=True)
class Lasare:
    """Reads the fields of one object. A faulty field reads as empty and leaves a Fel."""

    data: Mapping[str, Any]
    plats: str
    fel: list[Fel]
    idag: date

    def add(self, nyckel: str, text: str) -> None:
        self.fel.append(Fel(f"{self.plats}{nyckel}", text))

    def refuse_unknown(self, kanda: Collection[str]) -> None:
        for nyckel in self.data:
            if nyckel not in kanda:
                text = "Uppgiften är okänd. Flytta den till text eller ta bort den."
                self.add(shown(nyckel), text)

    def text(self, nyckel: str, langst: int, *, required: bool = False) -> str:
        varde = self.data.get(nyckel)
        if varde is None:
            varde = ""
        if not isinstance(varde, str):
            self.add(nyckel, "Ska vara text inom citattecken.")
        elif len(varde) > langst:
            self.add(nyckel, f"Texten har {len(varde)} tecken. Högst {langst} får plats.")
        elif not _is_whole(varde):
            self.add(nyckel, "Texten har ett halvt tecken som inte går att spara.")
        elif required and not varde.strip():
            self.add(nyckel, "Uppgiften saknas.")
        else:
            return varde
        return ""

    def line(self, nyckel: str, langst: int, *, required: bool = False) -> str:
        """A short text that is kept in clear, so without control characters; none can hold NUL."""
        varde = self.text(nyckel, langst, required=required)
        if varde.isprintable():
            return varde
        self.add(nyckel, "Texten har styrtecken. Ta bort dem.")
        return ""

    def choice(self, nyckel: str, val: Sequence[str], *, required: bool = False) -> str:
        varde = self.text(nyckel, 200, required=required)
        if varde and varde not in val:
            self.add(nyckel, f"Ange något av: {', '.join(val)}.")
            return ""
        return varde

    def flag(self, nyckel: str) -> bool:
        varde = self.data.get(nyckel)
        if varde is None or isinstance(varde, bool):
            return bool(varde)
        self.add(nyckel, "Ska vara true eller false.")
        return False

    def number(self, nyckel: str, lagst: int, hogst: int, *, required: bool = False) -> int | None:
        varde = self.data.get(nyckel)
        if varde is None:
            if required:
                self.add(nyckel, "Uppgiften saknas.")
            return None
        if isinstance(varde, bool) or not isinstance(varde, int) or not lagst <= varde <= hogst:
            self.add(nyckel, f"Ska vara ett heltal mellan {lagst} och {hogst}.")
            return None
        return varde

    def day(self, nyckel: str, *, required: bool = False) -> date | None:
        varde = self.text(nyckel, 20, required=required)
        try:
            return date.fromisoformat(varde) if varde else None
        except ValueError:
            self.add(nyckel, "Skriv dagen som 2026-11-30.")
            return None

    def instant(self, nyckel: str, *, required: bool = False) -> datetime | None:
        varde = self.text(nyckel, 40, required=required)
        if not varde:
            return None
        try:
            ogonblick = datetime.fromisoformat(varde)
        except ValueError:
            self.add(nyckel, "Skriv tiden som 2026-11-20T22:40:00+01:00.")
            return None
        if ogonblick.tzinfo is None:
            self.add(nyckel, "Tiden saknar tidszon. Skriv den som 2026-11-20T22:40:00+01:00.")
        elif ogonblick.year not in RIMLIGA_AR:
            self.add(nyckel, "Året är orimligt. Skriv tiden som 2026-11-20T22:40:00+01:00.")
        else:
            return ogonblick
        return None

    def nummer(self, nyckel: str, *, required: bool = False) -> Nummer | None:
        return self._nummer(nyckel, self.text(nyckel, 40, required=required))

    def _nummer(self, nyckel: str, text: str) -> Nummer | None:
        try:
            return parse_nummer(text, idag=self.idag) if text else None
        except OgiltigtNummer as fel:
            self.add(nyckel, str(fel))
            return None

    def texts(self, nyckel: str, langst: int) -> tuple[str, ...]:
        varden = self._list(nyckel)
        for varde in varden:
            if not isinstance(varde, str) or len(varde) > langst or not _is_whole(varde):
                self.add(nyckel, f"Ska vara en lista av texter om högst {langst} tecken.")
                return ()
        return tuple(varden)

    def numren(self, nyckel: str) -> tuple[Nummer, ...]:
        texter = enumerate(self.texts(nyckel, 40))
        lasta = [self._nummer(f"{nyckel}[{plats}]", text) for plats, text in texter]
        return tuple(nummer for nummer in lasta if nummer)

    def child(self, nyckel: str, read: Callable[[Lasare], T]) -> T | None:
        varde = self.data.get(nyckel)
        return None if varde is None else self._read(nyckel, varde, read)

    def children(self, nyckel: str, read: Callable[[Lasare], T]) -> tuple[T, ...]:
        poster = enumerate(self._list(nyckel))
        lasta = [self._read(f"{nyckel}[{plats}]", post, read) for plats, post in poster]
        return tuple(post for post in lasta if post is not None)

    def _list(self, nyckel: str) -> list[Any]:
        varde = self.data.get(nyckel)
        if varde is None or isinstance(varde, list):
            return varde or []
        self.add(nyckel, "Ska vara en lista, [ … ].")
        return []

    def _read(self, nyckel: str, varde: object, read: Callable[[Lasare], T]) -> T | None:
        if isinstance(varde, Mapping):
            return read(Lasare(varde, f"{self.plats}{nyckel}.", self.fel, self.idag))
        self.add(nyckel, "Ska vara ett objekt, { … }.")
        return None


def _is_whole(text: str) -> bool:
    """Whether UTF-8 can hold it: a lone half of a surrogate pair cannot be stored."""
    return not any("\ud800" <= tecken <= "\udfff" for tecken in text)


def shown(nyckel: str) -> str:
    """A key out of an untrusted file, short and harmless enough for a message."""
    return ascii(nyckel[:60])[1:-1] if not nyckel.isprintable() else nyckel[:60]
