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

PLACERAS = ("placering", "vard_lvu")
"""Decisions that lead out of the route: the care outside the home has a way of its own."""

AVSLUTAR = ("utan_insats", "avslag")
NYA_BESLUT = (*PLACERAS, "foljs_upp")
SENASTE = 2


def is_first_version(version: int) -> bool:
    """The first one told nobody as a step, and knew no decision but an insats or none."""
    return version == 1


@dataclass(frozen=True)
class Lage:
    """What the route needs to know of a case, and nothing else.

    `version`: of the flow that it travels by. `sammanford`: brought into another ärende.
    `inleds`: the förhandsbedömning's answer, None before it. `underrattad`: those concerned know of
    the utredning, or it is said why not. `ska_kommuniceras`, `kommunicerad`: whether the proposal
    that waits must be shown to the person first, and was. `beslut`: kind of the decision in force,
    "" before it. `overlamnad`: the placement has been received elsewhere. `uppfoljd`: following up
    without insats has ended. `uppfoljning`: the newest round's decision under the plan in force.
    """

    vag: Vag
    version: int = SENASTE
    sammanford: bool = False
    skyddsbedomd: bool = False
    inleds: bool | None = None
    utredning_inledd: bool = False
    underrattad: bool = False
    utredning_avslutad: bool = False
    forslag_vantar: bool = False
    ska_kommuniceras: bool = False
    kommunicerad: bool = False
    beslut: str = ""
    overlamnad: bool = False
    uppfoljd: bool = False
    plan_faststalld: bool = False
    team_valt: bool = False
    team_finns: bool = False
    insats_startad: bool = False
    uppfoljning: str = ""
    avslut: bool = False


def steg_for(lage: Lage) -> str:
    """The step (value of `Steg`) that the facts put the case in."""
    if _has_ended(lage):
        return "avslutat"
    if lage.vag is Vag.SKYDD and not lage.skyddsbedomd:
        return "skyddsbedomning"
    if lage.vag is not Vag.PLAN and (before_beslut := _before_beslut(lage)):
        return before_beslut
    if lage.beslut in PLACERAS:
        return "overlamning"
    return "foljs_upp" if lage.beslut == "foljs_upp" else _after_beslut(lage)


def _has_ended(lage: Lage) -> bool:
    return (
        lage.avslut
        or lage.sammanford
        or lage.inleds is False
        or lage.beslut in AVSLUTAR
        or lage.overlamnad
        or lage.uppfoljd
    )


def _before_beslut(lage: Lage) -> str | None:
    if not lage.utredning_inledd:
        return "forhandsbedomning"
    if not lage.utredning_avslutad:
        ska_underratta = not is_first_version(lage.version) and not lage.underrattad
        return "underrattelse" if ska_underratta else "utredning"
    if lage.forslag_vantar:
        ska_visas = lage.ska_kommuniceras and not lage.kommunicerad
        return "kommunicering" if ska_visas and not is_first_version(lage.version) else "beslut"
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
    "underrattelse",
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
    Vag.UTREDNING: "underrattelse",
    Vag.PLAN: "plan",
}
SIDOSPAR = {"team": "insats", "kommunicering": "beslut"}
"""Steps that only some cases take, shown at the step that they lead to."""
UT = ("overlamning", "foljs_upp")
"""Steps after a decision that is not about an insats here."""


def rutt_for(vag: Vag, *, nu: str, version: int = SENASTE) -> tuple[str, ...]:
    """The steps of a case of this kind that stands at `nu`, in order.

    An application has no preliminary assessment, and what needs no assessment of needs begins
    with its plan. A case that a decision leads out ends with the step that leads it out.
    """
    rutt = RUTT[RUTT.index(BORJAR[vag]) :]
    if is_first_version(version):
        rutt = tuple(steg for steg in rutt if steg != "underrattelse")
    return (*rutt[: rutt.index("beslut") + 1], nu) if nu in UT else rutt
