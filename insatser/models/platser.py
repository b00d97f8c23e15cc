"""How many places of an insats are taken in the whole city: a number, never whose they are."""

from __future__ import annotations

from django.db import connection


def taken_places() -> dict[str, int]:
    """By code of the catalogue, how many insatser run now; past the wall, so only numbers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT insatstyp_id, antal FROM insatser_tagna_platser()")
        return dict(cursor.fetchall())
