"""Keeps Django from opening every sealed value of an instance where none needs to be read."""

import functools
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models
from django.db.models import Value

from encryption.token import Opaque, Sealed, verbatim


@contextmanager
def reading_verbatim() -> Iterator[None]:
    """Let sealed attributes hand over their tokens inside the block."""
    token = verbatim.set(True)
    try:
        yield
    finally:
        verbatim.reset(token)


def keep_sealed(model: type[models.Model]) -> None:
    """Adapt the model's methods that read all attributes alike; done once per method."""
    for name, adapt in ADAPTED.items():
        method = getattr(model, name)
        if not getattr(method, "keeps_sealed", False):
            adapted: Any = functools.wraps(method)(adapt(method))
            adapted.keeps_sealed = True
            setattr(model, name, adapted)


def _sealed_fields(instance: models.Model) -> list[Any]:
    return [field for field in instance._meta.concrete_fields if hasattr(field, "agare")]


def _refreshing(method: Callable[..., Any]) -> Callable[..., Any]:
    def refresh_from_db(self: models.Model, *args: Any, **kwargs: Any) -> None:
        with reading_verbatim():
            method(self, *args, **kwargs)

    return refresh_from_db


def _cleaning(method: Callable[..., Any]) -> Callable[..., Any]:
    def clean_fields(self: models.Model, exclude: Any = None) -> None:
        """Validate what was set; a value still as it was loaded is valid already."""
        untouched = {
            field.name
            for field in _sealed_fields(self)
            if type(self.__dict__.get(field.attname)) is Sealed
        }
        method(self, exclude=set(exclude or ()) | untouched)

    return clean_fields


def _constraining(method: Callable[..., Any]) -> Callable[..., Any]:
    def _get_field_expression_map(
        self: models.Model, meta: Any, exclude: Any = None
    ) -> dict[str, Any]:
        """A constraint may ask of a sealed value only whether it is there."""
        excluded = set(exclude or ())
        fields = [field for field in _sealed_fields(self) if field.name not in excluded]
        expressions: dict[str, Any] = method(
            self, meta, exclude=excluded | {field.name for field in fields}
        )
        for field in fields:
            is_present = isinstance(self.__dict__.get(field.attname), Opaque)
            expressions[field.name] = Value(Sealed(b"") if is_present else None, field)
        return expressions

    return _get_field_expression_map


def _saving(method: Callable[..., Any]) -> Callable[..., Any]:
    def save_base(
        self: models.Model, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any
    ) -> None:
        """A value that is saved takes its indexes with it."""
        if update_fields is not None:
            columns = self._meta.concrete_fields
            named = frozenset(update_fields)
            update_fields = named | {f.name for f in columns if getattr(f, "of", None) in named}
        method(self, *args, update_fields=update_fields, **kwargs)

    return save_base


ADAPTED: dict[str, Callable[[Callable[..., Any]], Callable[..., Any]]] = {
    "refresh_from_db": _refreshing,
    "clean_fields": _cleaning,
    "_get_field_expression_map": _constraining,
    "save_base": _saving,
}
