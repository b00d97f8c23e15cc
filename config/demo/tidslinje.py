"""The moving clock: what happens in the town, in the order it happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

import time_machine


@dataclass(order=True)
class Handelse:
    nar: datetime
    plats: int
    gor: Callable[[], object] = field(compare=False)


class Tidslinje:
    """Gathers what will happen and plays it once, each thing at its own moment."""

    def __init__(self) -> None:
        self._handelser: list[Handelse] = []

    def __len__(self) -> int:
        return len(self._handelser)

    def __iter__(self) -> Iterator[Handelse]:
        return iter(self._handelser)

    def add(self, nar: datetime, gor: Callable[[], object]) -> None:
        """`nar` is aware. What happens at the same moment happens in the order it was added."""
        self._handelser.append(Handelse(nar, len(self._handelser), gor))

    def play(self, tell: Callable[[int], None]) -> None:
        """Move the clock through everything; `tell` hears how many things have happened."""
        if not self._handelser:
            return
        with time_machine.travel(min(self._handelser).nar, tick=False) as resa:
            for antal, handelse in enumerate(sorted(self._handelser), start=1):
                resa.move_to(handelse.nar)
                handelse.gor()
                tell(antal)
