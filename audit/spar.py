"""The two traces of a change: the history row and the log entry, written in one statement.

django-simple-history decides what a history row is and reads it; its own way of writing one costs
as much as the save itself, so here the same row is written beside the entry.
"""

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.db import connection, models
from django.utils import timezone

from audit.andring import stored_form
from audit.kropp import canonical
from audit.models import Logghandelse
from encryption.fields import SealedField
from encryption.index import BlindIndexField
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
    model = history_model(type(instance))
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
    model = history_model(type(instance))
    if model is None:
        return None
    rows = model._base_manager.filter(**{instance._meta.pk.attname: instance.pk})
    return rows.latest("history_id")


def content_digest(row: models.Model) -> bytes:
    """SHA-256 of what a row says: the same for a row and for the history row that copies it."""
    model = getattr(type(row), "instance_type", type(row))
    with reading_verbatim():
        values = {field.attname: getattr(row, field.attname) for field in content_fields(model)}
    return digest_of_content(model, values)


def digest_of_content(model: type[models.Model], values: Mapping[str, Any]) -> bytes:
    """The same from the values of a row of `model`, by column."""
    content = {
        field.attname: stored_form(field, values[field.attname]) for field in content_fields(model)
    }
    return hashlib.sha256(canonical({"rad": content, "tabell": model._meta.db_table})).digest()


def row_digest(historik: models.Model) -> bytes:
    """SHA-256 of a history row, the same before it is written and after it is read."""
    model = type(historik)
    return digest_of_history(model, historik.__dict__, content_digest(historik))


def digest_of_history(
    model: type[models.Model], values: Mapping[str, Any], content: bytes
) -> bytes:
    """The same from the values of a history row, and the digest of what it copies."""
    event = {
        field.attname: stored_form(field, values[field.attname]) for field in event_fields(model)
    }
    told = {"historik": event, "rad": content.hex(), "tabell": model._meta.db_table}
    return hashlib.sha256(canonical(told)).digest()


def is_compared(model: type[models.Model]) -> bool:
    """Whether the log keeps the digest of every row, to hold the table against it.

    So for sealed rows and rows with history. A model of rows that are made anew from others says
    in `jamfors_inte` why it is passed over.
    """
    return (
        not hasattr(model, "instance_type")
        and not hasattr(model, "jamfors_inte")
        and (
            history_model(model) is not None
            or any(isinstance(field, SealedField) for field in model._meta.concrete_fields)
        )
    )


@cache
def content_fields(model: type[models.Model]) -> list[models.Field]:
    """The columns of a row that only a logged change changes.

    Not indexes, which get new keys by themselves, nor what the model names in `utanfor_avtryck`.
    """
    history = history_model(model)
    tracked = {field.attname for field in _tracked_fields(history)} if history else None
    passed_over = getattr(model, "utanfor_avtryck", ())
    return [
        field
        for field in _written_fields(model)
        if not isinstance(field, BlindIndexField)
        and field.name not in passed_over
        and (tracked is None or field.attname in tracked)
    ]


@cache
def event_fields(historical: Any) -> list[models.Field]:
    """The columns of a history row that tell of the event: when, by whom, of what kind."""
    content = {field.attname for field in content_fields(historical.instance_type)}
    return [field for field in _written_fields(historical) if field.attname not in content]


@cache
def history_model(model: type[models.Model]) -> type[models.Model] | None:
    """The model of its history rows; None if it keeps no history."""
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
