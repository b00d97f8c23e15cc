"""What a decision on access looks like, and how an action insists on one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Max, Q

from access.models import Niva, Omfattning, Roll, Tilltrade

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


def niva_on(user: Anvandare, *, akt_id: UUID, enhet_id: UUID) -> int:
    """The highest level that the user's live grants give on an akt; 0 for none."""
    if not user.is_active:
        return 0
    nar = Q(omfattning=Omfattning.AKT, omfattning_id=akt_id) | Q(
        omfattning=Omfattning.ENHET, omfattning_id=enhet_id
    )
    live = Tilltrade.objects.live().filter(nar, anvandare=user)
    return live.aggregate(hogsta=Max("niva"))["hogsta"] or 0


def has_niva(user: Anvandare, niva: Niva, *, akt_id: UUID, enhet_id: UUID) -> bool:
    return niva_on(user, akt_id=akt_id, enhet_id=enhet_id) >= niva


def may_administer(actor: Anvandare, anvandare: Anvandare) -> Decision:
    if not actor.has_roll({Roll.ADMINISTRATOR, Roll.SYSTEM}):
        return deny("Bara en administratör får ändra konton och uppdrag.")
    if actor.pk == anvandare.pk:
        return deny("Du kan inte ändra dina egna uppdrag; be en annan administratör.")
    return GRANTED
