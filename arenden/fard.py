"""How a case moves on, seen from below.

The route itself – the BPMN graph – belongs to `insatser`, which knows every room. Actions here save
their facts and then say which step they completed; the route registered at start-up moves the case.
In the same way the rooms above say what is missing before a step can be completed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Protocol

from access.models import Anvandare
from arenden.models import Anmalan, Arende, Frist, Personakt, Steg
from arenden.rules.inflode import Inflode


class Fardvag(Protocol):
    """The route of an ärende. Every call runs inside the transaction that saves the facts."""

    def start(self, anmalan: Anmalan, *, actor: Anvandare) -> None:
        """Begin the way of one report: its ärende's main way, or a protection assessment only."""

    def complete(
        self, arende: Arende, steg: Steg, *, actor: Anvandare | None, anmalan: Anmalan | None = None
    ) -> None:
        """Move on from `steg`; refuses (PermissionDenied) whom the step's policy refuses.

        `actor` None: the time of the step has run out, and nobody did it.
        """

    def restore(self, arende: Arende, *, actor: Anvandare | None) -> None:
        """Put the way where the facts say, after something done has been taken back."""


class Varningsmottagare(Protocol):
    """Tells people of a rung that has fired; runs inside the transaction that claimed it."""

    def __call__(self, frist: Frist, dagar_fore: int, actor: Anvandare | None = None) -> None:
        """`dagar_fore`: days before the strict day; negative, days after the law's limit."""


class Vardnadsmottagare(Protocol):
    """Looks anew at what rests on custody; runs inside the transaction that changed it."""

    def __call__(self, akt: Personakt, *, actor: Anvandare) -> None: ...


Hinderkalla = Callable[[Arende], list[str]]

Inflodesmottagare = Callable[[Inflode, list[Arende], Anvandare], None]

_fardvag: Fardvag | None = None
_mottagare: dict[Arende.Slag, list[Inflodesmottagare]] = defaultdict(list)
_hinder: dict[Steg, list[Hinderkalla]] = defaultdict(list)
_varning: list[Varningsmottagare] = []
_vardnad: list[Vardnadsmottagare] = []


def register_fardvag(fardvag: Fardvag) -> None:
    global _fardvag  # noqa: PLW0603 – set once, when the application starts
    _fardvag = fardvag


def register_hinder(steg: Steg, kalla: Hinderkalla) -> None:
    """Let a room above name what is missing (in Swedish sentences) before `steg` is complete."""
    _hinder[steg].append(kalla)


def register_mottagare(slag: Arende.Slag, mottagare: Inflodesmottagare) -> None:
    """Let a room above take its part of a kind of report: consents, absence, a mark."""
    _mottagare[slag].append(mottagare)


def register_varning(mottagare: Varningsmottagare) -> None:
    """Let a room above tell people of each rung of a clock's ladder that fires."""
    _varning.append(mottagare)


def tell_varning(frist: Frist, dagar_fore: int, *, actor: Anvandare | None = None) -> None:
    for mottagare in _varning:
        mottagare(frist, dagar_fore, actor=actor)


def register_vardnad(mottagare: Vardnadsmottagare) -> None:
    """Let a room above look anew at what rests on custody when it has changed."""
    _vardnad.append(mottagare)


def custody_changed(akt: Personakt, *, actor: Anvandare) -> None:
    for mottagare in _vardnad:
        mottagare(akt, actor=actor)


def receive(inflode: Inflode, arenden: list[Arende], *, actor: Anvandare) -> None:
    """Give the rooms above their part of a report; they may refuse it with OgiltigtInflode."""
    for mottagare in _mottagare[Arende.Slag(inflode.slag)]:
        mottagare(inflode, arenden, actor)


def fardvag() -> Fardvag:
    if _fardvag is None:
        raise RuntimeError("No route is registered; insatser.apps does that when Django starts.")
    return _fardvag


def hinder_for(arende: Arende, steg: Steg) -> list[str]:
    """Everything that is missing before `steg` can be completed, from every room.

    A report without its protection assessment holds everything else back (SoL 20:1).
    """
    hinder = [hinder for kalla in _hinder[steg] for hinder in kalla(arende)]
    if steg != Steg.SKYDDSBEDOMNING and arende.anmalningar.without_skyddsbedomning().exists():
        hinder.insert(0, "En anmälan saknar skyddsbedömning. Den görs först.")
    return hinder
