"""When an assessment is whole. Nothing is added up here; the form is data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from riskbedomning.rules.hinder import Hinder

KRAVER_BELAGG = frozenset({"finns", "delvis"})


@dataclass(frozen=True)
class Faktorlage:
    """What is known about one factor of the form; empty text where nothing is answered yet."""

    kod: str
    rubrik: str
    svar: str
    belagg: str


@dataclass(frozen=True)
class Bedomningslage:
    faktorer: Sequence[Faktorlage]
    barnets_syn: str
    samlad: str
    motiv: str


def hinder_for_fardigstallande(lage: Bedomningslage) -> list[Hinder]:
    """Everything that is missing. «Otillräcklig information» is an answer like the others."""
    hinder = [rad for faktor in lage.faktorer for rad in _hinder_for_faktor(faktor)]
    if not lage.barnets_syn.strip():
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
    if faktor.svar in KRAVER_BELAGG and not faktor.belagg.strip():
        return [Hinder(faktor.kod, f"{faktor.rubrik}: skriv vad svaret bygger på.")]
    return []
