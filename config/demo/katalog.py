"""The catalogue of the town: one change that two metodledare agreed on, one that waits."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from access.models import Anvandare
from config.demo.stad import Stad
from config.demo.tidslinje import Tidslinje
from insatser.actions.katalog import propose_version, try_version
from insatser.models import Insatstyp, Insatstypversion

AVTALET, FORSLAGET = timedelta(days=75), timedelta(days=3)


def plan_katalog(linje: Tidslinje, *, stad: Stad, nu: datetime) -> None:
    linje.add(nu - AVTALET, partial(_agree, stad))
    linje.add(nu - FORSLAGET, partial(_wait, stad))


def _agree(stad: Stad) -> None:
    tove, ines = stad.personal["SON", "metodledare"]
    forslag = _propose(tove, "mst", "Avtalet med utföraren har fyrtio platser.", platser=40)
    try_version(version=forslag, godkanns=True, kommentar="", actor=ines)


def _wait(stad: Stad) -> None:
    _, ines = stad.personal["SON", "metodledare"]
    _propose(ines, "lots_mentor", "Föreningen tar emot från elva år.", alder_fran=11)


def _propose(vem: Anvandare, kod: str, motiv: str, **andrat: Any) -> Insatstypversion:
    innehall = Insatstyp.objects.get(pk=kod).innehall() | andrat
    return propose_version(kod=kod, motiv=motiv, actor=vem, **innehall)
