"""System checks: a sealed value needs a row and an owner it can be bound to."""

from typing import Any

from django.conf import settings
from django.core import checks
from django.db import models

from encryption.sviter import DEFAULT, SVITER


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
    if field.unique or field.db_index or field.name in _indexed(model._meta):
        errors.append(
            checks.Error(
                "A sealed value differs each time it is sealed: no index, no uniqueness.",
                obj=field,
                id="encryption.E003",
            )
        )
    return errors


def check_suite(**_: Any) -> list[checks.CheckMessage]:
    """Return an error for a suite to write that nobody could read."""
    chosen = getattr(settings, "FORSEGLINGSSVIT", DEFAULT)
    if chosen in SVITER:
        return []
    known = ", ".join(map(str, SVITER))
    return [checks.Error(f"FORSEGLINGSSVIT is {chosen}; known are {known}.", id="encryption.E005")]


def _indexed(meta: Any) -> set[str]:
    """Names of the fields whose values an index or a uniqueness of the model compares."""
    uniques = [one for one in meta.constraints if isinstance(one, models.UniqueConstraint)]
    grouped = [one.fields for one in [*uniques, *meta.indexes]] + list(meta.unique_together)
    return {name.lstrip("-") for names in grouped for name in names}


def _root_column(column: Any) -> models.Field:
    while column.remote_field is not None:
        column = column.target_field
    root: models.Field = column
    return root
