# ruff: noqa: ARG002, FBT001, FBT002 -- the signatures are Django's
"""What all sealed fields share: sealed in the database, opened when the attribute is read."""

from functools import cached_property
from typing import Any
from uuid import UUID

from django.core import checks
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.expressions import Col

from encryption import plaintext
from encryption.blob import column_context, seal, unseal
from encryption.checks import check_sealed_field
from encryption.errors import SealError, cannot_open
from encryption.instances import keep_sealed
from encryption.opened import note_opening
from encryption.query import SealedCol, SealedIsNull, refuse_alone, refuse_upsert
from encryption.token import Opaque, Opened, Pending, Sealed, verbatim


class SealedAttribute:
    """Opens the value when it is read. A data descriptor, so that instances cannot shadow it."""

    __slots__ = ("attname", "field")

    def __init__(self, field: "SealedField") -> None:
        self.field = field
        self.attname = field.attname

    def __get__(self, instance: models.Model | None, owner: Any = None) -> Any:
        if instance is None:
            return self
        try:
            held = instance.__dict__[self.attname]
        except KeyError:
            held = self._load(instance)
        if held is None:
            return None
        if verbatim.get():
            return Sealed(held.blob) if type(held) is Opened else held
        if type(held) is Pending:
            return held.value
        return self.field.opened(instance, held).value

    def __set__(self, instance: models.Model, value: Any) -> None:
        if type(value) is Sealed or value is None or isinstance(value, Opaque):
            instance.__dict__[self.attname] = value
            return
        held = instance.__dict__.get(self.attname)
        if not (isinstance(held, Opened) and self.field.is_written(value, held)):
            instance.__dict__[self.attname] = Pending(value)

    def _load(self, instance: models.Model) -> Sealed | None:
        """Fetch the token of a deferred column."""
        rows = type(instance)._base_manager.using(instance._state.db).filter(pk=instance.pk)
        held: Sealed | None = rows.values_list(self.attname, flat=True).get()
        instance.__dict__[self.attname] = held
        return held


class SealedField(models.Field):
    """Base of the sealed fields.

    `agare` names the column of the row that holds the UUID of the key's owner. A value is bound to
    its column, row and owner: moved anywhere else it does not open.
    """

    descriptor_class = SealedAttribute
    empty_strings_allowed = False
    tag: bytes

    def __init__(self, *args: Any, agare: str = "akt_id", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agare = agare
        self.serialize = False
        self.base_model: type[models.Model] | None = None

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for state_of_the_code in ("choices", "default", "max_length", "serialize", "validators"):
            kwargs.pop(state_of_the_code, None)
        if self.agare != "akt_id":
            kwargs["agare"] = self.agare
        return name, path, args, kwargs

    def contribute_to_class(
        self, cls: type[models.Model], name: str, private_only: bool = False
    ) -> None:
        super().contribute_to_class(cls, name, private_only=private_only)
        keep_sealed(cls)

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        return [*super().check(**kwargs), *check_sealed_field(self)]

    # The column and what may be asked of it

    def get_internal_type(self) -> str:
        return "BinaryField"

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:
        if hasattr(value, "as_sql"):
            raise FieldError(f"{self.name} is sealed: no expression can be written to it.")
        refuse_upsert(compiler.query)
        refuse_alone(compiler.query, self)
        return "%s"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None:
            return None
        if not isinstance(value, Sealed):
            raise SealError(f"{self.name} is sealed: write it with save() or bulk_create().")
        return value.blob

    def from_db_value(
        self, value: bytes | str | None, expression: Any, connection: Any
    ) -> Sealed | None:
        return None if value is None else Sealed(value)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is sealed and cannot be searched.")
        return SealedIsNull

    def get_transform(self, lookup_name: str) -> Any:
        raise FieldError(f"{self.name} is sealed and cannot be searched.")

    def get_col(self, alias: Any, output_field: Any = None) -> Col:
        return SealedCol(alias, self, output_field)

    # Sealing and opening

    @cached_property
    def _place(self) -> tuple[bytes, str, str]:
        """Context of the column, its name for the log, and the attribute with the row's key."""
        model = self.base_model or self.model
        column = column_context(model._meta.label, self.name)
        return column, f"{model._meta.label}.{self.name}", model._meta.pk.attname

    def opened(self, instance: models.Model, held: Sealed) -> Opened:
        """Return the value of a token on its instance, opened now unless it already is."""
        column, label, pk_name = self._place
        values = instance.__dict__
        pk = values.get(pk_name) or getattr(instance, pk_name)
        owner_id = values.get(self.agare) or getattr(instance, self.agare)
        if type(held) is Opened and held.pk == pk and held.owner_id == owner_id:
            return held
        if not (isinstance(pk, UUID) and isinstance(owner_id, UUID)):
            raise cannot_open()
        blob = held.blob
        written = plaintext.decode(self.tag, unseal(blob, column, pk, owner_id))
        note_opening(owner_id, label)
        values[self.attname] = opened = Opened(blob, self.load(written), written, pk, owner_id)
        return opened

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed | None:
        """Seal what was set; hand back untouched what was not."""
        held = model_instance.__dict__.get(self.attname)
        if held is None:
            return None
        if isinstance(held, Sealed):
            if type(held) is Opened or (add and self.base_model is None):
                held = self.opened(model_instance, held)
            if not isinstance(held, Opened) or self.is_written(held.value, held):
                return held
        return self._sealed(model_instance, held.value)

    def _sealed(self, instance: models.Model, value: Any) -> Opened:
        column, label, pk_name = self._place
        pk, owner_id = getattr(instance, pk_name), getattr(instance, self.agare)
        if not isinstance(pk, UUID) or not isinstance(owner_id, UUID):
            raise SealError(f"{label} needs a UUID in {pk_name} and {self.agare} to be sealed.")
        written = self.dump(value)
        blob = seal(plaintext.encode(self.tag, written), column, pk, owner_id)
        sealed = Opened(blob, self.load(written), written, pk, owner_id)
        instance.__dict__[self.attname] = sealed
        return sealed

    # What the kinds of fields answer for themselves

    def dump(self, value: Any) -> bytes:
        """Return the bytes to seal, or raise SealError if the value is of another type."""
        raise NotImplementedError

    def load(self, written: bytes) -> Any:
        """Return the value that `dump` wrote."""
        raise NotImplementedError

    def is_written(self, value: Any, held: Opened) -> bool:
        """Tell whether a value is the one already sealed."""
        return type(value) is type(held.value) and value == held.value
