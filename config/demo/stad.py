"""The city: nämnder with units, the organisations around them, and everyone with an account."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from django.contrib.auth.hashers import make_password
from django.db import models, transaction
from django.utils import timezone

from access.actions import create_anvandare, give_uppdrag
from access.models import Anvandare, Enhet, Kodapp, Namnd, Organisation, Roll, Uppdrag
from audit import log
from audit.verb import Verb

M = TypeVar("M", bound=models.Model)
DATA = Path(__file__).parent / "data"
FULL_BEMANNING = ("JAR", "SKH", "FAR")
"""The nämnder where cases are worked with from report to follow-up."""
NAMNDER_FRAN = date(2020, 7, 1)
"""For those whose data names no later day: they are older than anything the town has kept."""


@dataclass
class Stad:
    """What there is to work with, by the names used in the data files."""

    systemet: Anvandare
    namnder: dict[str, Namnd] = field(default_factory=dict)
    enheter: dict[tuple[str, str], Enhet] = field(default_factory=dict)
    organisationer: dict[str, Organisation] = field(default_factory=dict)
    anvandare: dict[str, Anvandare] = field(default_factory=dict)
    personal: dict[tuple[str, str], list[Anvandare]] = field(default_factory=dict)
    externa: dict[str, Anvandare] = field(default_factory=dict)
    delar: dict[str, str] = field(default_factory=dict)
    """The part of their organisation that somebody comes from, by user name."""

    def skolor(self, omrade: str, skolform: str) -> list[Organisation]:
        """Schools of a form in a district, else anywhere in the city."""
        alla = [skola for skola in self.organisationer.values() if skola.skolform == skolform]
        return [skola for skola in alla if skola.stadsdelsomrade == omrade] or alla

    def representant(self, slag: str, omrade: str) -> Anvandare | None:
        """Who takes part for an organisation of this kind: the district's own, else the city's."""
        alla = [a for a in self.externa.values() if a.organisation and a.organisation.slag == slag]
        nara = [a for a in alla if a.organisation and a.organisation.stadsdelsomrade == omrade]
        langt = [a for a in alla if a.organisation and not a.organisation.stadsdelsomrade]
        return next(iter([*nara, *langt]), None)


def read(fil: str) -> Any:
    return json.loads((DATA / fil).read_text(encoding="utf-8"))


@transaction.atomic
def build_stad(losenord: str) -> Stad:
    """Build it; duties run from today, or from the day their nämnd begins.

    Every account gets the same password.
    """
    stad = Stad(systemet=_create_systemet())
    data = read("stad.json")
    for rad in data["namnder"]:
        enheter = rad.pop("enheter", [])
        fran = date.fromisoformat(rad.pop("giltig_fran", NAMNDER_FRAN.isoformat()))
        namnd = _keep(Namnd(giltig_fran=fran, **rad))
        stad.namnder[namnd.kod] = namnd
        for slag in enheter:
            namn = data["enhetsnamn"][slag]
            stad.enheter[namnd.kod, slag] = _keep(Enhet(namnd=namnd, namn=namn, slag=slag))
    for rad in data["organisationer"]:
        stad.organisationer[rad["namn"]] = _keep(Organisation(**rad))
    kodat = make_password(losenord)
    for rad in read("personal.json")["personal"]:
        _employ(stad, rad, kodat)
    return stad


def _create_systemet() -> Anvandare:
    """The account that acts where no person does. Nobody can log in with it."""
    systemet = Anvandare(anvandarnamn="systemet", namn="Systemet")
    systemet.set_unusable_password()
    log.save(systemet, actor=None, verb=Verb.ANVANDARE_CREATE)
    uppdrag = Uppdrag(anvandare=systemet, roll=Roll.SYSTEM, fran=timezone.localdate())
    log.save(uppdrag, actor=None, verb=Verb.UPPDRAG_GIVE)
    return systemet


def _employ(stad: Stad, rad: dict[str, Any], kodat_losenord: str) -> None:
    organisation = stad.organisationer[rad["organisation"]] if "organisation" in rad else None
    anvandare = create_anvandare(
        anvandarnamn=user_name(rad["namn"]),
        namn=rad["namn"],
        organisation=organisation,
        actor=stad.systemet,
    )
    kod = rad.get("namnd", "")
    namnd, idag = stad.namnder.get(kod), timezone.localdate()
    for slag in rad.get("enheter", [None]):
        give_uppdrag(
            anvandare=anvandare,
            roll=Roll(rad["roll"]),
            namnd=namnd,
            enhet=stad.enheter[kod, slag] if slag else None,
            fran=max(idag, namnd.giltig_fran) if namnd else idag,
            till=None,
            actor=stad.systemet,
        )
    anvandare.password = kodat_losenord
    log.save(anvandare, actor=anvandare, verb=Verb.SESSION_PASSWORD)
    app = Kodapp(user=anvandare, name="app", confirmed=True)
    log.save(app, actor=anvandare, verb=Verb.SESSION_ENROL)
    anvandare = Anvandare.objects.get(pk=anvandare.pk)  # forgets which duties it has today
    stad.anvandare[anvandare.anvandarnamn] = anvandare
    stad.personal.setdefault((kod, rad["roll"]), []).append(anvandare)
    if organisation is not None:
        stad.externa[organisation.namn] = anvandare
    stad.delar[anvandare.anvandarnamn] = rad.get("del", "")


def user_name(namn: str) -> str:
    """«Åsa Öberg» → asa.oberg."""
    folded = unicodedata.normalize("NFKD", namn).encode("ascii", "ignore").decode()
    return folded.lower().replace(" ", ".")


def _keep(rad: M) -> M:
    rad.full_clean()
    rad.save()
    return rad
