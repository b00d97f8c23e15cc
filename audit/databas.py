"""Holds every compared row, and its history, against what the log says was last written of it.

The newest entry about a row has its digest. A row that is another, an older one put back, one that
is gone or one that no entry knows was changed past the application. What the log itself says of
rows that went or got other bytes (gallring, drafts, new keys, emptied history) is followed.

One moment is looked at. Rows, history and traces stream side by side in the order of the keys.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from audit.andring import stored_form
from audit.minne import PAGE, Spar, gather_traces, traces_of
from audit.sidospar import find_changes, find_disarmed
from audit.spar import (
    content_fields,
    digest_of_content,
    digest_of_history,
    history_model,
    is_compared,
)

MOST_BREACHES = 1_000
SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"

Modell = type[models.Model]


@dataclass(frozen=True)
class Rad:
    """A row that stands, live or of history: its values and digests, as hexadecimal bytes."""

    pk: Any
    varden: Mapping[str, Any]
    innehall: bytes
    avtryck: bytes
    """Of a history row, with when and by whom; else the same as of the content."""


@dataclass
class Objekt:
    """Everything that is known of one row of a model, each list in its order."""

    nyckel: str
    spar: list[Spar] = field(default_factory=list)
    rader: list[Rad] = field(default_factory=list)
    historik: list[Rad] = field(default_factory=list)

    @property
    def lage(self) -> str:
        return self.spar[-1].lage if self.spar else ""


def compare_database(most: int = MOST_BREACHES) -> list[str]:
    """Say in Swedish where the tables are not what the log says; at most so many sentences.

    Opens its own transaction. For a role that sees every row.
    """
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute(SNAPSHOT)
        return list(islice(_breaches(), most))


def compared_models() -> list[Modell]:
    return [model for model in apps.get_models() if is_compared(model)]


def _breaches() -> Iterator[str]:
    yield from find_disarmed()
    yield from find_changes()
    compared = compared_models()
    gather_traces([model._meta.label for model in compared])
    for model in compared:
        for objekt in _objects(model):
            yield from _judge_row(model, objekt)
            yield from _judge_history(model, objekt)


# Side by side


def _objects(model: Modell) -> Iterator[Objekt]:
    history = history_model(model)
    streams: dict[str, Iterator[tuple[str, Any]]] = {
        "spar": ((spar.objekt, spar) for spar in traces_of(model)),
        "rader": _rows(model, model._meta.pk.attname, _live),
        "historik": _rows(history, model._meta.pk.attname, _shadow) if history else iter(()),
    }
    heads = {name: next(stream, None) for name, stream in streams.items()}
    while waiting := [head[0] for head in heads.values() if head]:
        objekt = Objekt(min(waiting))
        for name, stream in streams.items():
            while (head := heads[name]) and head[0] == objekt.nyckel:
                getattr(objekt, name).append(head[1])
                heads[name] = next(stream, None)
        yield objekt


def _rows(
    model: Modell, key: str, read: Callable[[Modell, Mapping[str, Any]], Rad]
) -> Iterator[tuple[str, Rad]]:
    """The rows of a table with the key of the object that each is or was of."""
    names = [column.attname for column in model._meta.concrete_fields]
    rows = model._base_manager.order_by(key, "pk").values_list(*names)
    for row in rows.iterator(chunk_size=PAGE):
        values = dict(zip(names, row, strict=True))
        yield str(values[key]), read(model, values)


def _live(model: Modell, values: Mapping[str, Any]) -> Rad:
    digest = digest_of_content(model, values).hex().encode()
    return Rad(values[model._meta.pk.attname], values, digest, digest)


def _shadow(model: Any, values: Mapping[str, Any]) -> Rad:
    content = digest_of_content(model.instance_type, values)
    event = digest_of_history(model, values, content)
    return Rad(values[model._meta.pk.attname], values, content.hex().encode(), event.hex().encode())


# What is wrong with an object


def _judge_row(model: Modell, objekt: Objekt) -> Iterator[str]:
    """The row that stands, or does not, against the newest entry about it."""
    name = f"Raden {objekt.nyckel} i {model._meta.db_table}"
    known = [spar for spar in objekt.spar if spar.rad]
    if not objekt.rader:
        if objekt.lage == "kvar":
            with_history = history_model(model) is not None and not objekt.historik
            how = " tillsammans med sin historik" if with_history else ""
            yield f"{name} är borttagen utanför systemet{how}."
    elif objekt.lage in {"borttagen", "gallrad"}:
        yield f"{name} finns, fast loggen säger att den togs bort."
    elif not known:
        yield f"{name} finns inte i loggen."
    elif (rad := objekt.rader[0]).innehall != known[-1].rad:
        if any(spar.rad == rad.innehall for spar in known):
            yield f"{name} har satts tillbaka till en äldre version."
        else:
            yield f"{name} är inte den som loggen minns{_differing(model, objekt, known[-1])}."


def _judge_history(model: Modell, objekt: Objekt) -> Iterator[str]:
    """Each history row against the entry that wrote it, and each entry against its history row.

    An edited row is told of once, and not as missing too.
    """
    history = history_model(model)
    if history is None:
        return
    table = history._meta.db_table
    known = {spar.historik for spar in objekt.spar}
    standing = {rad.avtryck for rad in objekt.historik}
    edited = [rad for rad in objekt.historik if rad.avtryck not in known]
    for rad in edited:
        yield f"Historikraden {rad.pk} i {table} är inte den som loggen minns."
    if objekt.lage == "gallrad" or (objekt.lage == "kvar" and not (objekt.rader or standing)):
        return
    missing = [spar for spar in objekt.spar if spar.historik and spar.historik not in standing]
    for spar in missing[len(edited) :]:
        yield f"Historikraden som händelse {spar.id} skrev i {table} finns inte kvar."


def _differing(model: Modell, objekt: Objekt, newest: Spar) -> str:
    """The fields that differ, where the history still has the row that the log remembers."""
    rad = objekt.rader[0]
    for shadow in reversed(objekt.historik):
        if shadow.innehall == newest.rad:
            return f" ({', '.join(_names(content_fields(model), rad.varden, shadow.varden))})"
    return ""


def _names(
    fields: Iterable[models.Field], one: Mapping[str, Any], other: Mapping[str, Any]
) -> list[str]:
    return [
        field.name
        for field in fields
        if stored_form(field, one[field.attname]) != stored_form(field, other[field.attname])
    ]
