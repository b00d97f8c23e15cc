"""By which grant a person reaches what a log entry is about."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import connection

NARROWEST = """
SELECT DISTINCT ON (sokt.id) sokt.id, t.id
FROM unnest(%(ids)s::uuid[]) AS sokt (id)
LEFT JOIN arenden_personakt a ON a.id = sokt.id
JOIN access_tilltrade t ON t.anvandare_id = %(vem)s
  AND ((t.omfattning <> 'enhet' AND t.omfattning_id = sokt.id)
    OR (t.omfattning = 'enhet' AND t.omfattning_id = a.enhet_id AND a.skyddsniva = 'ingen'))
  AND t.fran <= statement_timestamp() AND (t.till IS NULL OR t.till > statement_timestamp())
ORDER BY sokt.id, t.omfattning = 'enhet', t.fran, t.id
"""


def narrowest_grants(anvandare_id: UUID, ids: Collection[UUID]) -> dict[UUID, UUID]:
    """The grant in force for each akt, team or compartment; without any, it is left out.

    One's own before that of a whole unit, then the oldest. One query.
    """
    with connection.cursor() as cursor:
        cursor.execute(NARROWEST, {"ids": list(ids), "vem": anvandare_id})
        return dict(cursor.fetchall())
