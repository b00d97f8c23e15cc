"""Model fields whose values are sealed in the database: text, choice, date and JSON."""

import datetime as dt
import json
from functools import cached_property
from typing import Any

from django import forms
from django.core import checks
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.dateparse import parse_date

from encryption import plaintext
from encryption.errors import SealError
from encryption.sealed import SealedField
from encryption.token import Opened

__all__ = [
    "SealedChoiceField",
    "SealedDateField",
    "SealedField",
    "SealedJSONField",
    "SealedTextField",
]

LONG_TEXT = 255


class SealedTextField(SealedField):
    """Sealed text. '' is sealed too; only None is NULL. `max_length` counts characters."""

    tag = plaintext.TEXT

    @cached_property
    def validators(self) -> list[Any]:
        limit = [] if self.max_length is None else [MaxLengthValidator(self.max_length)]
        return [*super().validators, *limit]

    def get_default(self) -> Any:
        return "" if not self.null and not self.has_default() else super().get_default()

    def to_python(self, value: Any) -> str | None:
        return value if value is None or isinstance(value, str) else str(value)

    def formfield(self, **kwargs: Any) -> Any:
        defaults: dict[str, Any] = {"form_class": forms.CharField, "max_length": self.max_length}
        if self.null:
            defaults["empty_value"] = None
        if self.choices is None and (self.max_length is None or self.max_length > LONG_TEXT):
            defaults["widget"] = forms.Textarea
        return super().formfield(**{**defaults, **kwargs})

    def dump(self, value: Any) -> bytes:
        if not isinstance(value, str):
            raise SealError(f"{self.name} takes text.")
        return value.encode()

    def load(self, written: bytes) -> str:
        return written.decode()


class SealedChoiceField(SealedTextField):
    """Sealed code out of `choices`; every code takes the same room, so its length tells nothing."""

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        return [*super().check(**kwargs), *self._check_room()]

    def _check_room(self) -> list[checks.CheckMessage]:
        room = plaintext.STEP - plaintext.HEAD
        if all(len(str(code).encode()) <= room for code, _ in self.flatchoices):
            return []
        return [
            checks.Error(f"A code is longer than {room} bytes.", obj=self, id="encryption.E004")
        ]


class SealedDateField(SealedField):
    """Sealed date."""

    tag = plaintext.DATE

    def to_python(self, value: Any) -> dt.date | None:
        if isinstance(value, dt.datetime):
            return value.date()
        if value is None or isinstance(value, dt.date):
            return value
        try:
            parsed = parse_date(value)
        except ValueError:
            parsed = None
        if parsed is None:
            raise ValidationError("Ange ett datum som finns, till exempel 2026-03-01.", "invalid")
        return parsed

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": forms.DateField, **kwargs})

    def dump(self, value: Any) -> bytes:
        if type(value) is not dt.date:
            raise SealError(f"{self.name} takes a date.")
        return value.isoformat().encode()

    def load(self, written: bytes) -> dt.date:
        return dt.date.fromisoformat(written.decode())


class SealedJSONField(SealedField):
    """Sealed JSON value, written in one canonical form."""

    tag = plaintext.JSON

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        try:
            self.dump(value)
        except SealError as error:
            raise ValidationError("Värdet kan inte sparas som JSON.", "invalid") from error

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": forms.JSONField, **kwargs})

    def dump(self, value: Any) -> bytes:
        try:
            return json.dumps(
                value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
            ).encode()
        except (TypeError, ValueError) as error:
            raise SealError(f"{self.name} takes a JSON value.") from error

    def load(self, written: bytes) -> Any:
        return json.loads(written)

    def is_written(self, value: Any, held: Opened) -> bool:
        """Compare the written form: a list may have been changed in place."""
        return self.dump(value) == held.written
