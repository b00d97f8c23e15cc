"""Blind index: equality search on a value that is stored sealed, under keys that can be changed.

The key has versions. An index lies in one of two columns, odd versions in the first and even ones
in the second, so that while the key is changed a row can carry both (`encryption.indexrotation`).
"""

from typing import Any, NamedTuple

from django.db import connection, models
from django.db.models import Case, F, Value, When

from encryption.errors import SealError
from encryption.models import Indexversion
from encryption.nyckeltjanst import nyckeltjanst
from encryption.token import Opened, Pending

FIRST_VERSION = 1
SIZE = 32


class Indexpar(NamedTuple):
    """The indexes to look for in the first and in the second column."""

    udda: bytes
    jamn: bytes


def blind_index(value: str, *, purpose: str, version: int = FIRST_VERSION) -> bytes:
    """Return 32 bytes that are equal for equal values of one purpose (HMAC-SHA-256).

    The caller normalises first, and names the normaliser's version in the purpose. Only for
    values without a frequency signal (identity numbers), never for names.
    """
    key = purpose if version == FIRST_VERSION else f"{purpose} {version}"
    return nyckeltjanst().mac(key, value.encode())


def sought_indexes(value: str, *, purpose: str) -> Indexpar:
    """Return what to look for, in both columns at once: the version in use and the one after it.

    Right however far a change of key gets before the question is asked.
    """
    version = written_versions(purpose)[0]
    udda, jamn = sorted((version, version + 1), key=lambda number: number % 2 == 0)
    return Indexpar(
        blind_index(value, purpose=purpose, version=udda),
        blind_index(value, purpose=purpose, version=jamn),
    )


def written_versions(purpose: str) -> tuple[int, ...]:
    """Return the versions that a row carries if it is saved now."""
    state = Indexversion.objects.filter(syfte=purpose).first() or Indexversion()
    is_filling = state.lage == Indexversion.Lage.FYLLER
    return (state.version, state.version + 1) if is_filling else (state.version,)


def hold_versions(purpose: str) -> None:
    """Let no change of key take a step before this transaction has ended."""
    if not connection.in_atomic_block:
        raise SealError("A row with an index of a sealed value is saved in a transaction.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT encryption_index_delad(%s)", [purpose])


class BlindIndexField(models.BinaryField):
    """One of the two columns with the index of the sealed field `of` in the same row.

    Computed whenever that field is set and the row saved, so that the two never disagree.
    `within` names a column that is part of the value: equal only within the same nämnd.
    """

    def __init__(
        self,
        *args: Any,
        of: str = "",
        purpose: str = "",
        within: str = "",
        is_even: bool = False,
        **kwargs: Any,
    ) -> None:
        kwargs |= {"max_length": SIZE, "null": True, "editable": False}
        super().__init__(*args, **kwargs)
        self.of = of
        self.purpose = purpose
        self.within = within
        self.is_even = is_even

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for always_so in ("max_length", "null", "editable"):
            kwargs.pop(always_so, None)
        return name, path, args, kwargs

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        """Compute it already, so that uniqueness is checked of what will be written."""
        if model_instance is None or not self._is_set(model_instance):
            return value
        return self._computed(model_instance)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001
        if self._is_set(model_instance):
            hold_versions(self.purpose)
            setattr(model_instance, self.attname, self._computed(model_instance))
        elif not add:
            return self._kept(model_instance)
        return getattr(model_instance, self.attname)

    def _kept(self, instance: models.Model) -> Any:
        """What the row has is kept, since this copy may be old; unless its value is taken away."""
        if instance.__dict__.get(self.of, self) is not None:
            return F(self.attname)
        has_none = When(**{f"{self.of}__isnull": True}, then=F(self.attname))
        return Case(has_none, default=Value(None, output_field=self))

    def _is_set(self, instance: models.Model) -> bool:
        return isinstance(instance.__dict__.get(self.of), Opened | Pending)

    def _computed(self, instance: models.Model) -> bytes | None:
        for version in written_versions(self.purpose):
            if (version % 2 == 0) is self.is_even:
                return self.index_of(instance, version)
        return None

    def index_of(self, instance: models.Model, version: int) -> bytes | None:
        """Return the index of the row's value under one version; None for an empty value."""
        field: Any = instance._meta.get_field(self.of)
        value = field.dump(getattr(instance, self.of)).decode()
        if not value:
            return None
        whole = f"{getattr(instance, self.within)}:{value}" if self.within else value
        return blind_index(whole, purpose=self.purpose, version=version)
