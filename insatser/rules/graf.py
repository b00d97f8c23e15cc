"""A flow as plain data: nodes and ways, and where the facts put whoever travels it.

Everything that looks at a flow from outside – the check of its soundness, its picture, its BPMN,
the proof that stored flow and facts agree – reads this and not the engine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from insatser.rules.falt import Falt

Nodslag = Literal["borjan", "steg", "partssteg", "vagval", "dela", "samla", "slut"]
STEG = ("steg", "partssteg")
BORJAN = "start"
"""The token that every way begins with."""


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
        """The steps that people do, in the order that they are come to."""
        namn = [self.borjan.namn]
        for ett in namn:
            namn += [kant.till for kant in self.ways_from(ett) if kant.till not in namn]
        natt = [self.noder[ett] for ett in dict.fromkeys(namn)]
        return [nod for nod in natt if nod.is_steg]

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
    """Where the facts put a flow: the open steps, and the end it came to, if it has.

    `brickor`: each open step with its token, once for each way that it is open on. A token tells
    which split ways belong together: «start/1_2» is the second way of the first split.
    """

    oppna: frozenset[str]
    slut: str = ""
    brickor: tuple[tuple[str, str], ...] = field(default=(), compare=False)


def replay(graf: Graf, utfall: Iterable[Utfall]) -> Plats:
    """Where a flow stands after these outcomes, in the order they came. Raises OmojligVag.

    Only for flows whose choices all are made by outcomes.
    """
    gang = _Gang(graf)
    for ett in utfall:
        gang.do(ett)
    return gang.plats()


def still_possible(graf: Graf, utfall: Iterable[Utfall]) -> list[bool]:
    """Of each outcome, whether it could be if those that could not be had never been."""
    gang = _Gang(graf)
    return [gang.does(ett) for ett in utfall]


class _Gang:
    def __init__(self, graf: Graf) -> None:
        self.graf = graf
        self.oppna: list[tuple[str, str]] = []
        self.framme: Counter[tuple[str, str]] = Counter()
        self.delningar = 0
        self.senaste: dict[str, str] = {}
        self.slut = ""
        self._leave(graf.borjan.namn, BORJAN)

    def do(self, utfall: Utfall) -> None:
        if not self.does(utfall):
            raise OmojligVag(f"Steget {utfall.steg} gjordes men var inte öppet.")

    def does(self, utfall: Utfall) -> bool:
        """Take the outcome, if its step is open."""
        oppet = next((ett for ett in self.oppna if ett[0] == utfall.steg), None)
        if oppet is None:
            return False
        self.senaste[utfall.steg] = utfall.kod
        if not utfall.kvar:
            self.oppna.remove(oppet)
            self._leave(*oppet)
        return True

    def plats(self) -> Plats:
        slut = "" if self.oppna or any(self.framme.values()) else self.slut
        return Plats(frozenset(steg for steg, _ in self.oppna), slut, tuple(self.oppna))

    def _leave(self, namn: str, bricka: str) -> None:
        nod = self.graf.noder[namn]
        ways = list(self._ways_on(nod))
        if nod.slag != "dela":
            brickor = [bricka] * len(ways)
        else:
            self.delningar += 1
            brickor = [f"{bricka}/d{self.delningar}_{n}" for n in range(1, len(ways) + 1)]
        for kant, egen in zip(ways, brickor, strict=True):
            self._enter(kant.till, egen)

    def _enter(self, namn: str, bricka: str) -> None:
        nod = self.graf.noder[namn]
        if nod.is_steg:
            self.oppna.append((namn, bricka))
        elif nod.slag == "slut":
            self.slut = namn
        elif nod.slag == "samla":
            delning = bricka.rpartition("_")[0]
            self.framme[namn, delning] += 1
            if self.framme[namn, delning] == len(self.graf.ways_to(namn)):
                del self.framme[namn, delning]
                self._leave(namn, bricka.rpartition("/")[0] or bricka)
        else:
            self._leave(namn, bricka)

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
