"""System checks: a sealed value needs a row and an owner it can be bound to."""

from typing import Any

from django.core import checks
from django.db import models


def check_sealed_field(field: Any) -> list[checks.CheckMessage]:
    """Return what hinders the field's values from being bound."""
    model = field.base_model or field.model
    columns = {column.attname for column in model._meta.concrete_fields}
    errors: list[checks.CheckMessage] = []
    if not isinstance(_root_column(model._meta.pk), models.UUIDField):
        errors.append(
            checks.Error(
                f"{model._meta.label} has sealed fields and needs a UUID as primary key.",
                obj=field,
                id="encryption.E001",
            )
        )
    if field.agare not in columns:
        errors.append(
            checks.Error(
                f"agare={field.agare!r} is not a column of {model._meta.label}.",
                hint="The owner's UUID has to stand in the row itself, history rows included.",
                obj=field,
                id="encryption.E002",
            )
        )
    if field.unique or field.db_index:
        errors.append(
            checks.Error(
                "A sealed value differs each time it is sealed: no index, no uniqueness.",
                obj=field,
                id="encryption.E003",
            )
        )
    return errors


def _root_column(column: Any) -> models.Field:
    while column.remote_field is not None:
        column = column.target_field
    root: models.Field = column
    return root
