"""What the method leaders do with kinds of teams and with the law of sharing."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from config.demo.stad import Stad, read
from config.demo.tidslinje import Tidslinje
from samverkansteam.actions.lagrum import propose_lagrum
from samverkansteam.actions.teamtyp import propose_teamtyp, try_teamtyp
from samverkansteam.models import Lagrum, Teamtyp

TEXT = read("samverkan.json")
EGEN, LIKNAR, ATERKOPPLING = "tidigt_stod", "sspf", "R"
NY, ANDRAD, FORSLAGET = timedelta(days=140), timedelta(days=30), timedelta(days=4)
BORJAR_GALLA = timedelta(days=45)


def plan_lagen(linje: Tidslinje, *, stad: Stad, nu: datetime) -> None:
    """The city's own kind of team in two versions, and a change of law that waits."""
    linje.add(nu - NY, partial(_invent, stad))
    linje.add(nu - ANDRAD, partial(_meet_oftener, stad))
    linje.add(nu - FORSLAGET, partial(_propose_law, stad))


def _invent(stad: Stad) -> None:
    ord_ = TEXT["teamtyp"]
    eget = {namn: ord_[namn] for namn in ("namn", "syfte", "malgrupp", "kalla")}
    innehall = Teamtyp.objects.get(pk=LIKNAR).innehall() | eget
    _agree(
        stad,
        ord_["ny"],
        ord_["ja"],
        innehall | {"motesintervall_dagar": 35, "giltig_fran": timezone.localdate()},
    )


def _meet_oftener(stad: Stad) -> None:
    innehall = Teamtyp.objects.get(pk=EGEN).innehall() | {"motesintervall_dagar": 21}
    _agree(stad, TEXT["teamtyp"]["andras"], TEXT["teamtyp"]["ja_igen"], innehall)


def _agree(stad: Stad, motiv: str, kommentar: str, innehall: dict[str, Any]) -> None:
    """One of them proposes, the other one tries it."""
    tove, ines = stad.personal["SON", "metodledare"]
    version = propose_teamtyp(kod=EGEN, motiv=motiv, actor=tove, **innehall)
    try_teamtyp(version=version, godkanns=True, kommentar=kommentar, actor=ines)


def _propose_law(stad: Stad) -> None:
    tove, _ = stad.personal["SON", "metodledare"]
    idag = timezone.localdate()
    innehall = Lagrum.objects.in_force(idag).get(kod=ATERKOPPLING).innehall()
    vagar = {fran: [*till, "region"] for fran, till in innehall["vagar"].items()}
    propose_lagrum(
        kod=ATERKOPPLING,
        galler_fran=idag + BORJAR_GALLA,
        motiv=TEXT["lagrum"]["motiv"],
        actor=tove,
        **innehall | {"vagar": vagar},
    )
