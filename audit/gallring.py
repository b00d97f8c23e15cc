"""Removes entries of the log after their time. Their leaves stay, and so does every proof of them.

The database keeps the rule (migration 0008): what is removed was written, and sealed, before a time
at least five years ago, and an entry that stays for ever tells which places it was. So a removal
that no such entry tells of is found, and one of something younger too.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice, takewhile
from typing import Any, NamedTuple, Self
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, models, transaction
from django.db.models import Max

from audit import log
from audit.kropp import timestamp
from audit.models import Kontrollpunkt, Loggallring, Loggblad, Logghandelse
from audit.spar import history_model
from audit.verb import Verb

FEWEST_YEARS = 5
"""Also in the triggers of the database, which cannot be configured."""
PAGE = 5_000
MOST_RUNS = 2_000
"""Told of in one entry: a run takes at most 24 bytes of the 60 000 that a body may have."""
SHORTEST = timedelta(days=FEWEST_YEARS * 365)
CLOCKS_APART = timedelta(hours=1)
VOUCHING = (b'"rad":"', b'"historik":"')
"""In the body of an entry that a row is held against."""

Stands = Callable[[set[UUID]], set[UUID]]
"""Which of these akter, or other owners of sealed rows, there still are."""


COLUMNS = tuple(
    f"handelse__{name}" for name in ("akt_id", "verb", "objekt_slag", "objekt_id", "kropp")
)


class Kandidat(NamedTuple):
    """An old entry, and what decides whether it is still needed."""

    plats: int
    akt_id: UUID | None
    verb: str
    slag: str
    objekt_id: str
    kropp: bytes

    @property
    def vouches(self) -> bool:
        kropp = bytes(self.kropp)
        return any(mark in kropp for mark in VOUCHING)


def oldest_kept(now: datetime) -> datetime:
    """Entries before this may go. Raises ImproperlyConfigured if that is within five years."""
    if settings.LOGG_AR < FEWEST_YEARS:
        raise ImproperlyConfigured(f"LOGG_AR är {settings.LOGG_AR}; loggen sparas i minst fem år.")
    years = now.year - settings.LOGG_AR
    is_leap_day = (now.month, now.day) == (2, 29)
    return now.replace(year=years, month=3, day=1) if is_leap_day else now.replace(year=years)


def places_to_prune(aldre_an: datetime, stands: Stands) -> Iterator[int]:
    """The places, in their order, whose entries are old enough and vouch for nothing that stands.

    An entry about an akt stays as long as the akt, and one with the digest of a row as long as the
    row or its history. Entries that tell of a removal stay for ever.
    """
    sealed_before = Kontrollpunkt.objects.filter(skapad__lt=aldre_an).aggregate(Max("storlek"))
    newest = Loggblad.objects.aggregate(Max("plats"))["plats__max"] or 0
    end = min(sealed_before["storlek__max"] or 0, newest)
    for start in range(0, end, PAGE):
        old = Loggblad.objects.filter(
            plats__gte=start, plats__lt=min(start + PAGE, end), handelse__tid__lt=aldre_an
        ).order_by("plats")
        page = [Kandidat(*row) for row in old.values_list("plats", *COLUMNS)]
        akter = stands({row.akt_id for row in page if row.akt_id})
        rows = _rows_that_stand(page)
        yield from (
            row.plats
            for row in page
            if row.verb != Verb.LOGG_PRUNE
            and row.akt_id not in akter
            and not (row.vouches and (row.slag, row.objekt_id) in rows)
        )


def prune_log(aldre_an: datetime, stands: Stands) -> int:
    """Remove them, as many as one entry can tell of in each transaction. Returns how many."""
    runs = _runs(places_to_prune(aldre_an, stands))
    removed = 0
    while some := list(islice(runs, MOST_RUNS)):
        removed += _prune(some, aldre_an)
    return removed


@transaction.atomic(durable=True)
def _prune(runs: Sequence[tuple[int, int]], aldre_an: datetime) -> int:
    entry = log.record_pruned(runs=runs, aldre_an=aldre_an)
    first, last = zip(*runs, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit_gallra(%s, %s, %s, %s)", [entry.pk, list(first), list(last), aldre_an]
        )
        return int(cursor.fetchone()[0])


def _rows_that_stand(page: Iterable[Kandidat]) -> set[tuple[str, str]]:
    """The rows, by model and key, that entries of the page vouch for and that are still there."""
    named: defaultdict[str, set[str]] = defaultdict(set)
    for row in page:
        if row.vouches:
            named[row.slag].add(row.objekt_id)
    return {(slag, str(pk)) for slag, ids in named.items() for pk in _standing(slag, ids)}


def _standing(slag: str, ids: set[str]) -> set[Any]:
    try:
        model: type[models.Model] = apps.get_model(slag)
    except (LookupError, ValueError):  # its table went with an older version
        return set()
    key = model._meta.pk.attname
    return {
        pk
        for table in (model, history_model(model))
        if table is not None
        for pk in table._base_manager.filter(**{f"{key}__in": ids}).values_list(key, flat=True)
    }


def _runs(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring places together, as first and last."""
    first = last = None
    for place in places:
        if first is None or last is None:
            first = last = place
        elif place == last + 1:
            last = place
        else:
            yield first, last
            first = last = place
    if first is not None and last is not None:
        yield first, last


@dataclass(frozen=True)
class Gallrade:
    """The places of a page that were pruned, and what their entries were older than."""

    aldre_an: dict[int, datetime]

    @classmethod
    def between(cls, start: int, end: int) -> Self:
        runs = Loggallring.objects.filter(till_plats__gte=start).order_by("till_plats").iterator()
        within = list(takewhile(lambda run: run.fran_plats < end, runs))
        return cls(
            {
                place: run.aldre_an
                for run in within
                for place in range(max(start, run.fran_plats), min(end, run.till_plats + 1))
            }
        )

    def remnant(self, place: int) -> str:
        """What is wrong with an entry that is there."""
        return "händelsen är antecknad som gallrad." if place in self.aldre_an else ""

    def fault(self, place: int, before: bytes) -> str:
        """What is wrong with an entry's absence; `before` is the head of the last one there."""
        if place not in self.aldre_an:
            return "händelsen är borttagen."
        written = before.partition(b'"tid":"')[2][:27].decode()
        if written > timestamp(self.aldre_an[place] + CLOCKS_APART):
            return "händelsen är gallrad före sin tid."
        return ""


def faults() -> Iterator[str]:
    """What is wrong with the records of prunings, as Swedish sentences."""
    prunings = Loggallring.objects.values("handelse_id").distinct()
    for pruning in prunings.order_by("handelse_id"):
        runs = Loggallring.objects.filter(handelse_id=pruning["handelse_id"]).order_by("fran_plats")
        entry = Logghandelse.objects.filter(pk=pruning["handelse_id"]).first()
        if wrong := _fault(list(runs), entry):
            yield f"Gallringen som händelse {pruning['handelse_id']} ska berätta om: {wrong}"


def _fault(runs: Sequence[Loggallring], entry: Logghandelse | None) -> str:
    if entry is None:
        return "händelsen finns inte."
    told = json.loads(bytes(entry.kropp))["ovrigt"]
    named = {tuple(run) for run in told.get("gallrat", ())}
    for run in runs:
        if (run.fran_plats, run.till_plats) not in named:
            return f"den nämner inte platserna {run}."
        if timestamp(run.aldre_an) != told["aldre_an"] or entry.tid - run.aldre_an < SHORTEST:
            return f"platserna {run} gallrades före sin tid."
    newest = runs[-1]
    head = Kontrollpunkt.objects.filter(storlek__gt=newest.till_plats).order_by("storlek").first()
    if head is not None and head.skapad >= newest.aldre_an:
        return f"platserna {newest} förseglades först {head.skapad:%Y-%m-%d}."
    return ""
