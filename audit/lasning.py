"""What was in fact opened, told in the log: the one way for requests, jobs and commands."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID

from audit import log
from audit.agare import AKT, Agare, owner_of
from audit.verb import Verb
from encryption.opened import Opening, collect_openings


@dataclass
class Lasning:
    """What has been opened or looked at since it was last told, by whom, and as what."""

    actor: log.Aktor | None
    verb: Verb
    oppnat: list[Opening]
    akter: set[UUID] = field(default_factory=set)

    def write(self, *, even_nothing: bool = False) -> None:
        """One entry for each owner, with the names of the fields that were opened of it.

        `even_nothing` leaves one entry also where nothing was opened.
        """
        read: dict[Agare | None, set[str]] = defaultdict(set)
        for akt_id in self.akter:
            read[Agare(AKT, akt_id)] = set()
        for owner_id, column in self.oppnat:
            read[owner_of(owner_id, column)].add(column)
        if not read and even_nothing:
            read[None] = set()
        if not read:
            return
        log.record_many(actor=self.actor, verb=self.verb, lasta=read)
        self.forget()

    def forget(self) -> None:
        self.oppnat.clear()
        self.akter.clear()


_lasning: ContextVar[Lasning | None] = ContextVar("lasning", default=None)


@contextmanager
def logged_reading(*, actor: log.Aktor | None, verb: Verb) -> Iterator[Lasning]:
    """Gather what is opened in the block, and leave its entries at the end, in the transaction.

    A use case that has a transaction of its own inside the block leaves its part there. A block
    inside another tells its own; what it opened before it failed is told by the outer one. Raises
    RuntimeError where something was opened outside any transaction.
    """
    with collect_openings() as openings:
        lasning = Lasning(actor, verb, openings)
        token = _lasning.set(lasning)
        try:
            yield lasning
        finally:
            _lasning.reset(token)
        lasning.write()


def note_read(akt_id: UUID) -> None:
    """Say that this page is about an akt: it is logged even if no sealed field is opened."""
    if (lasning := _lasning.get()) is not None:
        lasning.akter.add(akt_id)


def write_readings() -> None:
    """Tell what the current work has opened so far; for whoever ends a transaction."""
    if (lasning := _lasning.get()) is not None:
        lasning.write()
