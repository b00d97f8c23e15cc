"""Which channels a way takes between the parts, and in what order ways lie beside each other.

Channel k lies before column k, gap g above row g. A way is straight, turns once in a channel
(«kort»), or runs along a gap («lang»): into the channel after its beginning, along the gap, and
out by the channel before its end. A message leaves a step downwards, for another pool.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from insatser.bpmn.modell import Modell, Pil
from insatser.bpmn.ordning import Ordning


@dataclass(frozen=True)
class Gang:
    """The course of a way. `ut` and `in_`: 1 above the middle of its part, −1 below, 0 in it."""

    id: str
    fran: str
    till: str
    slag: Literal["rak", "kort", "lang", "budskap"]
    gap: int
    ut: int
    in_: int


@dataclass
class Spar:
    """The ways with their order: in each channel from the left, at each part from above."""

    gangar: list[Gang]
    kanaler: dict[int, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    ut: dict[str, list[Gang]] = field(default_factory=dict)
    in_: dict[str, list[Gang]] = field(default_factory=dict)


def tracks_of(modell: Modell, ordning: Ordning, budskap: Iterable[tuple[str, str]] = ()) -> Spar:
    """The course of every way, and of the messages (id, step)."""
    gangar = [_course(pil, ordning) for pil in modell.pilar]
    gangar += [Gang(id_, namn, "", "budskap", ordning.rad[namn] + 1, 0, 0) for id_, namn in budskap]
    spar = Spar(gangar)
    for namn in modell.delar:
        ut = [gang for gang in gangar if gang.fran == namn and gang.slag != "budskap"]
        in_ = [gang for gang in gangar if gang.till == namn]
        spar.ut[namn] = sorted(ut, key=lambda gang: (-gang.ut, _far(gang, ordning) * -gang.ut))
        spar.in_[namn] = sorted(in_, key=lambda gang: (-gang.in_, gang.gap))
    _share_channels(spar, ordning)
    return spar


def _course(pil: Pil, ordning: Ordning) -> Gang:
    kolumn, rad = ordning.kolumn, ordning.rad
    fran_k, till_k = kolumn[pil.fran], kolumn[pil.till]
    fran_r, till_r = rad[pil.fran], rad[pil.till]
    emellan = any(rad[namn] == fran_r and fran_k < kolumn[namn] < till_k for namn in rad)
    if fran_r == till_r and fran_k < till_k and not emellan:
        return Gang(pil.id, pil.fran, pil.till, "rak", till_r, 0, 0)
    if till_k == fran_k + 1:
        upp = 1 if till_r < fran_r else -1
        return Gang(pil.id, pil.fran, pil.till, "kort", till_r, upp, -upp)
    gap = till_r if fran_r <= till_r else till_r + 1
    return Gang(
        pil.id,
        pil.fran,
        pil.till,
        "lang",
        gap,
        1 if gap <= fran_r else -1,
        1 if gap <= till_r else -1,
    )


def _far(gang: Gang, ordning: Ordning) -> int:
    """How many rows a way moves before it turns: the farthest lies outermost."""
    return abs(2 * (gang.gap - ordning.rad[gang.fran]) - (gang.slag != "kort"))


def _share_channels(spar: Spar, ordning: Ordning) -> None:
    """Ways that leave come first, the farthest leftmost; then those that arrive; then messages."""
    lamnar, kommer, budskap = [], [], []
    for gang in spar.gangar:
        kanal = ordning.kolumn[gang.fran] + 1
        if gang.slag == "budskap":
            budskap.append((kanal, gang))
        elif gang.slag != "rak":
            lamnar.append((kanal, gang))
        if gang.slag == "lang":
            kommer.append((ordning.kolumn[gang.till], gang))
    for kanal, gang in sorted(lamnar, key=lambda par: -_far(par[1], ordning)):
        spar.kanaler[kanal].append((gang.id, "ut"))
    for kanal, gang in sorted(kommer, key=lambda par: -par[1].gap * par[1].in_):
        spar.kanaler[kanal].append((gang.id, "in"))
    for kanal, gang in budskap:
        spar.kanaler[kanal].append((gang.id, "ut"))
