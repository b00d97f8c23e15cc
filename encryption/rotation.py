"""Rotation: new keys for what is sealed, while everybody goes on reading and writing.

A root's turn: a new epoch, and every data key is wrapped anew under it; no sealed value is touched.
A data key's turn: the owner gets a new version, which writers take up as their caches let go of the
old; every value sealed with an older version is opened and sealed anew; the old is destroyed when
nothing is sealed with it and nobody can hold it any longer. Each step leaves in the database all
that the next needs, so that a run that was killed is simply run again.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import timedelta
from time import sleep
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction
from django.db.models import Count, Max, QuerySet
from django.db.models.functions import Now

from encryption.blob import current_header, reseal
from encryption.errors import SealError
from encryption.keys import ABSOLUTE_SECONDS, add_version, reload_keys
from encryption.models import Datanyckel, Nyckelepok, Nyckelrotation
from encryption.nyckeltjanst import Epok, Inslagen, nyckeltjanst
from encryption.tabeller import Tabell, sealed_tables

BATCH = 500
OWNERS = 100
"""How many owners are resealed together; well within the cache of opened keys."""
SETTLED = timedelta(seconds=ABSOLUTE_SECONDS + 5 * 60)
"""After this long no process holds a copy of the keys, or of a row, from before the new version."""
TRIES, PAUSE = 20, 0.1

Around = Callable[[type[models.Model], Sequence[Any]], AbstractContextManager[None]]
"""What wraps the resealing of some rows of a model, in the same transaction."""


REWRAPPED = """
UPDATE nycklar.datanyckel d SET epok = %s, inslagen = n.inslagen
FROM unnest(%s::bigint[], %s::bytea[]) n(id, inslagen) WHERE d.id = n.id
"""


# The root's turn


def new_epoch() -> Nyckelepok:
    """Begin an epoch under the newest generation of the root."""
    newest = Nyckelepok.objects.aggregate(Max("nummer"))["nummer__max"] or 0
    generation = nyckeltjanst().generations()[-1]
    return Nyckelepok.objects.create(nummer=newest + 1, generation=generation)


def older_epochs() -> QuerySet[Datanyckel]:
    """The data keys that still are wrapped under another epoch than the newest."""
    return Datanyckel.objects.exclude(epok=Nyckelepok.objects.latest("nummer"))


def rewrap(batch: int = 1000) -> Iterator[int]:
    """Wrap every data key under the newest epoch; gives the number done after each batch."""
    newest = Nyckelepok.objects.latest("nummer")
    generations = dict(Nyckelepok.objects.values_list("nummer", "generation"))
    while done := _rewrap_batch(newest, generations, batch):
        yield done


@transaction.atomic
def _rewrap_batch(newest: Nyckelepok, generations: dict[int, int], batch: int) -> int:
    rows = list(older_epochs().select_for_update(skip_locked=True).order_by("pk")[:batch])
    keys = [
        Inslagen(
            row.agare_id,
            row.version,
            row.epok_id,
            generations[row.epok_id],
            bytes(row.inslagen),
        )
        for row in rows
    ]
    if keys:
        blobs = nyckeltjanst().rewrap(keys, Epok(newest.nummer, newest.generation))
        with connection.cursor() as cursor:
            cursor.execute(REWRAPPED, [newest.nummer, [row.pk for row in rows], blobs])
    return len(rows)


# The data keys' turn


def current_rotation() -> Nyckelrotation:
    """The unfinished run over every owner, begun now if there is none."""
    unfinished = Nyckelrotation.objects.filter(klar__isnull=True).first()
    return unfinished or Nyckelrotation.objects.create()


def owners_left(rotation: Nyckelrotation) -> QuerySet[Datanyckel, UUID]:
    """The owners whose only key is from before the run; one in between has to come out first."""
    rotation.refresh_from_db()
    return (
        Datanyckel.objects.values_list("agare_id", flat=True)
        .annotate(newest=Max("skapad"), versions=Count("version"))
        .filter(newest__lt=rotation.startad, versions=1)
        .order_by("agare_id")
    )


def owners_between() -> QuerySet[Datanyckel, UUID]:
    """The owners who have an older version beside the newest."""
    return (
        Datanyckel.objects.values_list("agare_id", flat=True)
        .annotate(versions=Count("version"))
        .filter(versions__gt=1)
        .order_by("agare_id")
    )


def begin(owner_ids: Sequence[UUID]) -> list[UUID]:
    """Give each owner a new version; returns those who got one, the rest being in between."""
    with transaction.atomic():
        return [owner_id for owner_id in owner_ids if add_version(owner_id) is not None]


def reseal_all(owner_ids: Sequence[UUID], around: Around) -> Iterator[int]:
    """Reseal every value of the owners with their newest version; gives rows done by batch.

    A row that somebody holds is tried again; one that cannot be opened is left as it is, and so is
    then the version it was sealed with.
    """
    headers = _headers(owner_ids)
    for tabell in sealed_tables():
        yield from _reseal_table(tabell, headers, around)


def _headers(owner_ids: Sequence[UUID]) -> dict[UUID, bytes]:
    headers = {}
    for owner_id in owner_ids:
        try:
            reload_keys(owner_id)
            headers[owner_id] = current_header(owner_id)
        except SealError:
            continue
    return headers


def _reseal_table(tabell: Tabell, headers: dict[UUID, bytes], around: Around) -> Iterator[int]:
    broken: list[Any] = []
    for _ in range(TRIES):
        while done := _reseal_batch(tabell, headers, around, broken):
            yield done
        if not _old_owners(tabell, headers, broken):
            return
        sleep(PAUSE)


@transaction.atomic
def _reseal_batch(
    tabell: Tabell, headers: dict[UUID, bytes], around: Around, broken: list[Any]
) -> int:
    """Lock what nobody else has locked, reseal it, and let go: nobody waits for more than this."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"{tabell.select_old} LIMIT {BATCH} FOR NO KEY UPDATE OF t SKIP LOCKED",
            [list(headers), list(headers.values()), broken],
        )
        rows = {row[0]: row[1:] for row in cursor.fetchall()}
        new = {}
        for pk, (row_key, owner_id, *blobs) in rows.items():
            try:
                resealed = [
                    blob and reseal(bytes(blob), context, row_key, owner_id)
                    for blob, context in zip(blobs, tabell.contexts, strict=True)
                ]
            except SealError:
                resealed = []
            if resealed and all(
                blob is None or blob.startswith(headers[owner_id]) for blob in resealed
            ):
                new[pk] = resealed
            else:
                broken.append(pk)
        if new:
            with around(tabell.model, list(new)):
                columns = zip(*new.values(), strict=True)
                cursor.execute(tabell.update, [list(new), *map(list, columns)])
    return len(rows)


def _old_owners(tabell: Tabell, headers: dict[UUID, bytes], broken: list[Any]) -> set[UUID]:
    """Those of the owners who have a row in the table that is not sealed with the newest."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT owner FROM ({tabell.select_old}) old",  # noqa: S608
            [list(headers), list(headers.values()), broken],
        )
        return {owner_id for (owner_id,) in cursor.fetchall()}


def settled(owner_ids: Sequence[UUID]) -> list[UUID]:
    """Those of the owners whose newest version nobody can have missed."""
    rows = (
        Datanyckel.objects.filter(agare_id__in=owner_ids)
        .values_list("agare_id", flat=True)
        .annotate(newest=Max("skapad"))
        .filter(newest__lt=Now() - SETTLED)
    )
    return list(rows)


def destroy_old(owner_ids: Sequence[UUID]) -> list[UUID]:
    """Destroy the older versions of settled owners that nothing is sealed with any more.

    Returns the owners who now have one version. Runs within `transaction.atomic()`.
    """
    headers = _headers(settled(owner_ids))
    for tabell in sealed_tables():
        for owner_id in _old_owners(tabell, headers, []):
            del headers[owner_id]
    newest = Datanyckel.objects.filter(agare_id__in=headers).values("agare_id")
    for row in newest.annotate(newest=Max("version")):
        Datanyckel.objects.filter(agare_id=row["agare_id"], version__lt=row["newest"]).delete()
    return list(headers)
