"""Many tables in one step of a migration."""

from __future__ import annotations

from typing import Any

from django.db.migrations import CreateModel
from django.db.migrations.operations.base import Operation


class CreateTables(Operation):
    """Creates its tables in order; the models are put together once, not anew after each.

    With two hundred models that point at each other, Django otherwise spends a minute on it.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, *models: CreateModel) -> None:
        self.models = models

    def deconstruct(self) -> Any:
        return (type(self).__name__, list(self.models), {})

    def state_forwards(self, app_label: str, state: Any) -> None:
        vars(state).pop("apps", None)
        for model in self.models:
            model.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, editor: Any, before: Any, after: Any) -> None:
        for model in self.models:
            model.database_forwards(app_label, editor, before, after)

    def database_backwards(self, app_label: str, editor: Any, before: Any, after: Any) -> None:
        for model in reversed(self.models):
            model.database_backwards(app_label, editor, before, after)

    def describe(self) -> str:
        return f"Create {len(self.models)} tables"
