"""How an arbetsgång moves on, seen from below.

Its graph stands in `insatser.flows`. Actions save their facts and then say which step was done; the
engine registered at start-up moves the stored flow after them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from access.models import Anvandare
from access.policy import Decision
from arenden.models import Arende
from insatser.models import Arbetsgang, Stegutfall
from insatser.rules.graf import Graf, Nod


class Steg(Protocol):
    """What an action needs to know of a step: its questions, its demands and what it does."""

    krav: tuple[Callable[[Arbetsgang], list[str]], ...]
    utan_krav: tuple[str, ...]
    verkan: Callable[[Arbetsgang, Stegutfall, Anvandare | None], None] | None
    atertag: Callable[[Arbetsgang, Stegutfall, Anvandare | None], None] | None
    may: Callable[[Anvandare, Any], Decision]

    def as_nod(self) -> Nod: ...

    def allows(self, user: Anvandare, task: Any) -> Decision: ...


class Flodestyp(Protocol):
    """What may be known of a kind of arbetsgång before it is started."""

    kod: str
    version: int
    lagrum: str
    startas_for_hand: bool
    en_i_taget: bool

    @staticmethod
    def may_start(user: Anvandare, arende: Arende) -> Decision: ...

    @staticmethod
    def hindras_av(arende: Arende) -> list[str]: ...


class Gangvag(Protocol):
    """The engine of every arbetsgång. Calls run inside the transaction that saves the facts."""

    def typer(self) -> Mapping[str, Flodestyp]:
        """The kinds that may be started, each in its newest version, by code."""

    def graf(self, gang: Arbetsgang) -> Graf:
        """The flow that this one travels, in its own version."""

    def start(
        self,
        arende: Arende,
        flode: str,
        *,
        ankare: datetime,
        dag: date | None,
        amne_id: UUID | None,
        actor: Anvandare | None,
    ) -> Arbetsgang:
        """Begin in the newest version; opens its first steps and starts their clocks."""

    def find(self, gang: Arbetsgang, steg: str, *, part: UUID | None = None) -> tuple[Steg, Any]:
        """The open step and its task. Raises PermissionDenied when it is not open."""

    def advance(self, utfall: Stegutfall, *, actor: Anvandare | None) -> None:
        """Move on from the step that the facts now say was done, or passed over."""

    def node(self, gang: Arbetsgang, steg: str) -> Steg:
        """A step of the flow, open or not."""

    def restore(self, gang: Arbetsgang, *, actor: Anvandare | None) -> None:
        """Let stored flow, invitations and clocks follow from the facts. Raises OmojligVag."""

    def claim(self, gang: Arbetsgang, steg: str, *, part: UUID | None, actor: Anvandare) -> None:
        """Let an open step be somebody's, so that colleagues see it; whoever had it has it not."""

    def give_back(self, gang: Arbetsgang, steg: str, *, part: UUID | None) -> None:
        """Let an open step be nobody's."""


_gangvag: Gangvag | None = None


def register_gangvag(gangvag: Gangvag) -> None:
    global _gangvag  # noqa: PLW0603 – set once, when the application starts
    _gangvag = gangvag


def gangvag() -> Gangvag:
    if _gangvag is None:
        raise RuntimeError("No engine is registered; insatser.apps does that when Django starts.")
    return _gangvag
