"""Every flow that an ärende may travel, in every version that was ever released."""

from __future__ import annotations

from viewflow.workflow.flow import Flow

from insatser.flows.aldersovergang import AldersovergangV1
from insatser.flows.arbetsgang import Arbetsgangsflode
from insatser.flows.avhopparverksamhet import AvhopparverksamhetV1
from insatser.flows.avslut import AvslutV1
from insatser.flows.begaran_om_avgorande import BegaranOmAvgorandeV1
from insatser.flows.byte_av_handlaggare import ByteAvHandlaggareV1
from insatser.flows.check import FLODEN as ARENDEFLODEN
from insatser.flows.gallring import GallringV1
from insatser.flows.genomforandeplan import GenomforandeplanV1
from insatser.flows.insats import InsatsV1
from insatser.flows.lul_yttrande import LulYttrandeV1
from insatser.flows.mumin import MuminV1
from insatser.flows.omprovning import OmprovningV1
from insatser.flows.overflytt import OverflyttV1
from insatser.flows.rattelse import RattelseV1
from insatser.flows.skolsocialt_team import SkolsocialtTeamV1
from insatser.flows.social_insatsgrupp import SocialInsatsgruppV1
from insatser.flows.socialt_insatsteam import SocialtInsatsteamV1
from insatser.flows.sspf import SspfV1
from insatser.flows.trefas import TrefasV1
from insatser.flows.uppfoljningsrunda import UppfoljningsrundaV1
from insatser.flows.utlamnande import UtlamnandeV1

ALLA: tuple[type[Arbetsgangsflode], ...] = (
    AldersovergangV1,
    AvhopparverksamhetV1,
    AvslutV1,
    GenomforandeplanV1,
    InsatsV1,
    UppfoljningsrundaV1,
    BegaranOmAvgorandeV1,
    ByteAvHandlaggareV1,
    LulYttrandeV1,
    MuminV1,
    OmprovningV1,
    OverflyttV1,
    RattelseV1,
    SkolsocialtTeamV1,
    SocialInsatsgruppV1,
    SocialtInsatsteamV1,
    SspfV1,
    TrefasV1,
    UtlamnandeV1,
)
"""The arbetsgångar; a new version stands beside the one that it follows."""

VERSIONER: dict[tuple[str, int], type[Arbetsgangsflode]] = {
    (flode.kod, flode.version): flode for flode in ALLA
}

GANGAR: dict[str, type[Arbetsgangsflode]] = {
    flode.kod: flode for flode in sorted(ALLA, key=lambda flode: flode.version)
}
"""The newest version of each, in which new ones begin."""

FLODEN: dict[tuple[str, int], type[Flow]] = {
    **ARENDEFLODEN,
    **VERSIONER,
    (GallringV1.kod, GallringV1.version): GallringV1,
}
"""All flows: the ärendeflöde, the arbetsgångar, and those of the rooms above."""


def register_flode(flode: type[Flow]) -> None:
    """Let a room above show its flow beside the others: in pictures, files and checks."""
    FLODEN[flode.kod, flode.version] = flode
