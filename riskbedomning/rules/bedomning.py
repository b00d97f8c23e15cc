"""When an assessment is whole. Nothing is added up here; the form is data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from riskbedomning.rules.hinder import Hinder

FINNS = frozenset({"finns", "delvis"})


@dataclass(frozen=True)
class Faktorlage:
    """What is known about one factor of the form; empty text where nothing is answered yet.

    `svar_da` is the answer in the assessment before, empty where there is none; `riktning` is how
    the assessor finds that it has gone since.
    """

    kod: str
    rubrik: str
    svar: str
    antal_belagg: int
    svar_da: str = ""
    riktning: str = ""


@dataclass(frozen=True)
class Bedomningslage:
    faktorer: Sequence[Faktorlage]
    is_barnet_hort: bool
    samlad: str
    motiv: str


def hinder_for_fardigstallande(lage: Bedomningslage) -> list[Hinder]:
    """Everything that is missing. «Otillräcklig information» is an answer like the others."""
    hinder = [rad for faktor in lage.faktorer for rad in _hinder_for_faktor(faktor)]
    if not lage.is_barnet_hort:
        hinder.append(
            Hinder("barnets_syn", "Skriv barnets egen syn, eller varför den inte kunnat hämtas in.")
        )
    if not lage.samlad:
        hinder.append(Hinder("samlad", "Välj din samlade bedömning. Systemet räknar inte ut den."))
    if not lage.motiv.strip():
        hinder.append(Hinder("motiv", "Motivera den samlade bedömningen med egna ord."))
    return hinder


def _hinder_for_faktor(faktor: Faktorlage) -> list[Hinder]:
    if not faktor.svar:
        return [Hinder(faktor.kod, f"{faktor.rubrik}: svar saknas.")]
    hinder = []
    if faktor.svar in FINNS and not faktor.antal_belagg:
        hinder.append(Hinder(faktor.kod, f"{faktor.rubrik}: lägg till minst ett belägg."))
    if FINNS & {faktor.svar, faktor.svar_da} and faktor.svar_da and not faktor.riktning:
        hinder.append(
            Hinder(faktor.kod, f"{faktor.rubrik}: välj hur det har gått sedan förra bedömningen.")
        )
    return hinder
