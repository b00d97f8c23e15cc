"""How the log is doing, measured at a glance: what waits, what was passed by, who has signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Max

from audit.models import Kontrollpunkt, Vittnesmal
from audit.vittnesmal import witnesses

LOOKED_BACK = timedelta(days=1)
"""How much of what was written before the newest head is looked through for what it lacks."""

UNSEALED = """
WITH nu AS (
  SELECT pg_snapshot_xmin(pg_current_snapshot()) AS horisont,
         pg_snapshot_xmax(pg_current_snapshot()) AS slut
), sist AS (
  SELECT h.txid, h.id FROM audit_loggblad b JOIN audit_logghandelse h ON h.id = b.handelse_id
  ORDER BY b.plats DESC LIMIT 1
), vantar AS (
  SELECT h.tid,
         coalesce((h.txid, h.id) < (sist.txid, sist.id) AND sist.txid < nu.slut
                  AND h.txid < nu.horisont, false) AS passerad
  FROM audit_logghandelse h CROSS JOIN nu LEFT JOIN sist ON true
  WHERE h.tid >= %s
    AND NOT EXISTS (SELECT FROM audit_loggblad b WHERE b.handelse_id = h.id)
)
SELECT min(tid) FILTER (WHERE NOT passerad), count(*) FILTER (WHERE passerad),
       min(tid) FILTER (WHERE passerad)
FROM vantar
"""
"""An entry below the newest place would never get one: sealing only goes forward."""


@dataclass(frozen=True)
class Oforseglat:
    """What has no place yet: the time of the oldest, and what can no longer get one."""

    sedan: datetime | None
    passerade: int
    passerade_sedan: datetime | None


def unsealed() -> Oforseglat:
    newest = Kontrollpunkt.objects.order_by("-storlek").first()
    since = newest.skapad - LOOKED_BACK if newest else "-infinity"
    with connection.cursor() as cursor:
        cursor.execute(UNSEALED, [since])
        return Oforseglat(*cursor.fetchone())


def witnesses_behind() -> list[tuple[str, datetime]]:
    """The witnesses that have not cosigned the newest head, and since when they lack one."""
    signed = dict(
        Vittnesmal.objects.values("vittne")
        .annotate(storlek=Max("kontrollpunkt_id"))
        .values_list("vittne", "storlek")
    )
    behind = []
    for vittne in witnesses():
        lacking = Kontrollpunkt.objects.filter(storlek__gt=signed.get(vittne.namn, 0))
        if first := lacking.order_by("storlek").first():
            behind.append((vittne.namn, first.skapad))
    return behind
