"""What a decision on access looks like, and how an action insists on one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied

from access.models import Niva, Roll
from access.regel import reaches_akt

if TYPE_CHECKING:
    from access.models import Anvandare


@dataclass(frozen=True)
class Decision:
    """The answer to «may they?», with the rule that allowed it or the reason for a no."""

    allowed: bool
    reason: str

    def __bool__(self) -> bool:
        return self.allowed


GRANTED = Decision(allowed=True, reason="")


def deny(reason: str) -> Decision:
    return Decision(allowed=False, reason=reason)


def require(decision: Decision) -> None:
    """Raise PermissionDenied with the reason unless the decision is a yes."""
    if not decision:
        raise PermissionDenied(decision.reason)


def has_niva(user: Anvandare, niva: Niva, *, akt_id: UUID) -> bool:
    """Whether the user reaches the akt through a grant that allows `niva`."""
    return reaches_akt(user, akt_id, niva)


def niva_on(user: Anvandare, *, akt_id: UUID) -> int:
    """The highest level at which the user reaches the akt; 0 for none."""
    return next((n for n in reversed(Niva) if has_niva(user, n, akt_id=akt_id)), 0)


def may_confirm_reset(actor: Anvandare, anvandare: Anvandare, begard_av: UUID | None) -> Decision:
    """A reset takes two: whoever asked for it does not confirm it."""
    if not (decision := may_administer(actor, anvandare)):
        return decision
    if actor.pk == begard_av:
        return deny("Du har själv begärt återställningen; en annan administratör bekräftar.")
    return GRANTED


def may_administer(actor: Anvandare, anvandare: Anvandare) -> Decision:
    if not actor.has_roll({Roll.ADMINISTRATOR, Roll.SYSTEM}):
        return deny("Bara en administratör får ändra konton och uppdrag.")
    if actor.pk == anvandare.pk:
        return deny("Du kan inte ändra dina egna uppdrag; be en annan administratör.")
    return GRANTED
