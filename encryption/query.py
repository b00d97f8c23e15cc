# ruff: noqa: ARG002 -- the signatures are Django's
"""What may be done with a sealed column in a query: fetch it, ask whether it is NULL, write it."""

from typing import Any, NoReturn

from django.core.exceptions import FieldError
from django.db.models.constants import OnConflict
from django.db.models.expressions import Col
from django.db.models.lookups import IsNull


def refusal(name: str) -> FieldError:
    """Return the answer to whoever asks more of a column than to fetch it."""
    return FieldError(f"{name} is sealed: it can be fetched, nothing else.")


class SealedColumn:
    """Stands for a column's SQL and its parameters until the select list or IS NULL unwraps it.

    Ordering, comparing and computing format their operand into text and join its parameters to
    others. Both are refused here.
    """

    def __init__(self, sql: str, name: str) -> None:
        self.sql = sql
        self.name = name

    def __str__(self) -> NoReturn:
        raise refusal(self.name)

    def __format__(self, spec: str) -> str:
        raise refusal(self.name)

    def __getitem__(self, key: Any) -> str:
        raise refusal(self.name)

    def __iter__(self) -> NoReturn:
        raise refusal(self.name)

    def __mul__(self, times: int) -> NoReturn:
        raise refusal(self.name)


class SealedCol(Col):
    """A reference to a sealed column."""

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        sql, _ = super().as_sql(compiler, connection)
        column = SealedColumn(sql, self.target.name)
        return column, column

    def select_format(self, compiler: Any, sql: Any, params: Any) -> Any:
        """Fetch it as text, which the driver hands over as it is; bytes it would decode at once."""
        query = compiler.query
        if query.distinct and not (query.default_cols or _has_key(query.select)):
            raise refusal(self.target.name)
        if _is_ordered_by(query, self) or _is_grouped_by(query, self):
            raise refusal(self.target.name)
        return f"encode({sql.sql}, 'hex')", ()

    def get_group_by_cols(self) -> list[Any]:
        return [GroupedSealedCol(self.alias, self.target, self.output_field)]


class GroupedSealedCol(SealedCol):
    """The column where rows are grouped; gone again if they are grouped by their key anyway.

    Every value is sealed differently, so each would be a group of its own.
    """

    def select_format(self, compiler: Any, sql: Any, params: Any) -> Any:
        raise refusal(self.target.name)


class SealedIsNull(IsNull):
    """Whether there is a value at all, the only question a sealed column answers."""

    def process_lhs(self, compiler: Any, connection: Any, lhs: Any = None) -> Any:
        sql, params = compiler.compile(lhs or self.lhs)
        return (sql.sql, ()) if isinstance(sql, SealedColumn) else (sql, params)


def _is_ordered_by(query: Any, column: Col) -> bool:
    """Whether rows are ordered by a name that the column has in the select list."""
    named = dict(query.annotations)
    for name, place in (query.selected or {}).items():
        if isinstance(place, int):
            named[name] = query.select[place]
    for item in query.order_by:
        expression = getattr(item, "expression", item)
        name = expression if isinstance(expression, str) else getattr(expression, "name", "")
        if named.get(name.lstrip("-+")) is column:
            return True
    return False


def _is_grouped_by(query: Any, column: Col) -> bool:
    """Whether rows are grouped by a name that the column has in the select list."""
    groups = query.group_by if isinstance(query.group_by, tuple) else ()
    return not _has_key(groups) and any(
        getattr(group, "source", None) is column for group in groups
    )


def _has_key(expressions: Any) -> bool:
    targets = (getattr(expression, "target", None) for expression in expressions)
    return any(target is not None and target.primary_key for target in targets)


def refuse_upsert(query: Any) -> None:
    """Raise FieldError for an insert that may put a sealed value or another owner in a row.

    The row that is met may belong to someone else, and its values would never open again.
    """
    if getattr(query, "on_conflict", None) is not OnConflict.UPDATE:
        return
    sealed = [field for field in query.get_meta().concrete_fields if hasattr(field, "agare")]
    kept = {field.attname for field in sealed} | {field.agare for field in sealed}
    for field in query.update_fields:
        if field.attname in kept:
            raise FieldError(f"{field.name} is sealed or its owner: change it with save().")


def refuse_alone(query: Any, field: Any) -> None:
    """Raise FieldError for an update of a value that leaves an index of it as it was."""
    written = {column.name for column, *_ in getattr(query, "values", ())}
    for column in query.get_meta().concrete_fields if written else ():
        if getattr(column, "of", None) == field.name and column.name not in written:
            raise FieldError(f"{field.name} is sealed and has an index: change it with save().")
