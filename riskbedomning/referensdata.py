"""Loads the instruments that come with the code. A changed file becomes a new version."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from riskbedomning.models import Faktor, Instrument, Instrumentversion

DATA = Path(__file__).parent / "data"


@transaction.atomic
def load_referensdata(folder: Path = DATA) -> int:
    """Publish every instrument file that is not yet a version; return how many were new.

    A version is recognised by the SHA-256 of its file, so loading again changes nothing, and what
    was published before stays as it was. An instrument that method leaders here have written a
    version of is theirs: no file changes it after that.
    """
    files = sorted(folder.glob("instrument_*.json"))
    contents = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    antal = sum(_load(content) for content in contents)
    for content in contents:
        if ersatt := content.get("ersatter"):
            Instrument.objects.filter(kod=ersatt["kod"], sista_dag=None).update(
                sista_dag=ersatt["sista_dag"]
            )
    return antal


def _load(content: dict[str, Any]) -> bool:
    """Publish one file's content; False if it is published already or the instrument is theirs."""
    written = json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
    fingeravtryck = hashlib.sha256(written).digest()
    instrument, _ = Instrument.objects.get_or_create(
        kod=content["kod"], defaults={"namn": content["namn"]}
    )
    is_theirs = instrument.versioner.exclude(forfattare=None).exists()
    if is_theirs or instrument.versioner.filter(fingeravtryck=fingeravtryck).exists():
        return False
    version = Instrumentversion.objects.create(
        instrument=instrument,
        nummer=instrument.versioner.count() + 1,
        beskrivning=content["beskrivning"],
        kalla=content["kalla"],
        alder_fran=content["alder_fran"],
        alder_till=content["alder_till"],
        fingeravtryck=fingeravtryck,
    )
    Faktor.objects.bulk_create(
        Faktor(instrumentversion=version, **faktor) for faktor in content["faktorer"]
    )
    version.status = Instrumentversion.Status.PUBLICERAD
    version.publicerad = timezone.now()
    version.save(update_fields=["status", "publicerad"])
    return True
