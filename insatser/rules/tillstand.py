"""Every state that a flow can come to, as BPMN 2.0 moves its tokens.

A token lies on an open step, or waits at a gathering for those from the other ways; an end takes
it away, and the flow is over when none is left. What a gateway asks of a step is the outcome of
the latest time that it was done. A condition that is a function can turn out any way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from insatser.rules.graf import Graf, Kant, Nod

MEST = 20_000
"""So many states are explored; a flow with more is too large to be understood by anybody."""


@dataclass(frozen=True)
class Tillstand:
    """Open steps, ways on which tokens wait at a gathering, and outcomes that are remembered."""

    oppna: tuple[str, ...] = ()
    vantar: tuple[Kant, ...] = ()
    minns: tuple[tuple[str, str], ...] = ()

    @property
    def is_over(self) -> bool:
        return not self.oppna and not self.vantar


@dataclass
class Rymd:
    """What was found: the states with those that follow, and what went wrong on the way there."""

    foljer: dict[Tillstand, set[Tillstand]] = field(default_factory=dict)
    gangna: set[Kant] = field(default_factory=set)
    utan_val: set[str] = field(default_factory=set)
    overskridna: set[str] = field(default_factory=set)
    rundgang: set[str] = field(default_factory=set)
    is_whole: bool = True

    def starved(self) -> set[str]:
        """Gatherings that wait for somebody who will never come."""
        stuck = [t for t in self.foljer if t.vantar and not t.oppna]
        return {kant.till for tillstand in stuck for kant in tillstand.vantar}

    def without_end(self) -> set[Tillstand]:
        """States from which the flow can never be over."""
        before: dict[Tillstand, set[Tillstand]] = defaultdict(set)
        for tillstand, nasta in self.foljer.items():
            for efter in nasta:
                before[efter].add(tillstand)
        can_end: set[Tillstand] = set()
        queue = [tillstand for tillstand in self.foljer if tillstand.is_over]
        while queue:
            if (tillstand := queue.pop()) not in can_end:
                can_end.add(tillstand)
                queue.extend(before[tillstand])
        return set(self.foljer) - can_end


def explore(graf: Graf) -> Rymd:
    """Walk through every state, from the beginning; `graf` has one, and no loose ends."""
    return _Utforskning(graf).run()


class _Utforskning:
    def __init__(self, graf: Graf) -> None:
        self.graf = graf
        self.rymd = Rymd()
        self.ut = {namn: graf.ways_from(namn) for namn in graf.noder}
        self.till = {namn: frozenset(graf.ways_to(namn)) for namn in graf.noder}
        self.fragade = {kant.villkor.partition("=")[0] for kant in graf.kanter}

    def run(self) -> Rymd:
        queue = self._leave(self.graf.borjan.namn, Tillstand())
        while queue:
            tillstand = queue.pop()
            if tillstand in self.rymd.foljer:
                continue
            if len(self.rymd.foljer) == MEST:
                self.rymd.is_whole = False
                break
            foljer = {efter for steg in tillstand.oppna for efter in self._do(steg, tillstand)}
            self.rymd.foljer[tillstand] = foljer
            queue.extend(foljer)
        return self.rymd

    def _do(self, steg: str, fore: Tillstand) -> Iterator[Tillstand]:
        """The states after a step was done, or passed over, with any of its outcomes."""
        koder = [kod for kod, _ in self.graf.noder[steg].utfall] or [""]
        oppna = tuple(annat for annat in fore.oppna if annat != steg)
        for kod in koder:
            minns = dict(fore.minns)
            if steg in self.fragade:
                minns[steg] = kod
            efter = Tillstand(oppna, fore.vantar, tuple(sorted(minns.items())))
            yield from self._leave(steg, efter)

    def _leave(
        self, nod: str, t: Tillstand, pa_vag: frozenset[str] = frozenset()
    ) -> list[Tillstand]:
        """The states after a token has left a node by every way out of it."""
        lagen = [t]
        for kant in self.ut[nod]:
            lagen = [efter for lage in lagen for efter in self._pass(kant, lage, pa_vag)]
        return lagen

    def _pass(self, kant: Kant, t: Tillstand, pa_vag: frozenset[str]) -> list[Tillstand]:
        """The states after a token has gone along `kant`, as far as until somebody has to act."""
        self.rymd.gangna.add(kant)
        nod = self.graf.noder[kant.till]
        if nod.slag == "slut":
            return [t]
        if nod.is_steg:
            return self._open(nod.namn, t)
        if nod.slag == "samla":
            return self._gather(kant, t, pa_vag)
        return self._go_on(nod, t, pa_vag)

    def _open(self, steg: str, t: Tillstand) -> list[Tillstand]:
        if steg in t.oppna:
            self.rymd.overskridna.add(steg)
            return []
        return [Tillstand(tuple(sorted((*t.oppna, steg))), t.vantar, t.minns)]

    def _go_on(self, nod: Nod, t: Tillstand, pa_vag: frozenset[str]) -> list[Tillstand]:
        if nod.namn in pa_vag:
            self.rymd.rundgang.add(nod.namn)
            return []
        pa_vag |= {nod.namn}
        if nod.slag == "dela":
            return self._leave(nod.namn, t, pa_vag)
        ways = self._choices(nod.namn, t)
        return [efter for kant in ways for efter in self._pass(kant, t, pa_vag)]

    def _gather(self, kant: Kant, t: Tillstand, pa_vag: frozenset[str]) -> list[Tillstand]:
        namn, vantar = kant.till, {*t.vantar, kant}
        if kant in t.vantar:
            self.rymd.overskridna.add(namn)
            return []
        alla = self.till[namn]
        if not alla <= vantar:
            return [Tillstand(t.oppna, _ordered(vantar), t.minns)]
        if namn in pa_vag:
            self.rymd.rundgang.add(namn)
            return []
        samlat = Tillstand(t.oppna, _ordered(vantar - alla), t.minns)
        return self._leave(namn, samlat, pa_vag | {namn})

    def _choices(self, vagval: str, t: Tillstand) -> list[Kant]:
        """The ways that may be taken here, in the order that they are tried."""
        mojliga: list[Kant] = []
        for kant in self.ut[vagval]:
            steg, is_utfall, kod = kant.villkor.partition("=")
            if not kant.villkor or (is_utfall and dict(t.minns).get(steg) == kod):
                return [*mojliga, kant]
            if not is_utfall:
                mojliga.append(kant)
        self.rymd.utan_val.add(vagval)
        return mojliga


def _ordered(vantar: set[Kant]) -> tuple[Kant, ...]:
    return tuple(sorted(vantar, key=lambda kant: (kant.till, kant.fran)))
