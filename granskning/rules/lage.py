"""Where a monthly review stands, out of its facts alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Lage(StrEnum):
    """The steps of a review, in order."""

    GRANSKA = "granska"
    SVAR = "svar"
    PROTOKOLL = "protokoll"
    KLAR = "klar"


@dataclass(frozen=True)
class Fakta:
    """`att_bedoma`: rows without a verdict, or with an answer to weigh. `fragor_ute`: rows that
    wait for an answer."""

    att_bedoma: int
    fragor_ute: int
    is_avslutad: bool


def lage_for(fakta: Fakta) -> Lage:
    if fakta.is_avslutad:
        return Lage.KLAR
    if fakta.att_bedoma:
        return Lage.GRANSKA
    return Lage.SVAR if fakta.fragor_ute else Lage.PROTOKOLL


def hinder_for_avslut(fakta: Fakta) -> list[str]:
    """Everything that is left before a review is finished."""
    hinder = []
    if fakta.is_avslutad:
        hinder.append("Granskningen är redan avslutad.")
    if fakta.att_bedoma:
        hinder.append(
            "1 rad är inte bedömd än."
            if fakta.att_bedoma == 1
            else f"{fakta.att_bedoma} rader är inte bedömda än."
        )
    if fakta.fragor_ute:
        hinder.append(
            "1 fråga är inte besvarad än."
            if fakta.fragor_ute == 1
            else f"{fakta.fragor_ute} frågor är inte besvarade än."
        )
    return hinder
