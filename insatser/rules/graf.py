"""A flow as plain data: nodes and ways, and where the facts put whoever travels it.

Everything that looks at a flow from outside – the check of its soundness, its picture, its BPMN,
the proof that stored flow and facts agree – reads this and not the engine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from insatser.rules.falt import Falt

Nodslag = Literal["borjan", "steg", "partssteg", "vagval", "dela", "samla", "slut"]
STEG = ("steg", "partssteg")


@dataclass(frozen=True)
class Nod:
    """A node. What stands after `titel` is said of steps only.

    `vem`: the lane. `utfall`: the codes and words that the step may end with; none for one way on.
    `krav`: names of what must be in place. `frist`: kind of the clock that runs while it is open.
    `annan_an`: the step that somebody else must have done. `till`, `fran`: kinds of organisations
    that are told, or heard.
    """

    namn: str
    slag: Nodslag
    titel: str
    vem: str = ""
    may: str = ""
    lagrum: str = ""
    varfor: str = ""
    falt: tuple[Falt, ...] = ()
    utfall: tuple[tuple[str, str], ...] = ()
    krav: tuple[str, ...] = ()
    verkan: str = ""
    frist: str = ""
    annan_an: str = ""
    till: tuple[str, ...] = ()
    fran: tuple[str, ...] = ()
    far_hoppas: bool = False

    @property
    def is_steg(self) -> bool:
        return self.slag in STEG


@dataclass(frozen=True)
class Kant:
    """A way. `villkor`: «steg=utfall», or the name of a condition on the facts; "" for none."""

    fran: str
    till: str
    villkor: str = ""
    text: str = ""


@dataclass(frozen=True)
class Graf:
    kod: str
    version: int
    namn: str
    beskrivning: str
    lagrum: str
    noder: Mapping[str, Nod]
    kanter: tuple[Kant, ...]

    @cached_property
    def borjan(self) -> Nod:
        return next(nod for nod in self.noder.values() if nod.slag == "borjan")

    def steg(self) -> list[Nod]:
        """The steps that people do, in the order they were written."""
        return [nod for nod in self.noder.values() if nod.is_steg]

    def ways_from(self, namn: str) -> list[Kant]:
        return [kant for kant in self.kanter if kant.fran == namn]

    def ways_to(self, namn: str) -> list[Kant]:
        return [kant for kant in self.kanter if kant.till == namn]

    def next_steps(self, namn: str) -> list[Nod]:
        """The steps, and the ends, that may come directly after a node, whatever is chosen."""
        found: dict[str, Nod] = {}
        seen: set[str] = set()
        vantar = [kant.till for kant in self.ways_from(namn)]
        while vantar:
            till = vantar.pop(0)
            nod = self.noder[till]
            if nod.is_steg or nod.slag == "slut":
                found[till] = nod
            elif till not in seen:
                seen.add(till)
                vantar += [kant.till for kant in self.ways_from(till)]
        return list(found.values())


@dataclass(frozen=True)
class Utfall:
    """A step that was done, or passed over. `kvar`: how many invited parties had not answered."""

    steg: str
    kod: str = ""
    kvar: int = 0


class OmojligVag(Exception):
    """The facts do not fit the flow: a step was done that was not open, or no way leads on."""


@dataclass(frozen=True)
class Plats:
    """Where the facts put a flow: the open steps, and the end it came to, if it has."""

    oppna: frozenset[str]
    slut: str = ""


def replay(graf: Graf, utfall: Iterable[Utfall]) -> Plats:
    """Where a flow stands after these outcomes, in the order they came. Raises OmojligVag.

    Only for flows whose choices all are made by outcomes.
    """
    gang = _Gang(graf)
    for ett in utfall:
        gang.do(ett)
    return gang.plats()


class _Gang:
    def __init__(self, graf: Graf) -> None:
        self.graf = graf
        self.oppna: Counter[str] = Counter()
        self.framme: Counter[str] = Counter()
        self.senaste: dict[str, str] = {}
        self.slut = ""
        self._leave(graf.borjan.namn)

    def do(self, utfall: Utfall) -> None:
        if not self.oppna[utfall.steg]:
            raise OmojligVag(f"Steget {utfall.steg} gjordes men var inte öppet.")
        self.senaste[utfall.steg] = utfall.kod
        if utfall.kvar:
            return
        self.oppna[utfall.steg] -= 1
        self._leave(utfall.steg)

    def plats(self) -> Plats:
        oppna = frozenset(steg for steg, antal in self.oppna.items() if antal)
        vantar = any(self.framme.values())
        return Plats(oppna, "" if oppna or vantar else self.slut)

    def _leave(self, namn: str) -> None:
        for kant in self._ways_on(self.graf.noder[namn]):
            self._enter(kant.till)

    def _enter(self, namn: str) -> None:
        nod = self.graf.noder[namn]
        if nod.is_steg:
            self.oppna[namn] += 1
        elif nod.slag == "slut":
            self.slut = namn
        elif nod.slag == "samla":
            self.framme[namn] += 1
            if self.framme[namn] == len(self.graf.ways_to(namn)):
                self.framme[namn] = 0
                self._leave(namn)
        else:
            self._leave(namn)

    def _ways_on(self, nod: Nod) -> Iterator[Kant]:
        ways = self.graf.ways_from(nod.namn)
        if nod.slag != "vagval":
            yield from ways
            return
        for kant in ways:
            steg, _, kod = kant.villkor.partition("=")
            if not kant.villkor or self.senaste.get(steg) == kod:
                yield kant
                return
        raise OmojligVag(f"Ingen väg leder vidare från {nod.namn}.")
