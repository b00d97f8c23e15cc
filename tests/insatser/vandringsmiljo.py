"""Cases for the walker: each kind of arbetsgång with its people and all that its steps ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from access.models import Anvandare, Roll
from arenden.models import Arende, Steg
from insatser.actions.arbetsgang import start_arbetsgang
from insatser.models import Arbetsgang, Insats, Utlamnandepost
from insatser.models.valbart import begarda, oppet, uppgifter
from insatser.rules.teamform import FORMER
from samverkansteam.models import Samtycke
from tests.builders import make_anvandare
from tests.insatser import teamen, vagen
from tests.insatser.kopiorna import make_kopior
from tests.insatser.test_genomforande import end, hold
from tests.insatser.test_omprovning import LYDELSE
from tests.insatser.test_utlamnande import HELT, MASKAT, NEKAD, make_arende

Svar = dict[str, Any]
Forberedelse = Callable[[vagen.Stad, Arbetsgang, str], Svar]


@dataclass
class Miljo:
    """A case with its people; `prepare` puts in place what a step asks, and gives its answers."""

    arende: Arende
    personer: list[Anvandare]
    prepare: Callable[[Arbetsgang, str, str], Svar]

    def begin(self, flode: str) -> Arbetsgang:
        return start_arbetsgang(arende=self.arende, flode=flode, actor=self.personer[0])

    def able(self, task: Any) -> list[Anvandare]:
        """Those who may do an open step, whoever has the case first."""
        har = task.process.arbetsgang.arende.handlaggare_id
        alla = sorted(self.personer, key=lambda vem: vem.pk != har)
        return [vem for vem in alla if task.flow_task.allows(vem, task)]


def make_miljo(flode: str) -> Miljo:
    return _team(flode) if flode in FORMER else _case(flode)


def _team(flode: str) -> Miljo:
    lag = teamen.make_lag(flode)

    def prepare(_: Arbetsgang, steg: str, kod: str) -> Svar:
        lag.arende = Arende.objects.get(pk=lag.arende.pk)
        klart = steg == "begaran" and lag.arende.akt.is_skyddad
        if steg in teamen.FORE and kod not in teamen.UTAN_FORBEREDELSE and not klart:
            teamen.FORE[steg](lag)
        if steg == "stoppa_delning":
            Samtycke.objects.filter(team=lag.team).update(aterkallat=timezone.now())
        antal = lag.arende.akt.vardnadshavare_set.count()
        return {"vardnadshavare": antal} if steg == "samtycke" else {}

    return Miljo(lag.arende, [lag.handlaggare, lag.gruppledare, *lag.externa], prepare)


def _case(flode: str) -> Miljo:
    stad = vagen.make_stad()
    kollega = make_anvandare(Roll.SOCIALSEKRETERARE, enhet=stad.enhet)
    star_i = STAR_I.get(flode, Steg.PLAN)
    arende = make_arende(stad) if flode == "utlamnande" else vagen.arende_at(stad, star_i)
    Arende.objects.filter(pk=arende.pk).update(oppnat=timezone.now() - timedelta(days=200))

    def prepare(gang: Arbetsgang, steg: str, kod: str) -> Svar:
        fore = FORE.get((flode, steg))
        return fore(stad, gang, kod) if fore else {}

    personer = [stad.handlaggare, stad.gruppledare, stad.mottagare, kollega, stad.enhetschef]
    return Miljo(vagen.fresh(arende), personer, prepare)


STAR_I = {
    "avslut": Steg.AVSLUT,
    "insats": Steg.UPPFOLJNING,
    "omprovning": Steg.UPPFOLJNING,
    "uppfoljningsrunda": Steg.UPPFOLJNING,
}
"""Where the main route stands when a flow is begun, if not at the plan."""


def _try(gor: Callable[[], object]) -> Svar:
    """Do something in the rest of the system, unless it is done already."""
    try:
        with transaction.atomic():
            gor()
    except (PermissionDenied, ValidationError, AssertionError):
        pass
    return {}


def _insats(gang: Arbetsgang) -> Insats:
    return Insats.objects.get(pk=gang.amne_id)


def _next_post(_: vagen.Stad, gang: Arbetsgang, kod: str) -> Svar:
    """One item that has not been tried, given, masked or refused in turn."""
    provade = Utlamnandepost.objects.filter(arbetsgang=gang).count()
    koder = [post for post, _ in begarda(gang)]
    return {"post": koder[min(provade, len(koder) - 1)]} | (HELT, MASKAT, NEKAD)[provade % 3]


def _kopior(stad: vagen.Stad, gang: Arbetsgang, _: str) -> Svar:
    """Every text that is handed over has its copy."""
    vem = Arende.objects.get(pk=gang.arende_id).handlaggare or stad.handlaggare
    return _try(lambda: make_kopior(gang, vem))


FORE: dict[tuple[str, str], Forberedelse] = {
    ("avslut", "avsluta"): lambda stad, gang, _: _try(lambda: vagen.close(stad, gang.arende)),
    ("byte_av_handlaggare", "ga_igenom"): lambda _, gang, __: {
        "oppet": [kod for kod, _ in oppet(gang)]
    },
    ("genomforandeplan", "mal"): lambda stad, gang, _: _try(lambda: vagen.plan(stad, gang.arende)),
    ("insats", "genomfor"): lambda stad, gang, _: _try(lambda: hold(stad, _insats(gang))),
    ("insats", "avsluta"): lambda stad, gang, _: _try(lambda: end(stad, _insats(gang))),
    ("lul_yttrande", "ny_dag"): lambda *_: {
        "ny_dag": (timezone.localdate() + timedelta(days=400)).isoformat()
    },
    ("omprovning", "foresla"): lambda *_: LYDELSE,
    ("uppfoljningsrunda", "bedom"): lambda stad, gang, kod: _try(
        lambda: vagen.follow_up(stad, gang.arende, kod)
    ),
    ("utlamnande", "valj"): lambda _, gang, kod: {
        "handlingar": [post for post, _ in uppgifter(gang)] if kod == "finns" else []
    },
    ("utlamnande", "prova"): _next_post,
    ("utlamnande", "lamna"): _kopior,
}
"""What is done before a step, or answered in it, where not just any answer will do."""
