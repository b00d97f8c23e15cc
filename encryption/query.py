# ruff: noqa: ARG002 -- the signatures are Django's
"""What may be done with a sealed column in a query: fetch it, ask whether it is NULL, write it."""

from typing import Any, NoReturn

from django.core.exceptions import FieldError
from django.db.models.constants import OnConflict
from django.db.models.expressions import Col
from django.db.models.lookups import IsNull


class SealedColumn:
    """Stands for a column's SQL until the select list or IS NULL unwraps it.

    Ordering, comparing and computing format their operand into text, which is refused here.
    """

    def __init__(self, sql: str, name: str) -> None:
        self.sql = sql
        self.name = name

    def __str__(self) -> NoReturn:
        raise FieldError(f"{self.name} is sealed: it can be fetched, nothing else.")

    def __format__(self, spec: str) -> str:
        return str(self)

    def __getitem__(self, key: Any) -> str:
        return str(self)[key]


class SealedCol(Col):
    """A reference to a sealed column."""

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        sql, params = super().as_sql(compiler, connection)
        return SealedColumn(sql, self.target.name), params

    def select_format(self, compiler: Any, sql: Any, params: Any) -> Any:
        """Fetch it as text, which the driver hands over as it is; bytes it would decode at once."""
        return f"encode({sql.sql}, 'hex')", params


class SealedIsNull(IsNull):
    """Whether there is a value at all, the only question a sealed column answers."""

    def process_lhs(self, compiler: Any, connection: Any, lhs: Any = None) -> Any:
        sql, params = compiler.compile(lhs or self.lhs)
        return getattr(sql, "sql", sql), params


def refuse_upsert(query: Any) -> None:
    """Raise FieldError for an insert that may update a row with what was sealed for another.

    A conflict on anything but the primary key meets a row with a key of its own, where the value
    would never open.
    """
    if getattr(query, "on_conflict", None) is not OnConflict.UPDATE:
        return
    if [field.name for field in query.unique_fields] != [query.get_meta().pk.name]:
        label = query.get_meta().label
        raise FieldError(f"{label} has sealed fields: rows can be updated on their key only.")
