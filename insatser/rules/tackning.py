"""What a plan covers and what it leaves, in words: never a number, an order or a colour.

A factor by itself means little and several together more, so a plan that works on one level only is
told so (Trygghetsprogrammet 2024–2027). What is left is somebody's choice and may have a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

SKYDD = "skydd"
NIVAER = {
    "individuell": "hos barnet eller den unge",
    "social": "i familjen, skolan eller bland kamrater",
    "strukturell": "i närmiljön och samhället runt omkring",
}
"""The levels in their order, and where each of them is."""


@dataclass(frozen=True)
class Behovet:
    """A need of the plan. `slag` is «risk» or «skydd», `faktor` the id of what it came from in the
    assessment or nothing, `varfor` why it is left or nothing."""

    id: UUID
    rubrik: str
    niva: str
    slag: str
    faktor: str = ""
    varfor: str = ""


@dataclass(frozen=True)
class Malet:
    """A goal: its own level and the needs that it answers."""

    niva: str
    behov: frozenset[UUID]


@dataclass(frozen=True)
class Lamnat:
    rubrik: str
    varfor: str


@dataclass(frozen=True)
class Tackning:
    """`andras` and `starks`: what goals answer. `lamnas`: with a reason. `saknas`: without one.

    `utanfor`: what the assessment found and the plan does not mention.
    """

    nivaer: Sequence[str]
    andras: Sequence[str]
    starks: Sequence[str]
    lamnas: Sequence[Lamnat]
    saknas: Sequence[str]
    utanfor: Sequence[str]
    meningar: Sequence[str]


def tackning_for(
    behov: Sequence[Behovet], mal: Sequence[Malet], *, bedomt: Iterable[tuple[str, str]] = ()
) -> Tackning:
    """What a plan covers. `bedomt`: id and heading of what the latest assessment found at hand.

    A need stands for a factor with its id, or with its heading when the form has a newer version.
    """
    besvarade = frozenset[UUID]().union(*(ett.behov for ett in mal))
    nivaer = _levels(behov, mal, besvarade)
    obesvarade = [ett for ett in behov if ett.id not in besvarade]
    andras = [b.rubrik for b in behov if b.id in besvarade and b.slag != SKYDD]
    starks = [b.rubrik for b in behov if b.id in besvarade and b.slag == SKYDD]
    return Tackning(
        nivaer=nivaer,
        andras=andras,
        starks=starks,
        lamnas=[Lamnat(b.rubrik, b.varfor) for b in obesvarade if b.varfor.strip()],
        saknas=[b.rubrik for b in obesvarade if not b.varfor.strip()],
        utanfor=list(_outside(behov, bedomt)),
        meningar=_sentences(behov, mal, nivaer, starks),
    )


def _levels(
    behov: Sequence[Behovet], mal: Sequence[Malet], besvarade: frozenset[UUID]
) -> list[str]:
    har = {ett.niva for ett in mal} | {ett.niva for ett in behov if ett.id in besvarade}
    return [niva for niva in NIVAER if niva in har]


def _outside(behov: Sequence[Behovet], bedomt: Iterable[tuple[str, str]]) -> Iterable[str]:
    faktorer, rubriker = {ett.faktor for ett in behov}, {ett.rubrik for ett in behov}
    return (
        rubrik for faktor, rubrik in bedomt if faktor not in faktorer and rubrik not in rubriker
    )


def _sentences(
    behov: Sequence[Behovet], mal: Sequence[Malet], nivaer: Sequence[str], starks: Sequence[str]
) -> list[str]:
    if not mal:
        return []
    sagt = []
    if len(nivaer) == 1:
        ovriga = " eller ".join(ord_ for niva, ord_ in NIVAER.items() if niva not in nivaer)
        sagt.append(
            f"Planen arbetar bara {NIVAER[nivaer[0]]}. Fundera på om något också behöver hända"
            f" {ovriga}."
        )
    if behov and not starks:
        sagt.append("Inget mål stärker något som skyddar.")
    return sagt
