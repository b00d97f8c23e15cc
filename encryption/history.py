"""History whose rows hold the same sealed bytes as the row they are of."""

from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords

from encryption.fields import SealedField
from encryption.index import BlindIndexField
from encryption.instances import reading_verbatim


class SealedHistoricalRecords(HistoricalRecords):
    """HistoricalRecords that copies sealed values as they are and opens none.

    A history row's values open under the model, row and owner they were sealed for.
    """

    def fields_included(self, model: type[models.Model]) -> list[models.Field]:
        """Leave out indexes: they are for looking up what is now, under today's key."""
        fields = super().fields_included(model)
        return [field for field in fields if not isinstance(field, BlindIndexField)]

    def copy_fields(self, model: type[models.Model]) -> dict[str, models.Field]:
        fields: dict[str, models.Field] = super().copy_fields(model)
        for field in fields.values():
            if isinstance(field, SealedField):
                field.base_model = model._meta.get_field(field.name).model
                field.__dict__.pop("_place", None)
        return fields

    def create_historical_record(
        self, instance: models.Model, history_type: str, using: str | None = None
    ) -> Any:
        with reading_verbatim():
            return super().create_historical_record(instance, history_type, using=using)
