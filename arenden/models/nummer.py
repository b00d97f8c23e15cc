"""The sealed field of an identity number."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from arenden.rules.identitet import OgiltigtNummer, parse_nummer
from encryption.errors import SealError
from encryption.fields import SealedTextField

WRITTEN_LENGTH = len("20120126-2399")


class SealedNummerField(SealedTextField):
    """A personnummer or samordningsnummer: set in any common way, read as 20120126-2399.

    Sealed as its twelve digits. Anything that is not a valid number is refused, also by `save`.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": WRITTEN_LENGTH, **kwargs})

    def deconstruct(self) -> Any:
        """To the database it is any sealed text: what is a valid number is known by the code."""
        name, _, args, kwargs = super().deconstruct()
        return name, "encryption.fields.SealedTextField", args, kwargs

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        if not text:
            return text
        try:
            return str(parse_nummer(text, idag=timezone.localdate()))
        except OgiltigtNummer as fel:
            raise ValidationError(str(fel), "invalid") from fel

    def dump(self, value: Any) -> bytes:
        text = super().dump(value).decode()
        try:
            siffror = parse_nummer(text, idag=timezone.localdate()).siffror if text else ""
        except OgiltigtNummer as fel:
            raise SealError(f"{self.name} takes an identity number.") from fel
        return siffror.encode()

    def load(self, written: bytes) -> str:
        siffror = super().load(written)
        return f"{siffror[:8]}-{siffror[-4:]}" if siffror else ""
