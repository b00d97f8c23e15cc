"""A clock as people read it."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from arenden.actions.frister.forlopp import forlopp_of, slag_of
from arenden.actions.frister.gang import YTTRANDE
from arenden.models import Frist
from arenden.rules import frister
from arenden.rules.fristforlopp import explain, vilogrunder

SNART = timedelta(days=3)
"""From when a clock is said to run out soon."""


def as_view(frist: Frist, nu: datetime | None = None) -> dict[str, Any]:
    """A clock in words and shares, for templates/partials/frist.html.

    `forklaring` is called by the template that shows it: it may read the clock's decisions.
    """
    nu = nu or timezone.now()
    slag = slag_of(frist)
    lagdag = timezone.localdate(frist.senast) if frist.senast else None
    lage, text = _lage(frist, nu)
    gar = frist.stoppad is None
    return {
        "pk": frist.pk,
        "namn": slag.namn,
        "dag": frist.mal,
        "lagdag": lagdag if lagdag != frist.mal else None,
        "lagrum": frist.lagrum,
        "text": text,
        "lage": lage,
        "andel": _share(frist, frist.stoppad or nu),
        "regel": slag.regel,
        "forklaring": partial(_explain, frist),
        "vilar": gar and frist.vilar,
        "kan_lamnas": frist.slag == YTTRANDE and frist.kalla is None and gar,
        "kan_forlangas": slag.forlangning is not None and gar and not frist.vilar,
        "kan_vila": gar
        and not frist.vilar
        and bool(vilogrunder(frist.slag, timezone.localdate(nu))),
        "kan_flyttas": gar and not frist.vilar,
    }


def _explain(frist: Frist) -> str:
    return explain(forlopp_of(frist))


def _share(frist: Frist, nu: datetime) -> int | None:
    """How much of the time is used, in per cent, rests left out; None while it rests."""
    if frist.gar_sedan is None or frist.senast is None:
        return None
    gick = frist.forbrukat + (nu - frist.gar_sedan)
    helhet = max(frist.forbrukat + (frist.senast - frist.gar_sedan), timedelta(seconds=1))
    return min(100, max(0, round(100 * gick / helhet)))


def _lage(frist: Frist, nu: datetime) -> tuple[str, str]:
    """How it stands and in which words: counted to the strict day, and past it to the law's."""
    if frist.stoppad is not None:
        return "klar", frist.get_utgang_display()
    if frist.senast is None or frist.mal is None:
        return "lugn", "vilar"
    if nu > frist.senast:
        return "sen", frister.in_words(frist.senast, nu)
    if timezone.localdate(nu) > frist.mal:
        return "snart", f"lagens gräns: {frister.in_words(frist.senast, nu)}"
    strikt = min(frist.senast, frister.on_day(frist.mal).senast)
    return ("snart" if strikt - nu < SNART else "lugn"), frister.in_words(strikt, nu)
