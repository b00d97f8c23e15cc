"""What a change did to a row: which fields it touched, and what of the row must be asked anew.

Sealed fields are compared as the ciphertext they hold; none is opened here.
"""

from collections.abc import Collection, Sequence
from copy import deepcopy
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, Self
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models

from audit.kropp import timestamp
from encryption.fields import SealedField
from encryption.token import Opened, Sealed

LOADED = "_rad_som_laddad"


class MinnsRaden(models.Model):
    """Base for models whose changes are logged: remembers the row as it was loaded.

    It spares `audit.log.save` from reading the row once more. Without it the answer is the same.
    """

    class Meta:
        abstract = True

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **kwargs: Any
    ) -> Self:
        instance = super().from_db(db, field_names, values, **kwargs)
        instance.__dict__[LOADED] = {
            name: deepcopy(value) if isinstance(value, (list, dict)) else value
            for name, value in zip(field_names, values, strict=True)
        }
        return instance

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """A reference that has a value is judged by its foreign key, not by a query of its own."""
        references = {
            field.name
            for field in self._meta.concrete_fields
            if field.is_relation and getattr(self, field.attname) is not None
        }
        super().clean_fields(exclude=references.union(exclude or ()))

    def get_constraints(self) -> list[tuple[type[models.Model], Sequence[models.BaseConstraint]]]:
        """A check that has no words for people is kept by the database alone: it costs a query."""
        return [
            (model, [rule for rule in constraints if not _is_wordless_check(rule)])
            for model, constraints in super().get_constraints()
        ]

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        self.__dict__.pop(LOADED, None)
        super().refresh_from_db(*args, **kwargs)


def _is_wordless_check(rule: models.BaseConstraint) -> bool:
    return (
        isinstance(rule, models.CheckConstraint)
        and rule.violation_error_message == rule.default_violation_error_message
    )


def changed_fields(instance: models.Model) -> set[str]:
    """Names of the fields whose value differs from the stored row; for a new row, all of them.

    A sealed field that was given a value unread counts as changed even if the value is the same.
    """
    fields = instance._meta.concrete_fields
    if instance._state.adding:
        return {field.name for field in fields}
    held, stored = instance.__dict__, _stored(instance)
    return {
        field.name
        for field in fields
        if field.attname in held and not _is_same(field, held[field.attname], stored[field.attname])
    }


def validate(instance: models.Model, changed: set[str]) -> None:
    """`full_clean`, but only of what the change can have made wrong. Raises ValidationError.

    A field is looked at if it changed or shares a constraint with one that did. The rest is as
    the database last accepted it, and asking again would cost a query for each foreign key and
    constraint, and open every sealed value. The primary key is made by us and never asked about.
    """
    together = [names for names in _constrained_together(type(instance)) if names & changed]
    affected = changed.union(*together) - {instance._meta.pk.name}
    instance.full_clean(
        exclude={field.name for field in instance._meta.concrete_fields} - affected,
        validate_constraints=bool(together),
    )


def _stored(instance: models.Model) -> dict[str, Any]:
    """The stored row: as it was loaded, where that is remembered and complete, else read now."""
    loaded: dict[str, Any] | None = instance.__dict__.pop(LOADED, None)
    if loaded is not None and len(loaded) == len(instance._meta.concrete_fields):
        return loaded
    return type(instance)._base_manager.get(pk=instance.pk).__dict__


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


@cache
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


def stored_form(field: models.Field, value: Any) -> object:  # noqa: C901, PLR0911
    """A value in the one form that it has in the database; a sealed one as its ciphertext."""
    match value:
        case Sealed():
            return value.blob.hex()
        case None | bool() | int() | str() | UUID():
            return value
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
            return [stored_form(field, item) for item in value]
        case dict():
            return {key: stored_form(field, item) for key, item in value.items()}
    raise TypeError(f"{field.name} has no stored form: {type(value).__name__}")
