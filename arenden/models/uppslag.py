"""Looking up by identity across a nämnd: the only question that reaches behind one's own grants.

Both database functions run as their owner, past row level security, and answer with an id or a yes
only. Whoever asks is logged, and gets a grant of their own before reading anything.
"""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from access.models import Namnd
from encryption.index import blind_index


def identity_index(namnd: Namnd, siffror: str) -> bytes:
    """The keyed index of an identity number; different in each nämnd."""
    return blind_index(f"{namnd.pk}:{siffror}", purpose="identitet")


def report_index(namnd: Namnd, fingeravtryck: bytes) -> bytes:
    """The keyed index of a report's fingerprint; different in each nämnd."""
    return blind_index(f"{namnd.pk}:{fingeravtryck.hex()}", purpose="anmalan")


def find_akt_id(namnd: Namnd, siffror: str) -> UUID | None:
    """The akt of the person with this number in the nämnd, whoever may see it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT arenden_akt_med(%s, %s)", [namnd.pk, identity_index(namnd, siffror)])
        return cursor.fetchone()[0]  # type: ignore[no-any-return]


def is_received(namnd: Namnd, fingeravtryck: bytes) -> bool:
    """Whether this very report has already been received in the nämnd."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT arenden_anmalan_finns(%s, %s)", [namnd.pk, report_index(namnd, fingeravtryck)]
        )
        return bool(cursor.fetchone()[0])
