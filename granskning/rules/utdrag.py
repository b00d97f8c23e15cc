"""Whose request for an extract is taken, when the answer is due, and where it stands."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from arenden.rules.frister import next_working_day

MYNDIG, TALERATT = 18, 15
EN_MANAD, MED_FORLANGNING = 1, 3
"""Months from receipt; an extension gives two more (GDPR art. 12.3)."""


class _Val(StrEnum):
    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(val.value, val.label) for val in cls]


class Slag(_Val):
    LOGGUTDRAG = "loggutdrag", "Vem har läst om mig"
    REGISTERUTDRAG = "registerutdrag", "Registerutdrag"


class Begarare(_Val):
    UNG = "ung", "Den unge själv"
    OMBUD = "ombud", "Ombud för den unge"
    VARDNADSHAVARE = "vardnadshavare", "Vårdnadshavare"
    STALLFORETRADARE = "stallforetradare", "Annan ställföreträdare"

    @property
    def speaks_as_child(self) -> bool:
        """Asks with the young person's own right, in which nothing of their own is secret."""
        return self in {Begarare.UNG, Begarare.OMBUD}


class Identitet(_Val):
    LEGITIMATION = "legitimation", "Legitimation visad på plats"
    KAND = "kand", "Känd av handläggaren"
    UNDERSKRIFT = "underskrift", "Underskriven begäran och svar till folkbokföringsadress"
    FULLMAKT = "fullmakt", "Fullmakt i original och legitimation"
    BESLUT = "beslut", "Dom eller beslut om förordnande"


class Leveranssatt(_Val):
    HAMTAT = "hamtat", "Hämtat på plats mot legitimation"
    REK = "rek", "Rekommenderat brev"
    SKATTEVERKET = "skatteverket", "Brev genom Skatteverkets förmedling"
    GENOMGANG = "genomgang", "Läst tillsammans på plats"


@dataclass(frozen=True)
class Fraga:
    """What decides whose request it is. `alder` in whole years, None where it is not known."""

    begarare: Begarare
    identitet: str
    alder: int | None


def hinder_for_begaran(fraga: Fraga) -> list[str]:
    """Everything that keeps the request from being taken as it stands."""
    hinder = []
    if fraga.begarare == Begarare.VARDNADSHAVARE and (fraga.alder or 0) >= MYNDIG:
        hinder.append(
            "Personen är myndig. Vårdnadshavarnas rätt till insyn har upphört; "
            "personen begär själv eller ger fullmakt."
        )
    if fraga.begarare == Begarare.OMBUD and fraga.identitet != Identitet.FULLMAKT:
        hinder.append("Ett ombud behöver en fullmakt.")
    if fraga.begarare == Begarare.STALLFORETRADARE and fraga.identitet != Identitet.BESLUT:
        hinder.append("En ställföreträdare behöver visa domen eller beslutet om förordnandet.")
    return hinder


def rad_for_begaran(fraga: Fraga) -> list[str]:
    """What whoever prepares the extract should think of; nothing here is a refusal."""
    if fraga.alder is None:
        return ["Åldern är inte känd. Ta reda på den innan utdraget lämnas ut."]
    if fraga.begarare.speaks_as_child and fraga.alder < TALERATT:
        return [
            "Den unge är under 15 år. Rätten att själv få uppgifterna växer med mognaden: "
            "bedöm om den unge förstår dem, och om vårdnadshavare ska vara med."
        ]
    if not fraga.begarare.speaks_as_child and TALERATT <= fraga.alder < MYNDIG:
        return [
            "Den unge har fyllt 15 år och för sin egen talan. Fråga vad den unge själv vill "
            "innan något lämnas till en vårdnadshavare (OSL 12:3)."
        ]
    return []


def answer_by(inkom: date, *, is_extended: bool = False) -> date:
    """The last day to answer: one month from receipt, three when extended (GDPR art. 12.3).

    A month ends on the same day of a later month, or on that month's last; a period that would end
    on a day that is not worked ends on the next that is.
    """
    return next_working_day(_months_after(inkom, MED_FORLANGNING if is_extended else EN_MANAD))


def _months_after(dag: date, antal: int) -> date:
    ar, manad = divmod(dag.month - 1 + antal, 12)
    ar, manad = dag.year + ar, manad + 1
    return date(ar, manad, min(dag.day, monthrange(ar, manad)[1]))
