"""Loads the team types and the legal grounds from the files beside the code."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from arenden.rules.referens import read_rader
from samverkansteam.models import Lagrum, Teamtyp

DATA = Path(__file__).parent / "data"


@transaction.atomic
def load_referensdata() -> int:
    """Make the tables say what the files say; returns the number of rows. Idempotent.

    Nothing is removed: what has been used stays, closed by its last day.
    """
    teamtyper = read_rader(DATA / "teamtyper.json")
    for rad in teamtyper:
        Teamtyp.objects.update_or_create(kod=rad.pop("kod"), defaults=rad)
    lagrum = read_rader(DATA / "lagrum.json")
    for rad in lagrum:
        nyckel = {"kod": rad.pop("kod"), "giltig_fran": rad.pop("giltig_fran")}
        Lagrum.objects.update_or_create(**nyckel, defaults=rad)
    return len(teamtyper) + len(lagrum)
