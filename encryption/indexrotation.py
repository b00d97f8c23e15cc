"""Change of an index key while the system is in use: no question misses, no write waits for long.

Filling: rows saved carry the old and the new version, and a job fills in the rows that lay there.
Emptying: rows saved carry the new one only, and a job removes the old values. Questions look in
both columns throughout. Every step is kept in `Indexversion`; whoever is cut off starts again.
"""

import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from django.apps import apps
from django.db import OperationalError, connection, models, transaction

from encryption.errors import SealError
from encryption.index import BlindIndexField
from encryption.models import Indexversion

Lage = Indexversion.Lage

WAIT = "300ms"
"""How long a step waits for the writes under way, and new writes at most for the step."""
PAUSE_SECONDS = 0.2
ATTEMPTS = 150


class Tabell(NamedTuple):
    """A table with an index: its model, and the columns of the odd and the even versions."""

    model: type[models.Model]
    udda: BlindIndexField
    jamn: BlindIndexField

    def column(self, version: int) -> BlindIndexField:
        return self.udda if version % 2 else self.jamn


def indexed_tables(purpose: str) -> list[Tabell]:
    """Return every table with an index of this purpose."""
    found = []
    for model in apps.get_models():
        columns = [
            field
            for field in model._meta.local_concrete_fields
            if isinstance(field, BlindIndexField) and field.purpose == purpose
        ]
        if columns:
            udda, jamn = sorted(columns, key=lambda field: field.is_even)
            found.append(Tabell(model, udda, jamn))
    return found


def indexed_purposes() -> list[str]:
    """Return every purpose that has a table."""
    return sorted(
        {
            field.purpose
            for model in apps.get_models()
            for field in model._meta.local_concrete_fields
            if isinstance(field, BlindIndexField)
        }
    )


def rotate_index(purpose: str, *, batch: int) -> Iterator[str]:
    """Bring a purpose to its next version, or to the end of a change cut off. Yields each step."""
    state = _state(purpose)
    if state.lage == Lage.VILAR:
        state = _step(purpose, Lage.FYLLER, version=state.version)
        yield f"{purpose}: version {state.version + 1} skrivs"
    if state.lage == Lage.FYLLER:
        for table in indexed_tables(purpose):
            for filled in _fill(table, state.version + 1, batch):
                yield f"{table.model._meta.label}: {filled} ifyllda"
        state = _step(purpose, Lage.TOMMER, version=state.version + 1)
        yield f"{purpose}: version {state.version} gäller ensam"
    for table in indexed_tables(purpose):
        for emptied in _empty(table, state.version - 1, batch):
            yield f"{table.model._meta.label}: {emptied} tömda"
    _step(purpose, Lage.VILAR, version=state.version)
    yield f"{purpose}: klart"


def unknown_rows(purpose: str) -> int:
    """Count the rows whose value is not kept, so that no index of theirs can be made anew."""
    return sum(
        table.model._base_manager.filter(**{f"{table.udda.of}__isnull": True})
        .exclude(**{table.udda.attname: None, table.jamn.attname: None})
        .count()
        for table in indexed_tables(purpose)
    )


def _state(purpose: str) -> Indexversion:
    return Indexversion.objects.filter(syfte=purpose).first() or Indexversion(syfte=purpose)


def _step(purpose: str, lage: Lage, *, version: int) -> Indexversion:
    """Take a step when no transaction that writes under the step before is still open.

    Gives way and tries again while one takes its time.
    """
    for _ in range(ATTEMPTS):
        with suppress(OperationalError), transaction.atomic():
            _be_alone(purpose)
            if lage == Lage.TOMMER:
                _require_filled(purpose, version)
            return Indexversion.objects.update_or_create(
                syfte=purpose, defaults={"version": version, "lage": lage}
            )[0]
        time.sleep(PAUSE_SECONDS)
    raise SealError(f"Writes to {purpose} never paused; run it again.")


def _be_alone(purpose: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{WAIT}'")
        cursor.execute("SELECT encryption_index_ensam(%s)", [purpose])


def _require_filled(purpose: str, version: int) -> None:
    for table in indexed_tables(purpose):
        if _unfilled(table, version).exists():
            raise SealError(f"{table.model._meta.label} has rows without the new index.")


def _unfilled(table: Tabell, version: int) -> models.QuerySet:
    """Rows with a value and an index of the version before, but none of this one."""
    return table.model._base_manager.filter(
        **{
            f"{table.udda.of}__isnull": False,
            f"{table.column(version).attname}__isnull": True,
            f"{table.column(version - 1).attname}__isnull": False,
        }
    )


def _fill(table: Tabell, version: int, batch: int) -> Iterator[int]:
    """Give every row the index of this version."""
    new = table.column(version)
    needed = ("pk", new.of, new.within, _owner(table))
    filled = 0
    for pks in _batches(_unfilled(table, version), batch):
        rows = table.model._base_manager.filter(pk__in=pks).only(*filter(None, needed))
        for row in rows:
            index = new.index_of(row, version)
            table.model._base_manager.filter(pk=row.pk).update(**{new.attname: index})
        filled += len(pks)
        yield filled


def _empty(table: Tabell, version: int, batch: int) -> Iterator[int]:
    """Remove the values of a version that no longer answers."""
    old = table.column(version).attname
    emptied = 0
    for pks in _batches(table.model._base_manager.filter(**{f"{old}__isnull": False}), batch):
        table.model._base_manager.filter(pk__in=pks).update(**{old: None})
        emptied += len(pks)
        yield emptied


def _batches(rows: models.QuerySet, batch: int) -> Iterator[list[Any]]:
    """Go through rows by their key, each batch locked in a transaction of its own."""
    last = None
    while True:
        with transaction.atomic():
            ahead = rows if last is None else rows.filter(pk__gt=last)
            locked = ahead.order_by("pk").select_for_update(no_key=True)
            pks = list(locked.values_list("pk", flat=True)[:batch])
            if pks:
                yield pks
        if len(pks) < batch:
            return
        last = pks[-1]


def _owner(table: Tabell) -> str:
    agare: str = table.model._meta.get_field(table.udda.of).agare  # type: ignore[union-attr]
    return agare
