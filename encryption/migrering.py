"""Many operations in one step of a migration."""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations.base import Operation


class InOneStep(Operation):
    """Does its operations in order; the models are put together once, not anew after each.

    With three hundred models that point at each other, Django otherwise spends minutes on it. Each
    operation sees the models as they are before and after the whole step, so none may build on
    another's change of the same column.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, *operations: Operation) -> None:
        self.operations = operations

    def deconstruct(self) -> Any:
        return (type(self).__name__, list(self.operations), {})

    def state_forwards(self, app_label: str, state: Any) -> None:
        vars(state).pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, editor: Any, before: Any, after: Any) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, editor, before, after)

    def database_backwards(self, app_label: str, editor: Any, before: Any, after: Any) -> None:
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, editor, before, after)

    def describe(self) -> str:
        return f"{len(self.operations)} operations in one step"
