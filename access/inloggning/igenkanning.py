"""Whose session it is: the person comes with the session's row, and is not asked for once more."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.contrib.auth.backends import ModelBackend

from access.models import Anvandare

BACKEND = f"{__name__}.Igenkanning"

_med_sessionen: ContextVar[Anvandare | None] = ContextVar("med_sessionen", default=None)


def came_with_session(anvandare: Anvandare | None) -> None:
    """Say who the session just read belongs to; it is asked for next, once."""
    _med_sessionen.set(anvandare)


class Igenkanning(ModelBackend):
    """Password and account as Django judges them."""

    def get_user(self, user_id: Any) -> Anvandare | None:
        found = _med_sessionen.get()
        _med_sessionen.set(None)
        if found is None or found.pk != UUID(str(user_id)):
            return super().get_user(user_id)
        return found if self.user_can_authenticate(found) else None
