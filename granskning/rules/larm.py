"""When the log raises an alarm, and by when an incident must have been told to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

FORSEGLING_INOM = timedelta(minutes=2)
AVLOPP_INOM = timedelta(minutes=1)
PROV_INOM = timedelta(minutes=25)
"""Two synthetic accesses, ten minutes apart, and some time for the work before them."""
VITTNE_INOM = timedelta(minutes=15)


class Larmslag(StrEnum):
    """What is wrong."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    PROV = "prov", "Den syntetiska åtkomsten hittas inte igen"
    FORSEGLING = "forsegling", "Förseglingen dröjer"
    AVLOPP = "avlopp", "Avloppet ligger efter"
    VITTNE = "vittne", "Ett vittne svarar inte"
    ORDNING = "ordning", "Händelser står utanför ordningen"
    SIDOANDRING = "sidoandring", "Något är ändrat utanför systemet"
    BRUTEN = "bruten", "Loggen är bruten"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(slag.value, slag.label) for slag in cls]


INCIDENTER = frozenset({Larmslag.ORDNING, Larmslag.SIDOANDRING, Larmslag.BRUTEN})
"""Where somebody may have tampered: then the clocks run, and only a person closes the alarm."""


class Klocka(StrEnum):
    """What an incident demands: cybersäkerhetslagen (2025:1506) 2 kap. 5–8 §§, GDPR art. 33."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    VARNING = "varning", "Tidig varning om betydande incident, inom 24 timmar"
    INCIDENT = "incident", "Incidentanmälan, inom 72 timmar"
    IMY = "imy", "Anmälan till IMY, inom 72 timmar"
    SLUTRAPPORT = "slutrapport", "Slutrapport, inom en månad"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(klocka.value, klocka.label) for klocka in cls]

    def deadline(self, upptackt: datetime) -> datetime:
        """The last moment, counted from the discovery."""
        match self:
            case Klocka.VARNING:
                return upptackt + timedelta(hours=24)
            case Klocka.INCIDENT | Klocka.IMY:
                return upptackt + timedelta(hours=72)
            case Klocka.SLUTRAPPORT:
                return _a_month_later(upptackt)


def _a_month_later(moment: datetime) -> datetime:
    """The same day of the next month, or its last day."""
    first = (moment.replace(day=1) + timedelta(days=32)).replace(day=1)
    last = ((first + timedelta(days=32)).replace(day=1) - timedelta(days=1)).day
    return first.replace(day=min(moment.day, last))


@dataclass(frozen=True)
class Fynd:
    """One thing that is wrong: since when, and what is known of it in words. Never content."""

    slag: Larmslag
    sedan: datetime
    uppgift: str


@dataclass(frozen=True)
class Logglage:
    """What the alarms need to know of the log. Times are None where there is nothing to tell."""

    oforseglat_sedan: datetime | None
    """The time of the oldest entry that is next in turn."""
    utanfor_ordningen: int
    """Finished entries that a later one has passed, so that they would never be sealed."""
    utanfor_sedan: datetime | None
    avlopp_efter_sedan: datetime | None
    vittnen_efter: tuple[tuple[str, datetime], ...]
    """Witnesses that lack a head, and since when."""
    prov_gjort: datetime | None
    prov_saknas: Sequence[str]
    """Where the last synthetic access was not found again."""
    is_provad: bool
    """Whether synthetic accesses are made at all; not before the first."""
    sidoandringar: Sequence[str]


def larm_of(lage: Logglage, nu: datetime) -> list[Fynd]:
    """Everything that is wrong now, of the kinds that can be seen at a glance."""
    fynd = []
    if lage.oforseglat_sedan and nu - lage.oforseglat_sedan > FORSEGLING_INOM:
        text = "Händelser har väntat på försegling längre än två minuter."
        fynd.append(Fynd(Larmslag.FORSEGLING, lage.oforseglat_sedan, text))
    if lage.utanfor_ordningen and lage.utanfor_sedan:
        text = (
            f"{lage.utanfor_ordningen} händelser har passerats av senare och blir inte förseglade."
        )
        fynd.append(Fynd(Larmslag.ORDNING, lage.utanfor_sedan, text))
    if lage.avlopp_efter_sedan and nu - lage.avlopp_efter_sedan > AVLOPP_INOM:
        text = "Händelser har väntat på att gå till avloppet längre än en minut."
        fynd.append(Fynd(Larmslag.AVLOPP, lage.avlopp_efter_sedan, text))
    if sena := [(namn, sedan) for namn, sedan in lage.vittnen_efter if nu - sedan > VITTNE_INOM]:
        text = f"Har inte medsignerat på en kvart: {', '.join(namn for namn, _ in sena)}."
        fynd.append(Fynd(Larmslag.VITTNE, min(sedan for _, sedan in sena), text))
    if prov := _prov(lage, nu):
        fynd.append(prov)
    if lage.sidoandringar:
        text = f"{len(lage.sidoandringar)} ändringar eller avstängda triggrar är inte förklarade."
        fynd.append(Fynd(Larmslag.SIDOANDRING, nu, text))
    return fynd


def _prov(lage: Logglage, nu: datetime) -> Fynd | None:
    if lage.prov_saknas:
        text = f"Den syntetiska åtkomsten saknas {', '.join(lage.prov_saknas)}."
        return Fynd(Larmslag.PROV, lage.prov_gjort or nu, text)
    if lage.is_provad and (lage.prov_gjort is None or nu - lage.prov_gjort > PROV_INOM):
        return Fynd(Larmslag.PROV, lage.prov_gjort or nu, "Ingen syntetisk åtkomst har gjorts.")
    return None
