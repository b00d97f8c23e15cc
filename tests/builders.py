"""Builders of what most tests need: one boring default each, and whatever the test names itself."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from django.utils import timezone
from uuid6 import uuid7

from access.models import (
    Anvandare,
    Enhet,
    Namnd,
    Niva,
    Omfattning,
    Roll,
    Skal,
    Tilltrade,
    Uppdrag,
)
from arenden.models import Arende, Person, Personakt, Steg, Vardnadshavare

_nummer = count(1)


def make_namnd(**falt: Any) -> Namnd:
    n = next(_nummer)
    varden = {"kod": f"N{n}", "namn": f"Provnämnd {n}", "slag": Namnd.Slag.STADSDEL}
    return Namnd.objects.create(**(varden | {"giltig_fran": date(2020, 1, 1)} | falt))


def make_enhet(**falt: Any) -> Enhet:
    namnd = falt.pop("namnd", None) or make_namnd()
    varden = {"namn": f"Enhet {next(_nummer)}", "slag": Enhet.Slag.UTREDNING}
    return Enhet.objects.create(namnd=namnd, **(varden | falt))


def make_anvandare(
    roll: Roll = Roll.SOCIALSEKRETERARE, *, enhet: Enhet | None = None, **falt: Any
) -> Anvandare:
    """A person with one duty in force; sees nothing until given a grant."""
    n = next(_nummer)
    anvandare = Anvandare.objects.create(
        **({"anvandarnamn": f"prov{n}", "namn": f"Prov Provsson {n}"} | falt)
    )
    enhet = enhet or make_enhet()
    Uppdrag.objects.create(
        anvandare=anvandare, roll=roll, enhet=enhet, namnd=enhet.namnd, fran=date(2020, 1, 1)
    )
    return anvandare


def make_akt(*, fodd: date = date(2011, 5, 4), **falt: Any) -> Personakt:
    """An akt with a named person; born 2011-05-04 unless told."""
    enhet = falt.pop("enhet", None) or make_enhet()
    akt = Personakt.objects.create(
        enhet=enhet, namnd=enhet.namnd, **({"fodelsear": fodd.year, "kon": "M"} | falt)
    )
    Person.objects.create(
        akt=akt, namnd=akt.namnd, fornamn="Kim", efternamn="Exempelsson", fodelsedatum=fodd
    )
    return akt


def make_vardnadshavare(akt: Personakt, **falt: Any) -> Vardnadshavare:
    varden = {"fornamn": "Moa", "efternamn": "Exempelsson", "fran": date(2020, 1, 1)}
    return Vardnadshavare.objects.create(akt=akt, namnd=akt.namnd, **(varden | falt))


def make_arende(*, akt: Personakt | None = None, **falt: Any) -> Arende:
    akt = akt or make_akt()
    varden = {
        "arendenummer": f"PRV-2026-{next(_nummer):05d}",
        "slag": Arende.Slag.OROSANMALAN,
        "steg": Steg.UTREDNING,
        "oppnat": timezone.now(),
    }
    return Arende.objects.create(akt=akt, namnd=akt.namnd, enhet=akt.enhet, **(varden | falt))


def give_akt(anvandare: Anvandare, akt: Personakt, niva: Niva = Niva.ARBETA) -> Tilltrade:
    """Let a person reach one akt, as an assignment does."""
    return Tilltrade.objects.create(
        anvandare=anvandare,
        omfattning=Omfattning.AKT,
        omfattning_id=akt.pk,
        niva=niva,
        skal=Skal.TILLDELNING,
        kalla=uuid7(),
        given_av=anvandare,
    )
