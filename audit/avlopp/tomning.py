"""Sends what is committed to the second sink, in the order that it will be sealed in.

How far it has come stands in the database and moves on when the sink has taken the lines, so a
restart loses nothing and repeats at most what was under way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.utils import timezone

from audit.avlopp.fil import Filavlopp
from audit.avlopp.rader import Rad
from audit.avlopp.syslog import Syslogavlopp, over_tcp, over_tls, over_unix
from audit.models import Avloppslage

BATCH = 1_000

NEXT = """
SELECT h.id, h.txid::text, h.blad, h.kropp, h.tid FROM audit_logghandelse h
WHERE (h.txid, h.id) > (%(txid)s::text::xid8, %(handelse_id)s) AND h.id > %(golv_id)s
  AND h.txid < {end}
ORDER BY h.txid, h.id LIMIT %(batch)s
"""

NEXT_RESTORED = """
SELECT h.id, h.txid::text, h.blad, h.kropp, h.tid FROM audit_logghandelse h
WHERE (h.txid >= pg_snapshot_xmax(pg_current_snapshot())
       AND (h.txid, h.id) > (%(txid)s::text::xid8, %(handelse_id)s))
   OR (h.txid < {end} AND h.id > %(hogsta_id)s)
ORDER BY h.txid < pg_snapshot_xmax(pg_current_snapshot()), h.txid, h.id LIMIT %(batch)s
"""
"""For a log that came by dump and restore, whose transaction numbers are ahead of this cluster's.

Its own rows come first and are complete; rows written here have higher ids than any of them.
"""

FINISHED = "pg_snapshot_xmin(pg_current_snapshot())"
VISIBLE = "pg_snapshot_xmax(pg_current_snapshot())"


class Avlopp(Protocol):
    """Somewhere else that lines can be left."""

    def send(self, lines: Sequence[bytes], /) -> None:
        """Raises OSError unless every line was taken."""


@dataclass(frozen=True)
class Lage:
    """How far the sink has come: the time of the last entry that left, and since when it lags."""

    sista: datetime | None
    vantar_sedan: datetime | None


def drain(batch: int = BATCH) -> int:
    """Send every finished entry that has not left. Returns how many; none without a sink.

    Raises OSError when the sink does not take them; what it took before stays taken.
    """
    if not settings.LOGG_AVLOPP:
        return 0
    avlopp, total = sink(settings.LOGG_AVLOPP), 0
    while sent := _send_batch(avlopp, batch):
        total += sent
        if sent < batch:
            break
    return total


def current_lage() -> Lage:
    lage = _position()
    waiting = _next(lage, end=VISIBLE, batch=1)
    return Lage(sista=lage.tid, vantar_sedan=waiting[0][4] if waiting else None)


def has_left(entry_id: int, txid: int) -> bool:
    """Whether an entry is in the sink: its line in a file, else by how far the sink has come."""
    avlopp = sink(settings.LOGG_AVLOPP)
    if isinstance(avlopp, Filavlopp):
        return avlopp.has(entry_id)
    lage = _position()
    return (txid, entry_id) <= (lage.txid, lage.handelse_id)


@cache
def sink(address: str) -> Avlopp:
    """`file:/folder`, `tcp:host:port`, `tls:host:port` or `unix:/socket`."""
    kind, _, rest = address.partition(":")
    match kind:
        case "file" if rest:
            return Filavlopp(Path(rest))
        case "unix" if rest:
            return Syslogavlopp(lambda: over_unix(rest))
    host, port = _host_and_port(rest)
    match kind:
        case "tcp":
            return Syslogavlopp(lambda: over_tcp(host, port))
        case "tls":
            return Syslogavlopp(lambda: over_tls(host, port, settings.LOGG_AVLOPP_CA))
    raise ImproperlyConfigured("LOGG_AVLOPP börjar med file:, tcp:, tls: eller unix:.")


def _host_and_port(rest: str) -> tuple[str, int]:
    parts = urlsplit(f"//{rest}")
    if not parts.hostname or not parts.port:
        raise ImproperlyConfigured("LOGG_AVLOPP skrivs file:/mapp, tcp:värd:port, tls:värd:port.")
    return parts.hostname, parts.port


def _send_batch(avlopp: Avlopp, batch: int) -> int:
    lage = _position()
    rows = _next(lage, end=FINISHED, batch=batch)
    if not rows:
        return 0
    avlopp.send([Rad(pk, int(txid), blad, kropp).to_line() for pk, txid, blad, kropp, _ in rows])
    _move(lage, rows)
    return len(rows)


def _position() -> Avloppslage:
    return Avloppslage.objects.first() or Avloppslage()


def _next(lage: Avloppslage, *, end: str, batch: int) -> list[tuple[int, str, bytes, bytes, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT %s::text::xid8 >= pg_snapshot_xmax(pg_current_snapshot())", [str(lage.txid)]
        )
        (is_restored,) = cursor.fetchone()
        cursor.execute(
            (NEXT_RESTORED if is_restored else NEXT).format(end=end),
            {
                "txid": str(lage.txid),
                "handelse_id": lage.handelse_id,
                "hogsta_id": lage.hogsta_id,
                "golv_id": lage.golv_id,
                "batch": batch,
            },
        )
        rows: list[tuple[int, str, bytes, bytes, Any]] = cursor.fetchall()
        return rows


def _move(lage: Avloppslage, rows: Sequence[tuple[int, str, bytes, bytes, Any]]) -> None:
    """Note how far the sink has come.

    When the transaction numbers fall, what follows was written after a restore: then no row of
    before may come again, however soon this cluster reaches its number.
    """
    for pk, txid, _, _, tid in rows:
        if int(txid) < lage.txid:
            lage.golv_id = lage.hogsta_id
        lage.txid, lage.handelse_id, lage.tid = int(txid), pk, tid
        lage.hogsta_id = max(lage.hogsta_id, pk)
    lage.skickat = timezone.now()
    lage.save()
