"""Every row that belongs to an akt, or to some ärenden of it, wherever it stands.

Found by asking the models: whatever points at a row that goes goes too, by foreign key or by an id
that is only written down (a grant, a declared jäv). History goes with the row it is of. A model
says with `foljer_med` which rows it alone owns in tables of others, and with `gallras_inte` that
its rows stay to tell what was done.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models

from arenden.models import Arende, Personakt
from audit.spar import is_compared

Modell = type[models.Model]
Rader = dict[Modell, set[Any]]

STAYS = {"audit", "encryption"}
"""The log tells for ever what was done; keys are destroyed by their own function."""


class HandlingIAnnanAkt(Exception):
    """A row of another akt, or of an ärende that stays, points at what was to go."""


def rows_of_akt(akt_id: UUID) -> Rader:
    """Primary keys of every row of the akt, by model; the akt itself among them."""
    rader = _closure({Personakt: {akt_id}})
    _require_all_of(rader, "akt_id", {akt_id})
    return rader


def rows_of_arenden(akt_id: UUID, arenden: Iterable[UUID]) -> Rader:
    """Primary keys of every row of some ärenden. Raises HandlingIAnnanAkt."""
    ids = set(arenden)
    rader = _closure({Arende: ids})
    _require_all_of(rader, "akt_id", {akt_id})
    _require_all_of(rader, "arende_id", ids)
    return rader


def owners_of_keys(rader: Rader) -> set[UUID]:
    """Whose keys sealed these rows: the akt's, a compartment's, a team's, a register's."""
    owners: set[UUID] = set()
    for model, pks in rader.items():
        for column in {str(getattr(field, "agare", "")) for field in model._meta.concrete_fields}:
            if not column:
                continue
            rows = model._base_manager.filter(pk__in=pks).exclude(**{column: None})
            owners |= set(rows.values_list(column, flat=True).distinct())
    return owners


def no_longer_named(owners: set[UUID]) -> list[UUID]:
    """Those that no row is or names any more, so that nobody is left to open with their keys."""
    named: set[UUID] = set()
    for model in _models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.UUIDField):
                rows = model._base_manager.filter(**{f"{field.attname}__in": owners})
                named |= set(rows.values_list(field.attname, flat=True).distinct())
    return sorted(owners - named)


def compared_rows(rader: Rader) -> Rader:
    """Those that the log keeps the digests of, with those whose history alone is left."""
    compared: Rader = defaultdict(set)
    for model, pks in rader.items():
        base = getattr(model, "instance_type", model)
        if not is_compared(base):
            continue
        key = base._meta.pk.attname
        compared[base] |= set(
            model._base_manager.filter(pk__in=pks).values_list(key, flat=True).distinct()
        )
    return dict(compared)


def delete_rows(rader: Rader) -> dict[str, int]:
    """Delete the rows and return how many went, by table. For the worker's role.

    Foreign keys are checked when all of them are gone. Raises IntegrityError if one still points
    here.
    """
    antal = {
        model._meta.db_table: model._base_manager.filter(pk__in=pks)._raw_delete("default")
        for model, pks in rader.items()
    }
    connection.check_constraints()
    return {tabell: antal[tabell] for tabell in sorted(antal) if antal[tabell]}


def count_documents(rader: Rader) -> Counter[str]:
    """How many documents of each kind there are, in words; history and links are not counted."""
    return Counter(
        {
            str(model._meta.verbose_name_plural): len(pks)
            for model, pks in rader.items()
            if pks and hasattr(model, "radskydd") and not _is_shadow(model)
        }
    )


def count_documents_of(arenden: Iterable[UUID]) -> Counter[str]:
    return count_documents(_closure({Arende: set(arenden)}))


def _closure(start: Rader) -> Rader:
    found: Rader = defaultdict(set)
    new = start
    while new:
        nasta: Rader = defaultdict(set)
        for model, pks in new.items():
            found[model] |= pks
        for model, pks in new.items():
            for other, others in _pointing_at(model, pks):
                nasta[other] |= others
        loose = {pk for pks in new.values() for pk in pks if isinstance(pk, UUID)}
        for other, others in _naming(loose):
            nasta[other] |= others
        new = {model: pks - found[model] for model, pks in nasta.items() if pks - found[model]}
    return dict(found)


def _pointing_at(model: Modell, pks: set[Any]) -> Iterator[tuple[Modell, set[Any]]]:
    for other in _models():
        for field in other._meta.concrete_fields:
            if field.is_relation and _concrete(field.related_model) is model:
                yield other, _pks(other, field.attname, pks)
        if _concrete(getattr(other, "instance_type", None)) is model:
            yield other, _pks(other, model._meta.pk.attname, pks)
    for name in getattr(model, "foljer_med", ()):
        rows = model._base_manager.filter(pk__in=pks).values_list(name, flat=True)
        yield _concrete(model._meta.get_field(name).related_model), set(rows)


def _naming(ids: set[UUID]) -> Iterator[tuple[Modell, set[Any]]]:
    """Rows where an id is written down without a foreign key."""
    for other in _models():
        for field in other._meta.concrete_fields:
            if isinstance(field, models.UUIDField) and not field.primary_key:
                yield other, _pks(other, field.attname, ids)


def _models() -> Iterator[Modell]:
    for model in apps.get_models(include_auto_created=True):
        options = model._meta
        if options.proxy or not options.managed or options.app_label in STAYS:
            continue
        if not getattr(model, "gallras_inte", False):
            yield model


def _pks(model: Modell, column: str, values: set[Any]) -> set[Any]:
    rows = model._base_manager.filter(**{f"{column}__in": values})
    return set(rows.values_list("pk", flat=True)) if values else set()


def _require_all_of(rader: Rader, column: str, allowed: set[UUID]) -> None:
    for model, pks in rader.items():
        if column not in {field.attname for field in model._meta.concrete_fields}:
            continue
        rows = model._base_manager.filter(pk__in=pks).exclude(**{f"{column}__in": allowed})
        if rows.exclude(**{column: None}).exists():
            raise HandlingIAnnanAkt(
                f"En handling i ett annat sammanhang ({model._meta.verbose_name}) hör ihop med "
                "det som skulle gallras."
            )


def _concrete(model: Any) -> Any:
    return model._meta.concrete_model if hasattr(model, "_meta") else None


def _is_shadow(model: Modell) -> bool:
    return hasattr(model, "instance_type") or bool(model._meta.auto_created)
