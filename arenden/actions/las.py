"""Locking a row, and telling the second writer what the first one wrote."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from arenden.models import AktBunden, Arende

M = TypeVar("M", bound=AktBunden)


class Konflikt(Exception):
    """Somebody else has saved since this form was opened. Nothing was written; nothing is lost."""

    def __init__(self, nuvarande: AktBunden) -> None:
        super().__init__(f"{nuvarande._meta.label} {nuvarande.pk} har ändrats.")
        self.nuvarande = nuvarande


def lock(model: type[M], pk: UUID, *, version: int | None = None) -> M:
    """The row, locked until the transaction ends; raises Konflikt if `version` is no longer its."""
    row: M = model._default_manager.select_for_update().get(pk=pk)  # type: ignore[assignment]
    if version is not None:
        check_version(row, version)
    return row


def check_version(row: AktBunden, version: int) -> None:
    """Raise Konflikt if somebody has saved the locked row since `version` was shown."""
    if row.version != version:
        raise Konflikt(row)


def lock_arende(arende: Arende) -> Arende:
    """Every action on a case begins here, so that two of them never interleave."""
    return Arende.objects.select_for_update().get(pk=arende.pk)
