"""Puts committed entries in their final order, hashes them into the tree and signs its head.

Runs in the worker, so that no request waits for another. The order is that of transaction numbers:
rows of transactions below the oldest one still running are all visible, so nothing can appear
before a place already given.
"""

from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from audit import note
from audit.merkle import Kant
from audit.models import Kontrollpunkt, Platta
from audit.plattor import Laggare, Plattor, TileMissing
from encryption.signing import public_keys, signing_key

BATCH = 5_000
KEY_PURPOSE = "kontrollpunkt"
LOCK = 0x6C6F6767
"""Key of the advisory lock that makes the sequencer one; the letters of "logg"."""

NEWEST_PLACE = """
SELECT b.plats, h.txid::text, h.id,
       pg_snapshot_xmin(pg_current_snapshot())::text,
       h.txid >= pg_snapshot_xmax(pg_current_snapshot())
FROM audit_loggblad b JOIN audit_logghandelse h ON h.id = b.handelse_id
ORDER BY b.plats DESC LIMIT 1
"""

NEXT_ENTRIES = """
SELECT h.id, h.blad FROM audit_logghandelse h
WHERE (h.txid, h.id) > (%(txid)s::xid8, %(id)s) AND h.txid < %(xmin)s::xid8
  AND NOT EXISTS (SELECT FROM audit_loggblad b WHERE b.handelse_id = h.id)
ORDER BY h.txid, h.id LIMIT %(batch)s
"""

NEXT_ENTRIES_RESTORED = """
SELECT h.id, h.blad FROM audit_logghandelse h, pg_current_snapshot() nu
WHERE (h.txid >= pg_snapshot_xmax(nu) OR h.txid < pg_snapshot_xmin(nu))
  AND NOT EXISTS (SELECT FROM audit_loggblad b WHERE b.handelse_id = h.id)
ORDER BY h.txid < pg_snapshot_xmax(nu), h.txid, h.id LIMIT %(batch)s
"""
"""For a log that came by dump and restore, with transaction numbers ahead of this cluster's.

Rows from the future are complete by definition and come first. Once an entry of this cluster has
a place, the ordinary query takes over.
"""


class LogBroken(Exception):
    """The stored head is not what was signed; sealing on top of it would hide that."""


def seal_log(batch: int = BATCH) -> int:
    """Seal everything that is committed, `batch` entries to a head. Returns how many.

    Returns at once if another sequencer is at work. Raises LogBroken if the last head is not
    intact.
    """
    total = 0
    while sealed := _seal_batch(batch):
        total += sealed
        if sealed < batch:
            break
    return total


@transaction.atomic(durable=True)
def _seal_batch(batch: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
        kant = _intact_edge()
        entries = _next_entries(cursor, kant.storlek, batch)
        if not entries:
            return 0
        plattor = _tiles_to_fill(kant.storlek).lay(leaf for _, leaf in entries)
        with cursor.copy("COPY audit_loggblad (plats, handelse_id, blad) FROM STDIN") as copy:
            for entry_id, leaf in entries:
                copy.write_row((kant.storlek, entry_id, leaf))
                kant.append(leaf)
    Platta.objects.bulk_create(plattor)
    _sign_head(kant)
    return len(entries)


def _intact_edge() -> Kant:
    """The edge of the tree as last signed."""
    newest = Kontrollpunkt.objects.order_by("-storlek").first()
    if newest is None:
        return Kant()
    kant = Kant.from_bytes(newest.storlek, bytes(newest.kant))
    try:
        signed = note.verify_any(
            newest.anteckning, settings.LOGG_URSPRUNG, public_keys(KEY_PURPOSE)
        )
    except note.InvalidNote as error:
        raise LogBroken(f"The head of {newest.storlek} entries is not signed by us.") from error
    if (signed.storlek, signed.rot) != (kant.storlek, kant.root()):
        raise LogBroken(f"The head of {newest.storlek} entries is not what was signed.")
    return kant


def _tiles_to_fill(storlek: int) -> Laggare:
    try:
        return Laggare(storlek, Plattor(storlek).edges())
    except TileMissing as error:
        raise LogBroken(str(error)) from error


def _next_entries(cursor: Any, places: int, batch: int) -> list[tuple[int, bytes]]:
    cursor.execute(NEWEST_PLACE)
    newest = cursor.fetchone()
    if (newest[0] + 1 if newest else 0) != places:
        raise LogBroken(f"The sealed order does not end at the head of {places} entries.")
    if newest is None or newest[4]:
        cursor.execute(NEXT_ENTRIES_RESTORED, {"batch": batch})
    else:
        _, txid, entry_id, xmin, _ = newest
        cursor.execute(NEXT_ENTRIES, {"txid": txid, "id": entry_id, "xmin": xmin, "batch": batch})
    entries: list[tuple[int, bytes]] = cursor.fetchall()
    return entries


def _sign_head(kant: Kant) -> None:
    huvud = note.Huvud(settings.LOGG_URSPRUNG, kant.storlek, kant.root())
    Kontrollpunkt.objects.create(
        storlek=huvud.storlek,
        rot=huvud.rot,
        kant=bytes(kant),
        anteckning=note.sign(huvud, signing_key(KEY_PURPOSE)),
        skapad=timezone.now(),
    )
