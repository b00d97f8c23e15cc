"""What the log says when rows get other bytes by themselves, and their digests with them.

A change's entry holds the digests of the row and of the history row that it wrote. When they are
sealed anew with another key, or a protected person's addresses are taken out of the history, an
entry in the same transaction says which digest each had and which it has now, so that every row
that stands can still be shown to be what was once written.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import models

from audit import log
from audit.spar import content_digest, row_digest
from audit.verb import Verb
from encryption.fields import SealedField


@contextmanager
def note_resealing(model: type[models.Model], pks: Sequence[Any]) -> Iterator[None]:
    """Leave in the log what the digests of rows were before the block and are after it."""
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


def _digests(model: type[models.Model], pks: Sequence[Any]) -> dict[Any, tuple[Any, str]]:
    """Owner and digest of each row."""
    owner = next(f.agare for f in model._meta.concrete_fields if isinstance(f, SealedField))
    digest = row_digest if hasattr(model, "instance_type") else content_digest
    rows = model._base_manager.filter(pk__in=pks)
    return {row.pk: (getattr(row, owner), digest(row).hex()) for row in rows}
