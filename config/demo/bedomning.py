"""Assessments: begun, filled in level by level, judged and completed by a named person."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from config.demo import belagg
from riskbedomning.actions import Svarsuppgift, complete_bedomning, save_samlad, save_svar
from riskbedomning.actions import start_bedomning as start
from riskbedomning.actions.instrumentval import instrumentval_for
from riskbedomning.models import Bedomning, Faktor, Faktorsvar, Instrumentversion

if TYPE_CHECKING:
    from config.demo.gang import Gang

SVAR = ("finns", "delvis", "finns_inte", "finns_inte", "otillracklig_information")
STEG = ("finns", "delvis", "finns_inte")
"""The answers that something can move between from one assessment to the next."""
SARSKILT = 0.04
"""How often somebody marks what is there as specially important."""

SAMLAD = ("inget_stod", "visst_stod", "visst_stod", "omfattande_stod", "oklart")


def begin(gang: Gang) -> None:
    """Open the assessment and answer its individual level; the rest comes later."""
    version, skal = _instrument(gang)
    bedomning = start(
        arende=gang.arende, instrumentversion=version, skal=skal, actor=gang.handlaggare
    )
    _answer(gang, bedomning, [Faktor.Niva.INDIVIDUELL])


def finish(gang: Gang) -> None:
    bedomning = Bedomning.objects.drafts().get(arende=gang.arende, bedomare=gang.handlaggare)
    _answer(gang, bedomning, [Faktor.Niva.SOCIAL, Faktor.Niva.STRUKTURELL])
    belagg.voices(gang, bedomning)
    bedomning = save_samlad(
        bedomning=bedomning,
        version=bedomning.version,
        kallor=gang.ord.ur("bedomning", "kallor"),
        barnets_syn=gang.ord.om("rost"),
        barnets_syn_saknas="",
        vardnadshavares_syn=gang.ord.ur("bedomning", "vardnadshavares_syn"),
        scenario=gang.ord.ur("bedomning", "scenario"),
        samlad=gang.slump.choice(SAMLAD),
        motiv=gang.ord.ur("bedomning", "motiv"),
        ny_bedomning=timezone.localdate() + timedelta(days=180),
        actor=gang.handlaggare,
    )
    belagg.read_with(gang, bedomning)
    complete_bedomning(bedomning=bedomning, actor=gang.handlaggare)


def _instrument(gang: Gang) -> tuple[Instrumentversion, str]:
    """The one for the age; the nearest, with the reason, where none is made for it."""
    val = instrumentval_for(gang.arende)
    if val.passande:
        return val.passande[0], ""
    alder = val.alder or 0
    narmast = min(
        val.andra, key=lambda v: min(abs(v.alder_fran - alder), abs(v.alder_till - alder))
    )
    return narmast, "Inget stöd är gjort för åldern. Det här ligger närmast."


def _answer(gang: Gang, bedomning: Bedomning, nivaer: list[str]) -> None:
    faktorer = bedomning.instrumentversion.faktorer.filter(niva__in=nivaer)
    da = _answers_before(bedomning)
    uppgifter = [
        Svarsuppgift(
            faktor, 0, _again(gang, faktor, da[faktor.kod]) if faktor.kod in da else _svar(gang)
        )
        for faktor in faktorer
    ]
    if save_svar(bedomning=bedomning, uppgifter=uppgifter, actor=gang.handlaggare):
        raise RuntimeError("Nobody else answers in the demo town.")
    belagg.support(gang, bedomning, uppgifter)


def _answers_before(bedomning: Bedomning) -> dict[str, str]:
    """What was answered last time, by the factor's code; nothing where it is the first."""
    tidigare = bedomning.earlier().first()
    rader = tidigare.svar.select_related("faktor") if tidigare else []
    return {rad.faktor.kod: rad.svar for rad in rader}


def _again(gang: Gang, faktor: Faktor, da: str) -> dict[str, str]:
    """What is said now: most often the same, else a step on, with how it has gone and why."""
    if da not in STEG:
        return _svar(gang) | _since(gang, Faktorsvar.Riktning.OVISST)
    plats = STEG.index(da)
    nu = min(max(plats + gang.slump.choice((-1, 0, 0, 1)), 0), len(STEG) - 1)
    is_battre = (nu > plats) == (faktor.slag == Faktor.Slag.RISK)
    riktning = Faktorsvar.Riktning.BATTRE if is_battre else Faktorsvar.Riktning.SAMRE
    return _about(gang, STEG[nu]) | _since(
        gang, riktning if nu != plats else Faktorsvar.Riktning.OFORANDRAT
    )


def _since(gang: Gang, riktning: str) -> dict[str, str]:
    varfor = gang.slump.choice(belagg.ORD["riktning"][riktning])
    return {"riktning": riktning, "riktning_varfor": gang.ord.fyll(varfor)}


def _svar(gang: Gang) -> dict[str, str]:
    return _about(gang, gang.slump.choice(SVAR))


def _about(gang: Gang, svar: str) -> dict[str, str]:
    known = svar in ("finns", "delvis")
    return {
        "svar": svar,
        "belagg": gang.ord.ur("bedomning", "belagg") if known else "",
        "kalla": f"Samtal {timezone.localdate().isoformat()}" if known else "",
        "relevans_nu": gang.slump.choice(("ja", "ja", "tidigare", "nej")) if known else "",
        "kritisk": "ja" if known and gang.slump.random() < SARSKILT else "nej",
    }
