"""Looking up behind one's own grants: by identity in a nämnd, and what an emergency must know.

The database functions run as their owner, past row level security, and answer with an id or a yes
only. Whoever asks is logged, and gets a grant of their own before reading anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from django.db.models import Q

from access.models import Namnd
from arenden.models.akt import IDENTITETSINDEX
from arenden.models.inflode import ANMALANSINDEX
from encryption.index import Indexpar, sought_indexes


def has_number(namnder: Iterable[Namnd], siffror: str, *, via: str = "") -> Q:
    """The rows of Identitetsbeteckning with this number in any of the nämnder.

    `via` leads from the rows asked for to those: "identitetsbeteckning_set__".
    """
    sought = [_identity(namnd, siffror) for namnd in namnder]
    udda = Q(**{f"{via}blindindex__in": [one.udda for one in sought]})
    return udda | Q(**{f"{via}blindindex_jamn__in": [one.jamn for one in sought]})


def find_akt_id(namnd: Namnd, siffror: str) -> UUID | None:
    """The akt of the person with this number in the nämnd, whoever may see it."""
    with connection.cursor() as cursor:
        sought = _identity(namnd, siffror)
        cursor.execute("SELECT arenden_akt_med(%s, %s, %s)", [namnd.pk, *sought])
        return cursor.fetchone()[0]  # type: ignore[no-any-return]


def is_received(namnd: Namnd, avtryck: bytes) -> bool:
    """Whether the report with this fingerprint has already been received in the nämnd."""
    sought = sought_indexes(f"{namnd.pk}:{avtryck.hex()}", purpose=ANMALANSINDEX["purpose"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT arenden_anmalan_finns(%s, %s, %s)", [namnd.pk, *sought])
        return bool(cursor.fetchone()[0])


def _identity(namnd: Namnd, siffror: str) -> Indexpar:
    return sought_indexes(f"{namnd.pk}:{siffror}", purpose=IDENTITETSINDEX["purpose"])


def find_akt_by_arende(arendenummer: str) -> UUID | None:
    """The akt of the ärende with this number, in whatever nämnd and whoever may see it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT arenden_akt_i_arende(%s)", [arendenummer])
        return cursor.fetchone()[0]  # type: ignore[no-any-return]


def enhet_of(akt_id: UUID | None) -> UUID | None:
    """The unit that an akt lies with, whoever may see the akt."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT arenden_aktens_enhet(%s)", [akt_id])
        return cursor.fetchone()[0]  # type: ignore[no-any-return]


def is_protected(akt_id: UUID | None) -> bool:
    """Whether the person has protected data, whoever may see the akt."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT arenden_akt_skyddad(%s)", [akt_id])
        return bool(cursor.fetchone()[0])
