"""What the current work belongs to and what has allowed it: set where work begins, read by the log.

Rules are remembered for as long as the use case that asked for them, and inside a request, job or
command for as long as that. Outside all of these nothing is remembered, so nothing can pass from
one piece of work to the next.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True)
class Begaran:
    """One request: its id, a hash of the session key (never the key) and the caller's address."""

    id: UUID
    session_hash: str
    adress: str


begaran: ContextVar[Begaran | None] = ContextVar("begaran", default=None)
"""None in commands and background jobs."""


@dataclass
class Arbete:
    """One request, job or command: what has refused it, and how many entries it has left."""

    nekat_av: list[str] = field(default_factory=list)
    handelser: int = 0


_arbete: ContextVar[Arbete | None] = ContextVar("arbete", default=None)
_regler: ContextVar[tuple[str, ...] | None] = ContextVar("regler", default=None)


@contextmanager
def work(ingang: str) -> Iterator[Arbete]:
    """One request, job or command. `ingang` says by what it came in: "gate:akt.read"."""
    arbete = Arbete()
    arbete_token, regler_token = _arbete.set(arbete), _regler.set((ingang,))
    try:
        yield arbete
    finally:
        _regler.reset(regler_token)
        _arbete.reset(arbete_token)


@contextmanager
def rules_of_its_own() -> Iterator[None]:
    """Forget at the end of the block the rules that were noted in it; those from outside hold."""
    token = _regler.set(_regler.get() or ())
    try:
        yield
    finally:
        _regler.reset(token)


def note_allowed(regel: str) -> None:
    """A policy rule has said yes: what follows in the same use case names it."""
    regler = _regler.get()
    if regler is not None and regel not in regler:
        _regler.set((*regler, regel))


def note_refused(regel: str) -> None:
    """A rule has said no, whatever is then answered."""
    arbete = _arbete.get()
    if arbete is not None and regel not in arbete.nekat_av:
        arbete.nekat_av.append(regel)


def note_entries(antal: int) -> None:
    """So many entries were written in the current work."""
    if (arbete := _arbete.get()) is not None:
        arbete.handelser += antal


def rules() -> tuple[str, ...]:
    """The rules that allowed what is being done, the outermost first."""
    return _regler.get() or ()
