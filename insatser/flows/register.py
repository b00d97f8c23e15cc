"""Every flow that an ärende may travel, in every version that was ever released."""

from __future__ import annotations

from viewflow.workflow.flow import Flow

from insatser.flows.arbetsgang import Arbetsgangsflode
from insatser.flows.begaran_om_avgorande import BegaranOmAvgorandeV1
from insatser.flows.check import FLODEN as ARENDEFLODEN

ALLA: tuple[type[Arbetsgangsflode], ...] = (BegaranOmAvgorandeV1,)
"""The arbetsgångar; a new version stands beside the one that it follows."""

VERSIONER: dict[tuple[str, int], type[Arbetsgangsflode]] = {
    (flode.kod, flode.version): flode for flode in ALLA
}

GANGAR: dict[str, type[Arbetsgangsflode]] = {
    flode.kod: flode for flode in sorted(ALLA, key=lambda flode: flode.version)
}
"""The newest version of each, in which new ones begin."""

FLODEN: dict[tuple[str, int], type[Flow]] = {**ARENDEFLODEN, **VERSIONER}
"""All flows: the ärendeflöde and the arbetsgångar."""
