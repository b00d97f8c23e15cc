"""What a decision on access looks like, and how an action insists on one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec
from uuid import UUID

from django.core.exceptions import PermissionDenied

from access.models import Niva, Roll
from access.regel import reaches_akt
from audit.context import note_allowed, note_refused

if TYPE_CHECKING:
    from access.models import Anvandare

P = ParamSpec("P")


@dataclass(frozen=True)
class Decision:
    """The answer to «may they?»: the reason for a no, and the rule that answered."""

    allowed: bool
    reason: str
    regel: str = ""

    def __bool__(self) -> bool:
        return self.allowed


GRANTED = Decision(allowed=True, reason="")


def deny(reason: str) -> Decision:
    return Decision(allowed=False, reason=reason)


def regel(may: Callable[P, Decision]) -> Callable[P, Decision]:
    """Put the rule's name on its answers, as the log keeps it: the package and the function.

    A rule that asks another gives its own name: it is the one that was asked.
    """
    namn = f"{may.__module__.partition('.')[0]}.{may.__name__}"

    @wraps(may)
    def answer(*args: P.args, **kwargs: P.kwargs) -> Decision:
        return replace(may(*args, **kwargs), regel=namn)

    return answer


def require(decision: Decision) -> None:
    """Insist on a yes, which the log then names; else raise PermissionDenied with the reason."""
    if not decision:
        note_refused(decision.regel)
        raise PermissionDenied(decision.reason)
    if decision.regel:
        note_allowed(decision.regel)


def has_niva(user: Anvandare, niva: Niva, *, akt_id: UUID) -> bool:
    """Whether the user reaches the akt through a grant that allows `niva`."""
    return reaches_akt(user, akt_id, niva)


def niva_on(user: Anvandare, *, akt_id: UUID) -> int:
    """The highest level at which the user reaches the akt; 0 for none."""
    return next((n for n in reversed(Niva) if has_niva(user, n, akt_id=akt_id)), 0)


@regel
def may_confirm_reset(actor: Anvandare, anvandare: Anvandare, begard_av: UUID | None) -> Decision:
    """A reset takes two: whoever asked for it does not confirm it."""
    if not (decision := may_administer(actor, anvandare)):
        return decision
    if actor.pk == begard_av:
        return deny("Du har själv begärt återställningen; en annan administratör bekräftar.")
    return GRANTED


@regel
def may_administer(actor: Anvandare, anvandare: Anvandare) -> Decision:
    if not actor.has_roll({Roll.ADMINISTRATOR, Roll.SYSTEM}):
        return deny("Bara en administratör får ändra konton och uppdrag.")
    if actor.pk == anvandare.pk:
        return deny("Du kan inte ändra dina egna uppdrag; be en annan administratör.")
    return GRANTED
