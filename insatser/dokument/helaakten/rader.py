"""Rows of a model as they stand in the whole akt: which columns are read, and under what words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist
from django.db.models import Model, Q

from arenden.dokument.ram import day, minute
from arenden.models import Arende
from arenden.rules.innehall import Avsnitt, Block, varden

UTOM_RACKHALL = "Namnet syns bara i teamet"
"""A row of a team that whoever takes the akt out does not reach."""
NAMN_GENOM = {
    "samverkansteam.Part": "organisation",
    "samverkansteam.Team": "teamtyp",
    "insatser.Insats": "insatstyp",
}
"""Models whose name is that of another row."""


@dataclass(frozen=True)
class Radslag:
    """One kind of row. `vagar` lead from it to the ärende, or to the akt where it is the akt's.

    `kolumner` pairs a word with a field, through relations if need be («mal__specifikt»), or with
    what reads the row, in the order they are read. Rows come in the order of `ordning`.
    """

    rubrik: str
    modell: type[Model]
    vagar: tuple[str, ...]
    kolumner: Mapping[str, str | Callable[[Any], str]]
    ordning: str
    bara: Q = field(default_factory=Q)

    def section(self, arende: Arende) -> Iterator[Avsnitt]:
        """The rows under their heading; nothing where there are none."""
        block = tuple(self._blocks(arende))
        if block:
            yield Avsnitt(self.rubrik, block, 3)

    def _blocks(self, arende: Arende) -> Iterator[Block]:
        galler = Q()
        for vag in self.vagar:
            galler |= Q(**{vag: arende.akt_id if vag == "akt" else arende.pk})
        rader = self.modell._default_manager.filter(galler, self.bara)
        for rad in rader.order_by(self.ordning, "pk").prefetch_related(*self._asked_with()):
            yield varden((namn, in_words(rad, vag)) for namn, vag in self.kolumner.items())

    def _asked_with(self) -> list[str]:
        """The relations that the columns go through. A team's row that is out of reach is then
        missing by itself, where a join would have left out the whole row."""
        vagar: dict[str, None] = {}
        for kolumn in self.kolumner.values():
            if not isinstance(kolumn, str):
                continue
            modell: Any = self.modell
            steg: list[str] = []
            for namn in kolumn.split("__"):
                try:
                    falt = modell._meta.get_field(namn)
                except FieldDoesNotExist:
                    break
                if falt.is_relation:
                    steg.append(namn)
                    modell = falt.related_model
            if steg and modell._meta.label in NAMN_GENOM:
                steg.append(NAMN_GENOM[modell._meta.label])
            if steg:
                vagar["__".join(steg)] = None
        return list(vagar)


def in_words(rad: Any, kolumn: str | Callable[[Any], str]) -> str:
    """What a column says, read through its relations."""
    if not isinstance(kolumn, str):
        return kolumn(rad)
    *genom, namn = kolumn.split("__")
    try:
        for steg in genom:
            rad = getattr(rad, steg)
            if rad is None:
                return ""
        if (visa := getattr(rad, f"get_{namn}_display", None)) is not None:
            return str(visa() or "")
        return _plain(getattr(rad, namn))
    except ObjectDoesNotExist:
        return UTOM_RACKHALL


def _plain(varde: Any) -> str:
    match varde:
        case None:
            return ""
        case bool():
            return "Ja" if varde else "Nej"
        case datetime():
            return minute(varde)
        case date():
            return day(varde)
    return str(varde)
