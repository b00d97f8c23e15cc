"""Whose key a sealed value lay under: an akt, or something else that owns a key of its own."""

from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.apps import apps
from django.db.models import Field

from encryption.fields import SealedField

AKT = "akt"


@dataclass(frozen=True)
class Agare:
    """`slag` is "akt", "fack", or the model ("app.Model") of any other owner."""

    slag: str
    id: UUID


def owner_of(owner_id: UUID, column: str) -> Agare:
    """The owner of a value, by the column ("app.Model.field") in which it was sealed."""
    return Agare(_slag_of(column), owner_id)


def row_rules(columns: frozenset[str]) -> list[str]:
    """The kinds of reach (`radskydd`) of the rows that hold the columns."""
    return sorted({slag for column in columns if (slag := _row_rule(column))})


@cache
def _slag_of(column: str) -> str:
    field = _field(column)
    if not isinstance(field, SealedField):
        raise TypeError(f"{column} is not sealed.")
    model = field.model
    if field.agare == "akt_id":
        return AKT
    if field.agare == model._meta.pk.attname:
        return str(model._meta.label)
    by_column = {one.attname: one for one in model._meta.concrete_fields}
    related = by_column[field.agare].related_model
    return field.agare.removesuffix("_id") if related is None else str(related._meta.label)


@cache
def _row_rule(column: str) -> str | None:
    slag: str | None = getattr(_field(column).model, "radskydd", None)
    return slag


def _field(column: str) -> Field:
    model, _, name = column.rpartition(".")
    field: Field = apps.get_model(model)._meta.get_field(name)
    return field
