"""What the log remembers of rows: the digest that each should have now, row by row.

Gathered in temporary tables of the database, so that the memory of this process does not grow with
the log: about 300 bytes of its disk for each change that was ever logged. The bodies are searched
as bytes, so that one that was bent stops nothing here; `verify_log` tells of it.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

from audit.log import COLLECTIVE

PAGE = 2_000
ENTRIES = 100
"""Entries that tell of many rows, read at a time."""


def _digest(name: str) -> str:
    """SQL for the digest of this name in a body."""
    key = f"""'"{name}":"'::bytea"""
    at = f"position({key} IN kropp)"
    return f"CASE WHEN {at} > 0 THEN substring(kropp FROM {at} + length({key}) FOR 64) END"


GATHER = f"""
CREATE TEMPORARY TABLE spar ON COMMIT DROP AS
SELECT objekt_slag AS slag, objekt_id AS objekt, akt_id, id, id AS till,
       {_digest("rad")} AS rad, {_digest("historik")} AS historik,
       CASE WHEN position('"rad":null'::bytea IN kropp) > 0 THEN 'borttagen' ELSE 'kvar' END AS lage
FROM audit_logghandelse
WHERE objekt_slag = ANY(%s) AND position('"rad":'::bytea IN kropp) > 0
"""  # noqa: S608
EMPTY_TABLES = """
CREATE TEMPORARY TABLE par (id bigint, gammal bytea, ny bytea) ON COMMIT DROP;
CREATE TEMPORARY TABLE borta (id bigint, akt_id uuid, slag text, objekt text) ON COMMIT DROP
"""
COLLECTED = "SELECT id, akt_id, kropp FROM audit_logghandelse WHERE verb = ANY(%s) ORDER BY id"
REMOVED = """
INSERT INTO spar (slag, objekt, id, lage)
SELECT slag, objekt, id, 'gallrad' FROM borta WHERE objekt <> '*';
INSERT INTO spar (slag, objekt, id, lage)
SELECT DISTINCT s.slag, s.objekt, b.id, 'kanske' FROM spar s
JOIN borta b ON b.slag = s.slag AND b.akt_id = s.akt_id AND b.id > s.id WHERE b.objekt = '*';
ANALYZE spar;
ANALYZE par
"""
REWRITTEN = """
UPDATE spar s SET {name} = p.ny, till = p.id FROM par p WHERE p.gammal = s.{name} AND p.id > s.till
"""
"""Once for each time that a row got other bytes: new ids are larger, so this comes to an end."""
TRACES = """
SELECT objekt, id, rad, historik, lage FROM spar WHERE slag = %s ORDER BY objekt COLLATE "C", id
"""


@dataclass(frozen=True)
class Spar:
    """What one entry says of a row: its digest and its history row's, as hexadecimal bytes."""

    objekt: str
    id: int
    rad: bytes | None
    historik: bytes | None
    lage: str
    """`kvar`, `borttagen` (by itself), `gallrad` (with its history), or `kanske` removed."""


def gather_traces(labels: Sequence[str]) -> None:
    """Make ready for `traces_of` these models, in the transaction that asks."""
    with connection.cursor() as cursor:
        cursor.execute(GATHER, [list(labels)])
        cursor.execute(EMPTY_TABLES)
        _copy_collected(cursor)
        cursor.execute(REMOVED)
        for name in ("rad", "historik"):
            cursor.execute("UPDATE spar SET till = id")
            cursor.execute(REWRITTEN.format(name=name))
            while cursor.rowcount:
                cursor.execute(REWRITTEN.format(name=name))


def traces_of(model: type[models.Model]) -> Iterator[Spar]:
    """The traces of the model's rows in the order of their keys, each row's in that of the log."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(TRACES, [model._meta.label])
        while page := cursor.fetchmany(PAGE):
            for objekt, pk, rad, historik, lage in page:
                yield Spar(objekt, pk, rad and bytes(rad), historik and bytes(historik), lage)


def _copy_collected(cursor: Any) -> None:
    """Take in the entries that tell of many rows: which got other bytes, and which went."""
    with connection.chunked_cursor() as told:
        told.execute(COLLECTED, [[verb.value for verb in COLLECTIVE]])
        while page := told.fetchmany(ENTRIES):
            pairs, gone = [], []
            for pk, akt_id, ovrigt in _readable(page):
                pairs += [
                    (pk, old.encode(), new.encode()) for old, new in ovrigt.get("omforseglat", ())
                ]
                gone += [(pk, akt_id, ovrigt["tabell"], key) for key in ovrigt.get("borttagna", ())]
            _copy(cursor, "par", pairs)
            _copy(cursor, "borta", gone)


def _readable(page: Sequence[tuple[Any, ...]]) -> Iterator[tuple[int, Any, dict[str, Any]]]:
    for pk, akt_id, kropp in page:
        try:
            yield pk, akt_id, json.loads(bytes(kropp))["ovrigt"]
        except (ValueError, KeyError, TypeError):
            continue


def _copy(cursor: Any, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    with cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
