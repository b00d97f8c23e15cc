"""What a change did to a row: which fields it touched, and the digest of the history row it left.

Sealed fields are compared and digested as the ciphertext they hold; none is opened here.
"""

import hashlib
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.dispatch import receiver
from simple_history.signals import post_create_historical_record

from audit.kropp import canonical, timestamp
from encryption.fields import SealedField
from encryption.token import Opened, Sealed


def changed_fields(instance: models.Model) -> set[str]:
    """Names of the fields whose value differs from the stored row; for a new row, all of them.

    A sealed field that was given a value unread counts as changed even if the value is the same.
    """
    fields = instance._meta.concrete_fields
    if instance._state.adding:
        return {field.name for field in fields}
    stored = type(instance)._base_manager.get(pk=instance.pk)
    loaded = instance.__dict__
    return {
        field.name
        for field in fields
        if field.attname in loaded
        and not _is_same(field, loaded[field.attname], stored.__dict__[field.attname])
    }


def validate(instance: models.Model, changed: Collection[str]) -> None:
    """`full_clean`, but only of what the change can have made wrong. Raises ValidationError.

    A field is looked at if it changed or shares a constraint with one that did. The rest is as
    the database last accepted it, and asking again would cost a query for each foreign key and
    constraint, and open every sealed value.
    """
    affected = set(changed)
    for names in _constrained_together(type(instance)):
        if not names.isdisjoint(changed):
            affected |= names
    instance.full_clean(exclude={field.name for field in instance._meta.concrete_fields} - affected)


def row_digest(row: models.Model) -> bytes:
    """SHA-256 of the row as the database holds it, the same before and after a round trip."""
    content = {
        field.attname: _stored_form(field, row.__dict__[field.attname])
        for field in row._meta.concrete_fields
    }
    return hashlib.sha256(canonical({"rad": content, "tabell": row._meta.db_table})).digest()


@receiver(post_create_historical_record)
def _remember_history_row(
    instance: models.Model, history_instance: models.Model, **_: object
) -> None:
    instance._historikrad = history_instance  # type: ignore[attr-defined]


def take_history_digest(instance: models.Model) -> bytes | None:
    """Digest of the history row just written for `instance`; None if its model keeps no history."""
    row = instance.__dict__.pop("_historikrad", None)
    return None if row is None else row_digest(row)


def _is_same(field: models.Field, value: Any, stored: Any) -> bool:
    if isinstance(field, SealedField):
        return _is_untouched(field, value) and value == stored
    if value == stored:
        return True
    try:
        return bool(field.to_python(value) == stored)
    except (ValidationError, TypeError):
        return False


def _is_untouched(field: SealedField, value: Any) -> bool:
    """Whether what is held is still what was loaded; an opened list may be changed in place."""
    return not isinstance(value, Opened) or field.is_written(value.value, value)


def _constrained_together(model: type[models.Model]) -> list[set[str]]:
    """The groups of fields that are valid or invalid together."""
    groups = [set(names) for names in model._meta.unique_together]
    for constraint in model._meta.constraints:
        match constraint:
            case models.UniqueConstraint(fields=fields, condition=condition) if fields:
                groups.append(set(fields) | (_names(condition) if condition else set()))
            case models.CheckConstraint(condition=models.Q() as condition):
                groups.append(_names(condition))
            case _:
                groups.append({field.name for field in model._meta.concrete_fields})
    return groups


def _names(condition: models.Q) -> set[str]:
    return set(condition.referenced_base_fields)


def _stored_form(field: models.Field, value: Any) -> object:
    match value:
        case None | bool() | int() | str() | UUID():
            return value
        case Sealed():
            return value.blob.hex()
        case bytes() | bytearray() | memoryview():
            return bytes(value).hex()
        case datetime():
            return timestamp(value)
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
        case Decimal() if isinstance(field, models.DecimalField):
            return f"{value:.{field.decimal_places}f}"
        case float() | Decimal():
            return repr(value)
        case list() | tuple():
            return [_stored_form(field, item) for item in value]
        case dict():
            return {key: _stored_form(field, item) for key, item in value.items()}
    raise TypeError(f"{field.name} has no stored form: {type(value).__name__}")
