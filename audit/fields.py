"""The transaction number of PostgreSQL as a column that the database fills in."""

from typing import Any

from django.db import models
from django.db.models.expressions import Func


class TxidField(models.Field):
    """PostgreSQL's xid8: the 64-bit number of the transaction that wrote the row, as an int."""

    db_returning = True

    def db_type(self, connection: Any) -> str:  # noqa: ARG002
        return "xid8"

    def from_db_value(self, value: str | None, *_: Any) -> int | None:
        return None if value is None else int(value)

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return str(value) if isinstance(value, int) else value


class CurrentTxid(Func):
    function = "pg_current_xact_id"
    arity = 0
    output_field = TxidField()
