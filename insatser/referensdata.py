"""The city's catalogue of insatser (insatser/data/insatstyper.json)."""

from __future__ import annotations

from pathlib import Path

from arenden.rules.referens import read_rader
from insatser.models import Insatstyp

FIL = Path(__file__).resolve().parent / "data" / "insatstyper.json"


def load_referensdata() -> int:
    """Add or renew the rows of the catalogue; returns how many there are. Idempotent.

    A row that method leaders have changed is theirs and stays as it is.
    """
    rader = read_rader(FIL)
    andrade = set(Insatstyp.objects.filter(nummer__gt=1).values_list("pk", flat=True))
    Insatstyp.objects.bulk_create(
        [Insatstyp(**rad) for rad in rader if rad["kod"] not in andrade],
        update_conflicts=True,
        unique_fields=["kod"],
        update_fields=[f.name for f in Insatstyp._meta.fields if not f.primary_key],
    )
    return len(rader)
