"""The two traces of a change: the history row and the log entry, written in one statement.

django-simple-history decides what a history row is and reads it; its own way of writing one costs
as much as the save itself, so here the same row is written beside the entry.
"""

import hashlib
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection, models
from django.utils import timezone

from audit.andring import stored_form
from audit.kropp import canonical
from audit.models import Logghandelse
from encryption.instances import reading_verbatim


def write(entries: Sequence[Logghandelse], historik: models.Model | None = None) -> None:
    """Insert entries, and a history row if there is one; gives the entries their id and txid."""
    if not entries:
        return
    sql = f"{_insert_into(Logghandelse, len(entries))} RETURNING id, txid"
    params = [value for entry in entries for value in _values(entry)]
    if historik is not None:
        sql = f"WITH historik AS ({_insert_into(type(historik), 1)}) {sql}"
        params = [*_values(historik), *params]
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        for entry, (pk, txid) in zip(entries, cursor.fetchall(), strict=True):
            entry.pk, entry.txid = pk, int(txid)
            entry._state.adding = False


def history_row(instance: models.Model, slag: str, anvandare_id: Any) -> models.Model | None:
    """The unsaved history row of an instance just saved; None if its model keeps no history.

    `slag` is "+" for a new row and "~" for a changed one. Sealed values are copied unopened.
    """
    model = _history_model(type(instance))
    if model is None:
        return None
    with reading_verbatim():
        tracked = {
            field.attname: getattr(instance, field.attname) for field in _tracked_fields(model)
        }
    return model(
        history_date=timezone.now(),
        history_type=slag,
        history_user_id=anvandare_id,
        history_change_reason=None,
        **tracked,
    )


def newest_history_row(instance: models.Model) -> models.Model | None:
    """The history row last written for an instance; None if its model keeps no history."""
    model = _history_model(type(instance))
    if model is None:
        return None
    rows = model._base_manager.filter(**{instance._meta.pk.attname: instance.pk})
    return rows.latest("history_id")


def row_digest(historik: models.Model) -> bytes:
    """SHA-256 of a history row, the same before it is written and after it is read."""
    content = {
        field.attname: stored_form(field, historik.__dict__[field.attname])
        for field in _written_fields(type(historik))
    }
    return hashlib.sha256(canonical({"rad": content, "tabell": historik._meta.db_table})).digest()


@cache
def _history_model(model: type[models.Model]) -> type[models.Model] | None:
    manager = getattr(model._meta, "simple_history_manager_attribute", None)
    found: type[models.Model] | None = getattr(model, manager).model if manager else None
    return found


@cache
def _tracked_fields(historical: Any) -> list[models.Field]:
    return list(historical.tracked_fields)


@cache
def _written_fields(model: type[models.Model]) -> list[models.Field]:
    """The fields that the application gives a value; the database numbers the rest."""
    return [
        field
        for field in model._meta.concrete_fields
        if not isinstance(field, models.AutoField) and not field.has_db_default()
    ]


def _insert_into(model: type[models.Model], rows: int) -> str:
    into, row = _insert_parts(model)
    return f"{into} VALUES {', '.join([row] * rows)}"


@cache
def _insert_parts(model: type[models.Model]) -> tuple[str, str]:
    quote = connection.ops.quote_name
    fields = _written_fields(model)
    columns = ", ".join(quote(str(field.column)) for field in fields)
    row = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns})", f"({row})"


def _values(row: models.Model) -> list[Any]:
    held = row.__dict__
    return [
        field.get_db_prep_save(held[field.attname], connection)
        for field in _written_fields(type(row))
    ]
