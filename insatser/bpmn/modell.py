"""A flow as BPMN wants it: every way has one meeting place, every condition is an expression.

BPMN 2.0 lets a step have several ways in, but readers disagree on what that means. Here they meet
in a gateway first, and two choices that lead to the same place are one way with both conditions.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from insatser.rules.graf import Graf, Kant, Nod, Nodslag

MOTE = "mote-"
FLEST_ORD = 2
"""So many outcomes are named at the way that is taken otherwise; for more it says «annars»."""

Delslag = Nodslag | Literal["mote"]


@dataclass(frozen=True)
class Del:
    """Something that is drawn: a node of the flow, or a meeting of ways (`nod` is None)."""

    namn: str
    slag: Delslag
    titel: str
    bana: str
    nod: Nod | None = None


@dataclass(frozen=True)
class Pil:
    """A way. `uttryck`: when it is taken, in Python's words; `is_annars`: when no other is."""

    fran: str
    till: str
    uttryck: str = ""
    text: str = ""
    is_annars: bool = False

    @property
    def id(self) -> str:
        return f"vag-{self.fran}-{self.till}"


@dataclass(frozen=True)
class Modell:
    delar: dict[str, Del]
    pilar: tuple[Pil, ...]
    banor: tuple[str, ...]

    def ways_from(self, namn: str) -> list[Pil]:
        return [pil for pil in self.pilar if pil.fran == namn]


def modell_of(graf: Graf, *, meetings: bool = True) -> Modell:
    """The parts of a flow, each in its lane, and its ways; `meetings` where several ways come."""
    banor = _lanes(graf)
    delar = {
        nod.namn: Del(nod.namn, nod.slag, title_of(nod, graf), banor[nod.namn], nod)
        for nod in graf.noder.values()
    }
    pilar = [pil for nod in graf.noder.values() for pil in _ways(nod, graf)]
    if meetings:
        pilar = list(_meet(delar, pilar))
    return Modell(delar, tuple(pilar), tuple(dict.fromkeys(banor.values())))


def title_of(nod: Nod, graf: Graf) -> str:
    """What stands in or beside a node; one without words is named by its name."""
    if nod.titel:
        return nod.titel
    ways = graf.ways_from(nod.namn)
    if nod.slag == "vagval" and (steg := _asked_step(ways)) in graf.noder:
        return f"Hur gick «{graf.noder[steg].titel}»?"
    ord_ = {"borjan": "Börjar", "dela": "Samtidigt", "samla": "Alla är klara"}.get(nod.slag)
    text = ord_ or nod.namn.replace("_", " ").capitalize()
    return f"{text}?" if nod.slag == "vagval" else text


def _asked_step(ways: list[Kant]) -> str:
    """The one step whose outcome a choice is made by; "" when it asks something else too."""
    asked = {kant.villkor.partition("=")[0] for kant in ways if kant.villkor}
    return asked.pop() if len(asked) == 1 else ""


def _lanes(graf: Graf) -> dict[str, str]:
    """The lane of each node: who does a step; the rest stand with what leads to them."""
    banor: dict[str, str] = {}
    first = next(nod for nod in graf.next_steps(graf.borjan.namn) if nod.vem)
    vantar = [(graf.borjan.namn, first.vem)]
    while vantar:
        namn, fore = vantar.pop(0)
        if namn not in banor:
            banor[namn] = graf.noder[namn].vem or fore
            vantar += [(kant.till, banor[namn]) for kant in graf.ways_from(namn)]
    return banor


def _ways(nod: Nod, graf: Graf) -> list[Pil]:
    """The ways out of a node, each place once, with the expressions of a choice."""
    ways = graf.ways_from(nod.namn)
    if nod.slag != "vagval":
        return [Pil(kant.fran, kant.till) for kant in ways]
    annars = next((kant.till for kant in ways if not kant.villkor), "")
    till: dict[str, list[Kant]] = defaultdict(list)
    uttryck: dict[str, list[str]] = defaultdict(list)
    for nummer, kant in enumerate(ways):
        till[kant.till].append(kant)
        if kant.villkor:
            fore = [expression(annan) for annan in ways[:nummer] if _goes_first(annan, kant)]
            uttryck[kant.till].append(" and ".join([*_none_of(fore), expression(kant)]))
    return [
        Pil(
            nod.namn,
            plats,
            uttryck=" or ".join(uttryck[plats]),
            text=" eller ".join(way_words(kant, graf) for kant in kanter),
            is_annars=plats == annars,
        )
        for plats, kanter in till.items()
    ]


def way_words(kant: Kant, graf: Graf) -> str:
    """What stands at a way; at the one that is taken otherwise, the outcomes that are left."""
    ways = graf.ways_from(kant.fran)
    steg = _asked_step(ways)
    if kant.villkor or steg not in graf.noder:
        return kant.text
    namngivna = {way.villkor.partition("=")[2] for way in ways}
    kvar = [text for kod, text in graf.noder[steg].utfall if kod not in namngivna]
    return " eller ".join(kvar) if 0 < len(kvar) <= FLEST_ORD else kant.text


def _goes_first(annan: Kant, kant: Kant) -> bool:
    """Whether a way that is tried before another can be open together with it.

    Readers try the ways of a choice in orders of their own, so the later one says «and not».
    """
    steg, _, kod = annan.villkor.partition("=")
    is_of_same_step = bool(kod) and steg == kant.villkor.partition("=")[0]
    return annan.till != kant.till and not is_of_same_step


def _none_of(uttryck: list[str]) -> list[str]:
    return [f"not ({' or '.join(uttryck)})"] if uttryck else []


def expression(kant: Kant) -> str:
    """When a way is taken: an outcome by its code, or a condition by the words that it bears."""
    steg, _, kod = kant.villkor.partition("=")
    return f'{steg} == "{kod}"' if kod else variable(kant.text or kant.villkor)


def variable(text: str) -> str:
    """Swedish words as a name that an expression may use: «Utredning inleds» → utredning_inleds."""
    ascii_ = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"\W+", "_", ascii_.lower()).strip("_")


def _meet(delar: dict[str, Del], pilar: list[Pil]) -> list[Pil]:
    """Lead the ways to a place that has several through one gateway, which is added."""
    antal: dict[str, int] = defaultdict(int)
    for pil in pilar:
        antal[pil.till] += 1
    mots = [namn for namn, ways in antal.items() if ways > 1 and delar[namn].slag != "samla"]
    for namn in mots:
        delar[MOTE + namn] = Del(MOTE + namn, "mote", "", delar[namn].bana)
    return [
        Pil(pil.fran, MOTE + pil.till, pil.uttryck, pil.text, pil.is_annars)
        if pil.till in mots
        else pil
        for pil in pilar
    ] + [Pil(MOTE + namn, namn) for namn in mots]
