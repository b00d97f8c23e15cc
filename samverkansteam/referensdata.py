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

    Nothing is removed: what has been used stays, closed by its last day. A ground that people have
    changed is theirs from then on, with all its wordings: the file changes nothing in it.
    """
    teamtyper = read_rader(DATA / "teamtyper.json")
    andrade = set(Teamtyp.objects.filter(nummer__gt=1).values_list("pk", flat=True))
    for rad in teamtyper:
        if (kod := rad.pop("kod")) not in andrade:
            Teamtyp.objects.update_or_create(kod=kod, defaults=rad)
    stadens = set(
        Lagrum.objects.filter(ursprung=Lagrum.Ursprung.STADEN).values_list("kod", flat=True)
    )
    lagrum = [rad for rad in read_rader(DATA / "lagrum.json") if rad["kod"] not in stadens]
    for rad in lagrum:
        nyckel = {"kod": rad.pop("kod"), "giltig_fran": rad.pop("giltig_fran")}
        Lagrum.objects.update_or_create(**nyckel, defaults=rad)
    return len(teamtyper) + len(lagrum)
