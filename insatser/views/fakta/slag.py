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
KOLUMNER = ("f_nar", "f_rad", "f_handelse", "f_id", "f_kod", "f_nummer", "f_vem")
ORDNING = KOLUMNER[:3]
"""By time; two events of the same moment still have an order of their own."""


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
                f_nar=F(self.nar) if isinstance(self.nar, str) else self.nar,
                f_rad=F("pk"),
                f_id=F(self.sidans_id or "pk"),
                f_handelse=Value(self.handelse, CharField()),
                f_kod=Cast(F(self.kod), CharField()) if self.kod else Value("", CharField()),
                f_nummer=F(self.nummer) if self.nummer else Value(0, SmallIntegerField()),
                f_vem=F(f"{self.vem}__namn") if self.vem else Value("", CharField()),
            )
            .filter(villkor)
            .values(*KOLUMNER)
        )
        return facts

    def describe(self, arende: Arende, rad: dict[str, Any]) -> dict[str, Any]:
        """The event for templates/partials/tidslinje.html."""
        args = [arende.pk, rad["f_id"]] if self.sidans_id else [arende.pk]
        return {
            "nar": rad["f_nar"],
            "hela_dagen": not isinstance(self.nar, str),
            "rad": rad["f_rad"],
            "handelse": self.handelse,
            "rubrik": self.rubrik(rad["f_kod"], rad["f_nummer"]),
            "vem": rad["f_vem"],
            "url": reverse(self.sida, args=args) if self.sida else "",
        }
