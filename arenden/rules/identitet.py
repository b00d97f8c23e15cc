"""Personnummer and samordningsnummer: read in any common way, kept with twelve digits.

Sources: folkbokföringslagen (1991:481) 18 §, lagen (2022:1697) om samordningsnummer 2 kap.
"""

from __future__ import annotations

import csv
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from personnummer import personnummer

TESTIDENTITETER = Path(__file__).resolve().parents[1] / "data" / "testidentiteter.csv"
SKRIVET = re.compile(r"([0-9]{2})?([0-9]{6})([-+]?)([0-9]{4})")
STRECK = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212"), "-")
COORDINATION_DAY = 60
"""A samordningsnummer adds sixty to the day of birth."""


class OgiltigtNummer(ValueError):
    """The number cannot be used; the message says in Swedish what to do."""


@dataclass(frozen=True)
class Nummer:
    """A valid number in its normal form of twelve digits. Made by `parse_nummer`."""

    siffror: str

    def __str__(self) -> str:
        return f"{self.siffror[:8]}-{self.siffror[8:]}"

    @property
    def is_samordning(self) -> bool:
        return int(self.siffror[6:8]) >= COORDINATION_DAY

    @property
    def slag(self) -> str:
        return "samordningsnummer" if self.is_samordning else "personnummer"

    @property
    def kon(self) -> str:
        """K or M, from the parity of the ninth of ten digits."""
        return "M" if int(self.siffror[10]) % 2 else "K"

    @property
    def fodelsear(self) -> int:
        return int(self.siffror[:4])

    @property
    def fodd(self) -> date | None:
        """The number's date: the default for the true birth date, which may be another.

        None where a samordningsnummer leaves month or day unknown (00).
        """
        manad, dag = int(self.siffror[4:6]), int(self.siffror[6:8]) % COORDINATION_DAY
        return date(self.fodelsear, manad, dag) if manad and dag else None


def parse_nummer(text: str, *, idag: date) -> Nummer:
    """Read a number of 10 or 12 digits, with or without `-`, `+` and spaces.

    `idag` settles the century of ten digits: a plus sign means that the person turns at least 100
    this year. Raises OgiltigtNummer.
    """
    delar = SKRIVET.fullmatch("".join(text.split()).translate(STRECK))
    if delar is None:
        raise OgiltigtNummer("Skriv numret med tio eller tolv siffror, till exempel 20120126-2399.")
    sekel, datum, tecken, sista = delar.groups()
    nummer = Nummer(f"{sekel or _century(int(datum[:2]), tecken, idag)}{datum}{sista}")
    if not luhn(datum + sista):
        raise OgiltigtNummer("Kontrollsiffran stämmer inte. Jämför numret med källan en gång till.")
    if not _has_real_date(nummer):
        raise OgiltigtNummer("Datumet i numret finns inte. Jämför numret med källan en gång till.")
    if (nummer.fodd or date(nummer.fodelsear, 1, 1)) > idag:
        raise OgiltigtNummer("Datumet i numret har inte varit än. Skriv året med fyra siffror.")
    return nummer


def birth_date(text: str, *, idag: date) -> date | None:
    """The number's birth date, or None where there is none to be had."""
    with suppress(OgiltigtNummer):
        return parse_nummer(text, idag=idag).fodd
    return None


def luhn(siffror: str) -> bool:
    """The check digit over ten digits, weights 2,1,2,1… from the left."""
    products = (int(siffra) * (2 - plats % 2) for plats, siffra in enumerate(siffror))
    return sum(product // 10 + product % 10 for product in products) % 10 == 0


def _century(ar: int, tecken: str, idag: date) -> str:
    fullt = idag.year - (idag.year - ar) % 100
    return str(fullt - 100 if tecken == "+" else fullt)[:2]


def _has_real_date(nummer: Nummer) -> bool:
    """The library knows dates and days above sixty, but refuses the unknown (00)."""
    manad, dag = int(nummer.siffror[4:6]), int(nummer.siffror[6:8])
    if nummer.is_samordning and (manad == 0 or dag == COORDINATION_DAY):
        return manad in range(13) and dag in range(COORDINATION_DAY, COORDINATION_DAY + 32)
    return bool(personnummer.valid(nummer.siffror))


@cache
def published_testnummer() -> frozenset[str]:
    """Numbers that Skatteverket publishes for testing (open data, CC0); no person has them."""
    with TESTIDENTITETER.open(encoding="utf-8", newline="") as fil:
        return frozenset(rad["nummer"] for rad in csv.DictReader(fil))


def is_testnummer(nummer: Nummer) -> bool:
    """Whether the number may stand for a fictitious person."""
    return nummer.siffror in published_testnummer()
