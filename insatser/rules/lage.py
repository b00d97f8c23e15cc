"""Where a case stands, derived from its facts alone. The flow must agree (`check_flows`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Vag(StrEnum):
    """How a report starts its way, decided by what kind of inflow it is."""

    SKYDD = "skydd"  # orosanmälan, LUL-underrättelse: protection first (SoL 20:1)
    UTREDNING = "utredning"  # ansökan: inleds genast (SoL 14:2)
    PLAN = "plan"  # skolsocialt team: insats utan behovsprövning (SoL 11:5)
    STALLNINGSTAGANDE = "stallningstagande"  # Trefas: open a utredning or not (SoL 14:2)


VAG = {
    "orosanmalan": Vag.SKYDD,
    "underrattelse_lul": Vag.SKYDD,
    "ansokan": Vag.UTREDNING,
    "skolsocialt_team": Vag.PLAN,
    "trefas": Vag.STALLNINGSTAGANDE,
}


@dataclass(frozen=True)
class Lage:
    """What the route needs to know of a case, and nothing else.

    `inleds`: the förhandsbedömning's answer, None before it. `beslut`: kind of the decision in
    force, "" before it. `uppfoljning`: the newest round's decision under the plan in force.
    """

    vag: Vag
    skyddsbedomd: bool = False
    inleds: bool | None = None
    utredning_inledd: bool = False
    utredning_avslutad: bool = False
    forslag_vantar: bool = False
    beslut: str = ""
    plan_faststalld: bool = False
    team_valt: bool = False
    team_finns: bool = False
    insats_startad: bool = False
    uppfoljning: str = ""
    avslut: bool = False


def steg_for(lage: Lage) -> str:
    """The step (value of `Steg`) that the facts put the case in."""
    if lage.avslut or lage.inleds is False or lage.beslut in ("utan_insats", "avslag"):
        return "avslutat"
    if lage.vag is Vag.SKYDD and not lage.skyddsbedomd:
        return "skyddsbedomning"
    if lage.vag is not Vag.PLAN and (before_beslut := _before_beslut(lage)):
        return before_beslut
    return _after_beslut(lage)


def _before_beslut(lage: Lage) -> str | None:
    if not lage.utredning_inledd:
        return "forhandsbedomning"
    if not lage.utredning_avslutad:
        return "utredning"
    if lage.forslag_vantar:
        return "beslut"
    return None if lage.beslut else "beslutsforslag"


def _after_beslut(lage: Lage) -> str:
    if not lage.plan_faststalld or lage.uppfoljning == "andra":
        return "plan"
    if lage.team_valt and not lage.team_finns:
        return "team"
    if not lage.insats_startad:
        return "insats"
    return "avslut" if lage.uppfoljning == "avsluta" else "uppfoljning"


RUTT = (
    "skyddsbedomning",
    "forhandsbedomning",
    "utredning",
    "beslutsforslag",
    "beslut",
    "plan",
    "insats",
    "uppfoljning",
    "avslut",
)
BORJAR = {
    Vag.SKYDD: "skyddsbedomning",
    Vag.STALLNINGSTAGANDE: "forhandsbedomning",
    Vag.UTREDNING: "utredning",
    Vag.PLAN: "plan",
}


def rutt_for(vag: Vag) -> tuple[str, ...]:
    """The steps a case of this kind passes when everything leads to an insats, in order.

    An application has no preliminary assessment, and what needs no assessment of needs begins
    with its plan; a team is gathered only where the plan asks for one.
    """
    return RUTT[RUTT.index(BORJAR[vag]) :]
