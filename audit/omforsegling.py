"""What the log says when a history row gets other bytes, and its digest with them.

A change's entry holds the digest of the history row that it wrote. When the row is sealed anew with
another key, or a protected person's addresses are taken out of it, an entry in the same transaction
says which digest it had and which it has now, so that every row that stands can still be shown to
be what was once written.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from audit import log
from audit.models import Logghandelse
from audit.spar import row_digest
from audit.verb import Verb
from encryption.fields import SealedField

PAGE = 2_000


@contextmanager
def note_resealing(model: type[models.Model], pks: Sequence[Any]) -> Iterator[None]:
    """Leave in the log what the digests of history rows were before the block and are after it."""
    if not hasattr(model, "instance_type"):
        yield
        return
    before = _digests(model, pks)
    yield
    after = _digests(model, pks)
    changed: defaultdict[Any, list[list[str]]] = defaultdict(list)
    for pk, (owner_id, digest) in before.items():
        changed[owner_id].append([digest, after[pk][1]])
    for owner_id, digests in changed.items():
        log.record_rewritten(
            actor=None,
            verb=Verb.KEYS_RESEAL,
            akt_id=owner_id,
            tabell=model._meta.db_table,
            digests=digests,
        )


@contextmanager
def note_emptying(
    rows: models.QuerySet[Any], *, akt_id: UUID, actor: log.Aktor, verb: Verb
) -> Iterator[None]:
    """The same for history rows of an akt that the block takes something out of for good."""
    before = {row.pk: row_digest(row).hex() for row in rows.all()}
    yield
    after = {row.pk: row_digest(row).hex() for row in rows.all()}
    digests = [[digest, after[pk]] for pk, digest in before.items() if after[pk] != digest]
    if digests:
        log.record_rewritten(
            actor=actor,
            verb=verb,
            akt_id=akt_id,
            tabell=rows.model._meta.db_table,
            digests=digests,
        )


def unexplained_history() -> list[str]:
    """Names the history rows that are not what the log says was written, as Swedish sentences.

    A row whose digest the log does not know was edited, or made outside the application.
    """
    known = _known_digests()
    return [
        f"Historikraden {row.pk} i {model._meta.db_table} är inte den som loggen minns."
        for model in apps.get_models()
        if hasattr(model, "instance_type")
        for row in model._base_manager.order_by("pk").iterator(chunk_size=PAGE)
        if row_digest(row).hex() not in known
    ]


def _known_digests() -> set[str]:
    """Every digest that a history row may have now."""
    known: set[str] = set()
    told = Logghandelse.objects.order_by("pk").values_list("kropp", flat=True)
    for kropp in told.iterator(chunk_size=PAGE):
        ovrigt = json.loads(bytes(kropp))["ovrigt"]
        if digest := ovrigt.get("historik"):
            known.add(digest)
        for old, new in ovrigt.get("omforseglat", ()):
            if old in known:  # a row that was not explained before does not become so
                known.remove(old)
                known.add(new)
    return known


def _digests(model: type[models.Model], pks: Sequence[Any]) -> dict[Any, tuple[Any, str]]:
    """Owner and digest of each row."""
    owner = next(f.agare for f in model._meta.concrete_fields if isinstance(f, SealedField))
    rows = model._base_manager.filter(pk__in=pks)
    return {row.pk: (getattr(row, owner), row_digest(row).hex()) for row in rows}
