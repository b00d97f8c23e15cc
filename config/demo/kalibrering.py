"""Two vignettes: one round that everybody in the town has answered, and one that is open."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from django.utils import timezone

from access.models import Anvandare, Enhet
from config.demo.stad import FULL_BEMANNING, Stad
from config.demo.tidslinje import Tidslinje
from riskbedomning.actions.kalibrering import (
    SAMLAD,
    count_due,
    open_omgang,
    save_vinjettsvar,
    submit_vinjettsvar,
)
from riskbedomning.actions.vinjett import publish_vinjett, review_vinjett, write_vinjett
from riskbedomning.models import (
    Bedomning,
    Faktorsvar,
    Instrumentversion,
    Kalibreringsomgang,
    Vinjett,
)

VINJETTER = Path(__file__).parent / "data" / "vinjetter.json"
OPPEN = timedelta(days=20)
SVAR, STOD = Faktorsvar.Svar.values, Bedomning.Samlad.values
OENIGA = 4
"""Every fourth factor is one that people read in different ways."""
FRO = 41


def plan_kalibrering(linje: Tidslinje, *, stad: Stad, nu: datetime) -> None:
    """A round that ended a month ago, answered by all; one that ends next week, by a few."""
    alla, nasta = json.loads(VINJETTER.read_text(encoding="utf-8"))
    personer = [p for kod in FULL_BEMANNING for p in stad.personal[kod, "socialsekreterare"]]
    _plan(linje, stad, alla, borjar=nu - timedelta(days=50), svarar=personer)
    _plan(linje, stad, nasta, borjar=nu - timedelta(days=12), svarar=personer[:3])
    linje.add(nu - timedelta(days=29), _count)
    pa_vag = stad.personal["SKH", "socialsekreterare"][0]
    linje.add(nu - timedelta(days=1), partial(_begin, nasta["rubrik"], pa_vag))


def _plan(
    linje: Tidslinje,
    stad: Stad,
    data: dict[str, Any],
    *,
    borjar: datetime,
    svarar: list[Anvandare],
) -> None:
    skriver, granskar = stad.personal["SON", "metodledare"]
    enheter = [stad.enheter[kod, "utredning"] for kod in FULL_BEMANNING]
    rubrik = data["rubrik"]
    linje.add(borjar - timedelta(days=6), partial(write_vinjett, actor=skriver, **data))
    linje.add(borjar - timedelta(days=3), partial(_publish, rubrik, granskar, skriver))
    linje.add(borjar, partial(_open, rubrik, enheter, skriver))
    for plats, person in enumerate(svarar, start=1):
        dag = borjar + timedelta(days=plats)
        linje.add(dag.replace(hour=12, minute=plats), partial(_answer, rubrik, person, plats))


def _publish(rubrik: str, granskar: Anvandare, skriver: Anvandare) -> None:
    vinjett = review_vinjett(vinjett=Vinjett.objects.get(rubrik=rubrik), actor=granskar)
    publish_vinjett(vinjett=vinjett, actor=skriver)


def _open(rubrik: str, enheter: list[Enhet], actor: Anvandare) -> None:
    vinjett, idag = Vinjett.objects.get(rubrik=rubrik), timezone.localdate()
    alder = vinjett.alder
    stod = Instrumentversion.objects.current()
    passar = [v for v in stod if v.alder_fran <= alder <= v.alder_till]
    open_omgang(
        vinjett=vinjett,
        instrumentversion=min(passar, key=lambda v: v.alder_till - v.alder_fran),
        fran=idag,
        till=idag + OPPEN,
        enheter=enheter,
        actor=actor,
    )


def _answer(rubrik: str, person: Anvandare, plats: int) -> None:
    omgang = Kalibreringsomgang.objects.get(vinjett__rubrik=rubrik)
    submit_vinjettsvar(omgang=omgang, svar=_svar(omgang, plats), actor=person)


def _begin(rubrik: str, person: Anvandare) -> None:
    """Somebody who has come half-way."""
    omgang = Kalibreringsomgang.objects.get(vinjett__rubrik=rubrik)
    halva = list(_svar(omgang, 1).items())[:10]
    save_vinjettsvar(omgang=omgang, svar=dict(halva), actor=person)


def _count() -> None:
    count_due(idag=timezone.localdate())


def _svar(omgang: Kalibreringsomgang, plats: int) -> dict[str, str]:
    """What most see, and now and then what only some of them see."""
    slump, vanligt = Random(FRO + plats), Random(FRO)  # noqa: S311
    svar = {}
    for nummer, faktor in enumerate(omgang.instrumentversion.faktorer.all()):
        flertalet = vanligt.choice(SVAR)
        enighet = 0.45 if nummer % OENIGA == 0 else 0.85
        svar[faktor.kod] = flertalet if slump.random() < enighet else slump.choice(SVAR)
    return svar | {SAMLAD: slump.choice((STOD[1], STOD[1], STOD[1], STOD[2]))}
