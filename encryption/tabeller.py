"""Every table with sealed columns, found by the fields of the models, history tables included."""

from functools import cache, cached_property
from itertools import groupby
from typing import Any

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, models

from encryption.blob import HEADER
from encryption.fields import SealedField


class Tabell:
    """The sealed columns of one table that have the same owner column."""

    def __init__(self, model: type[models.Model], agare: str, fields: list[SealedField]) -> None:
        self.model = model
        self.agare = agare
        self.fields = fields
        self.contexts = [field._place[0] for field in fields]

    @cached_property
    def select_old(self) -> str:
        """Rows with a value whose header is not the owner's, first their key, row and owner.

        Parameters: owners, their headers, and the keys of rows to pass over.
        """
        _, _, row_key = self.fields[0]._place
        columns = ", ".join(f"t.{_quoted(field.column)}" for field in self.fields)
        is_old = " OR ".join(
            f"substring(t.{_quoted(field.column)} FROM 1 FOR {HEADER}) <> k.header"
            for field in self.fields
        )
        return (
            f"SELECT t.{self._pk}, t.{self._column(row_key)}, k.owner, {columns}"  # noqa: S608
            f" FROM {_quoted(self.model._meta.db_table)} t"
            f" JOIN unnest(%s::uuid[], %s::bytea[]) k(owner, header)"
            f" ON t.{self._column(self.agare)} = k.owner"
            f" WHERE ({is_old}) AND t.{self._pk} <> ALL(%s::{self._pk_type}[])"
        )

    @cached_property
    def update(self) -> str:
        """Write new values. Parameters: the rows' keys, then each column's values."""
        names = [_quoted(field.column) for field in self.fields]
        values = ", ".join(["%s::bytea[]"] * len(names))
        return (
            f"UPDATE {_quoted(self.model._meta.db_table)} t"  # noqa: S608
            f" SET {', '.join(f'{name} = n.{name}' for name in names)}"
            f" FROM unnest(%s::{self._pk_type}[], {values}) n(pk, {', '.join(names)})"
            f" WHERE t.{self._pk} = n.pk"
        )

    @property
    def _pk(self) -> str:
        return _quoted(self.model._meta.pk.column)

    @property
    def _pk_type(self) -> str:
        field: Any = self.model._meta.pk
        return str(field.rel_db_type(connection))

    def _column(self, name: str) -> str:
        field: Any = self.model._meta.get_field(name)
        if field.model is not self.model:
            raise ImproperlyConfigured(f"{name} is not in the table of {self.model._meta.label}.")
        return _quoted(field.column)


@cache
def sealed_tables() -> list[Tabell]:
    """Every table that has to be gone through when keys change."""
    return [
        Tabell(model, agare, list(fields))
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
        for agare, fields in groupby(_sealed(model), key=lambda field: field.agare)
    ]


def _sealed(model: type[models.Model]) -> list[SealedField]:
    fields = [
        field for field in model._meta.local_concrete_fields if isinstance(field, SealedField)
    ]
    return sorted(fields, key=lambda field: field.agare)


def _quoted(name: str | None) -> str:
    return str(connection.ops.quote_name(name or ""))
