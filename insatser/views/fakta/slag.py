"""What one kind of event in an ärende is called, where its rows are, and where it is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from django.db.models import (
    CharField,
    DateTimeField,
    F,
    Q,
    QuerySet,
    SmallIntegerField,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from django.urls import reverse

from access.models import Anvandare
from arenden.models import Arende

MORGON = timedelta(hours=7)
"""A day without a clock is placed in its morning."""
KOLUMNER = ("nar_", "id_", "handelse_", "kod_", "nummer_", "vem_")


class Del(StrEnum):
    """The parts of an akt that a chronology may be narrowed to."""

    namn: str

    def __new__(cls, kod: str, namn: str) -> Del:
        del_ = str.__new__(cls, kod)
        del_._value_, del_.namn = kod, namn
        return del_

    INFLODE = "inflode", "Inflöde och utredning"
    JOURNAL = "journal", "Journal"
    HANDLING = "handling", "Handlingar"
    BESLUT = "beslut", "Beslut och underrättelser"
    BEDOMNING = "bedomning", "Riskbedömning"
    PLAN = "plan", "Plan, insatser och uppföljning"
    TEAM = "team", "Team och utlämnande"
    GANG = "gang", "Arbetsgångar"
    FRIST = "frist", "Frister"
    AVSLUT = "avslut", "Avslut"


def plain(text: str) -> Callable[[str, int], str]:
    """A heading that says the same of every row."""
    return lambda *_: text


def morning(kolumn: str) -> Combinable:
    """A column of days as moments."""
    return Cast(kolumn, DateTimeField()) + Value(MORGON)


@dataclass(frozen=True)
class Fakta:
    """One kind of event. `rader` gives those of an ärende that the user may see.

    `nar`, `vem` and `kod` are clear columns; nothing sealed is ever among them. `rubrik` makes the
    heading out of the code and the number. `sida` takes the ärende's id, and the row's own or the
    one named by `sidans_id` where that is not empty.
    """

    handelse: str
    del_: Del
    rubrik: Callable[[str, int], str]
    rader: Callable[[Arende, Anvandare], QuerySet]
    nar: str | Combinable
    vem: str = ""
    kod: str = ""
    nummer: str = ""
    sida: str = ""
    sidans_id: str = ""
    i_oversikten: bool = True

    def rows(self, arende: Arende, user: Anvandare, villkor: Q) -> QuerySet:
        """The events as rows of one shape, ready to be put together with those of other kinds."""
        facts: QuerySet = (
            self.rader(arende, user)
            .order_by()
            .annotate(
                nar_=F(self.nar) if isinstance(self.nar, str) else self.nar,
                id_=F(self.sidans_id or "pk"),
                handelse_=Value(self.handelse, CharField()),
                kod_=Cast(F(self.kod), CharField()) if self.kod else Value("", CharField()),
                nummer_=F(self.nummer) if self.nummer else Value(0, SmallIntegerField()),
                vem_=F(f"{self.vem}__namn") if self.vem else Value("", CharField()),
            )
            .filter(villkor)
            .values(*KOLUMNER)
        )
        return facts

    def describe(self, arende: Arende, rad: dict[str, Any]) -> dict[str, Any]:
        """The event for templates/partials/tidslinje.html."""
        args = [arende.pk, rad["id_"]] if self.sidans_id else [arende.pk]
        return {
            "nar": rad["nar_"],
            "id": rad["id_"],
            "rubrik": self.rubrik(rad["kod_"], rad["nummer_"]),
            "vem": rad["vem_"],
            "url": reverse(self.sida, args=args) if self.sida else "",
        }
