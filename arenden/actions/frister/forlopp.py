"""A clock's course out of its rows, and the days that follow from it."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from arenden.models import Frist, Fristflytt, Fristforlangning, Fristvila
from arenden.rules import frister
from arenden.rules.fristforlopp import Flytt, Forlopp, Mertid, Vila, all_vilogrunder


def slag_of(frist: Frist) -> frister.Fristslag:
    """The kind as the law stood when the clock began."""
    return frister.fristslag(frist.slag, timezone.localdate(frist.ankare))


def forlopp_of(frist: Frist) -> Forlopp:
    """The course so far. Reads no more rows for a clock that nobody has decided anything about."""
    slag = slag_of(frist)
    if frist.ersatter_id is None and frist.gar_sedan == frist.ankare:
        forlopp = Forlopp(slag, frist.ankare, frist.satt)
        lage = forlopp.utrakning()
        if lage is not None and frist.mal == lage.mal:
            return forlopp
    return ledger_of(frist)


def ledger_of(frist: Frist) -> Forlopp:
    """The same, with every decision about it and about those it took over from."""
    kedja = chain_of(frist)
    vilor = Fristvila.objects.filter(frist__in=kedja)
    mertid = Fristforlangning.objects.filter(frist__in=kedja)
    flyttar = Fristflytt.objects.filter(frist__in=kedja)
    namn = {grund.grund: grund.namn.lower() for grund in all_vilogrunder()}
    return Forlopp(
        slag_of(frist),
        frist.ankare,
        frist.satt,
        tuple(
            Vila(rad.fran, rad.till, namn.get(rad.grund, rad.grund), rad.lagrum, rad.pk)
            for rad in vilor
        ),
        tuple(
            Mertid(rad.beslutad, rad.till, rad.get_grund_display().lower(), rad.lagrum, rad.pk)
            for rad in mertid
        ),
        tuple(Flytt(rad.beslutad, rad.tidigare, rad.pk) for rad in flyttar),
    )


def chain_of(frist: Frist) -> list[Frist]:
    """The clock and those it has taken over from, the newest first."""
    kedja = [frist]
    while (fore := kedja[-1].ersatter) is not None:
        kedja.append(fore)
    return kedja


def put_days(frist: Frist, lage: frister.Utrakning, nu: datetime) -> None:
    """Write the days of a running clock, and when it warns next.

    One whose whole ladder lies behind it warns at once of how it stands.
    """
    frist.mal, frist.senast = lage.mal, lage.senast
    frist.nasta_steg = frister.next_rung(slag_of(frist), lage, nu) or nu
