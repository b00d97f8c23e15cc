"""What has happened in an ärende, in order of time, out of one query."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from access.models import Anvandare
from arenden.models import Arende
from insatser.views.fakta import AV_SLAG, FAKTA, ORDNING, Fakta

MOST = 30
I_OVERSIKTEN = [fakta for fakta in FAKTA if fakta.i_oversikten]
INGET_VILLKOR = Q()


def handelser_for(arende: Arende, user: Anvandare) -> list[dict[str, Any]]:
    """The latest events, newest first, without the texts themselves: those are one step in."""
    rader = together(I_OVERSIKTEN, arende, user).order_by(*ordering(newest_first=True))[:MOST]
    return [describe(arende, rad) for rad in rader]


def ordering(*, newest_first: bool) -> list[str]:
    return [f"-{kolumn}" if newest_first else kolumn for kolumn in ORDNING]


def together(
    slag: Iterable[Fakta], arende: Arende, user: Anvandare, villkor: Q = INGET_VILLKOR
) -> QuerySet:
    """The events of these kinds, out of one query; `villkor` speaks of the columns of ORDNING."""
    forsta, *ovriga = [fakta.rows(arende, user, villkor) for fakta in slag]
    return forsta.union(*ovriga, all=True) if ovriga else forsta


def describe(arende: Arende, rad: dict[str, Any]) -> dict[str, Any]:
    return AV_SLAG[rad["f_handelse"]].describe(arende, rad)
