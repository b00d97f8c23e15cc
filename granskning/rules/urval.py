"""What a month's review looks at, and in what order: what is least explained comes first."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Self


class Forklaringsgrad(IntEnum):
    """How far the data explains an access; the lower, the sooner it is reviewed."""

    label: str

    def __new__(cls, value: int, label: str) -> Self:
        member = int.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    INGEN = 0, "Ingen förklaring"
    ENHETEN = 1, "Bara enhetens tillträde"
    SAMMANHANG = 2, "Jour, frånvaro, delegation, möte eller överlämning"
    ARENDET = 3, "Eget uppdrag i ärendet eller teamet"

    @classmethod
    def choices(cls) -> list[tuple[int, str]]:
        return [(grad.value, grad.label) for grad in cls]


class Urvalsgrund(StrEnum):
    """Why a row is in the review."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    OFORKLARAD = "oforklarad", "Utan förklaring"
    SIGNAL = "signal", "Något sticker ut"
    SLUMP = "slump", "Slumpen"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(grund.value, grund.label) for grund in cls]
