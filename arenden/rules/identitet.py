"""Identity numbers: normal form, kind, birth date and sex (SFS 1991:481 18 §, SFS 2022:1697)."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from personnummer import personnummer

COORDINATION_DAY = 60
"""A samordningsnummer adds sixty to the day of birth."""


class OgiltigtNummer(ValueError):
    """The number cannot be one; the message says in Swedish what to do."""


@dataclass(frozen=True)
class Nummer:
    """A valid number in its normal form of twelve digits.

    `fodd` is None where the number leaves month or day unknown (00, samordningsnummer only).
    """

    siffror: str
    is_samordning: bool
    fodd: date | None
    kon: str

    @property
    def fodelsear(self) -> int:
        return int(self.siffror[:4])

    def __str__(self) -> str:
        return f"{self.siffror[:8]}-{self.siffror[8:]}"


def parse_nummer(text: str, *, idag: date) -> Nummer:
    """Read a number written with 10 or 12 digits, with or without `-`, `+` and spaces.

    Raises OgiltigtNummer. A true birth date may differ from the number's; the number is a default.
    """
    skrivet = re.sub(r"\s", "", text)
    if not re.fullmatch(r"\d{6}(\d\d)?[-+]?\d{4}", skrivet):
        raise OgiltigtNummer("Skriv numret med tio eller tolv siffror, till exempel 20120126-2399.")
    siffror = _twelve_digits(skrivet, idag)
    if not luhn(siffror[2:]):
        raise OgiltigtNummer("Kontrollsiffran stämmer inte. Jämför numret med källan en gång till.")
    ar, manad, dag = int(siffror[:4]), int(siffror[4:6]), int(siffror[6:8])
    is_samordning = dag >= COORDINATION_DAY or (manad == 0 or dag == 0)
    if dag >= COORDINATION_DAY:
        dag -= COORDINATION_DAY
    unknown = manad == 0 or dag == 0
    if unknown and not _may_be_unknown(siffror, manad, dag):
        raise OgiltigtNummer("Datumet i numret finns inte. Jämför numret med källan en gång till.")
    if not unknown and not personnummer.valid(siffror):
        raise OgiltigtNummer("Datumet i numret finns inte. Jämför numret med källan en gång till.")
    return Nummer(
        siffror=siffror,
        is_samordning=is_samordning,
        fodd=None if unknown else date(ar, manad, dag),
        kon="M" if int(siffror[10]) % 2 else "K",
    )


def luhn(siffror: str) -> bool:
    """The check digit over ten digits, weights 2,1,2,1… from the left."""
    products = (int(siffra) * (2 - plats % 2) for plats, siffra in enumerate(siffror))
    return sum(divmod(product, 10)[0] + product % 10 for product in products) % 10 == 0


def _may_be_unknown(siffror: str, manad: int, dag: int) -> bool:
    """Only a samordningsnummer leaves month or day out: its day is written 60–91."""
    return int(siffror[6:8]) >= COORDINATION_DAY and manad <= 12 and dag <= 31


def _twelve_digits(skrivet: str, idag: date) -> str:
    """The century of a ten-digit number: the latest possible, or one earlier after `+`."""
    siffror = re.sub(r"[-+]", "", skrivet)
    if len(siffror) == 12:
        return siffror
    arhundrade = idag.year // 100
    fodd = f"{arhundrade}{siffror[:6]}"
    if _day_number(fodd) > int(idag.strftime("%Y%m%d")):
        arhundrade -= 1
    if "+" in skrivet:
        arhundrade -= 1
    return f"{arhundrade}{siffror}"


def _day_number(fodd: str) -> int:
    dag = int(fodd[6:8])
    return int(fodd[:6]) * 100 + (dag - COORDINATION_DAY if dag >= COORDINATION_DAY else dag)


def birth_date(text: str, *, idag: date) -> date | None:
    """The number's birth date, or None where there is none to be had."""
    with suppress(OgiltigtNummer):
        return parse_nummer(text, idag=idag).fodd
    return None
