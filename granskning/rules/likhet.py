"""Whether a name or an address is the same as another, however the two were written.

Works on plain words in memory. Nothing here is stored, and what is compared has no `repr`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from arenden.rules.namnsok import fold, normalise, words_of

GATA = re.compile(r"([^\W\d_][^\d,]*?)\s*(\d+)\s*([a-zåäö])?(?![^\W_])")
POSTNUMMER = re.compile(r"\b(\d{3}) ?(\d{2})\b")
INTE_GATA = frozenset({"lgh", "lagenhet", "van", "vaning", "tr", "box", "port"})


class Adress(NamedTuple):
    """Street and number; the postal code is empty where it was not written."""

    gata: str
    postnummer: str

    def is_same(self, annan: Adress) -> bool:
        koder = {self.postnummer, annan.postnummer} - {""}
        return self.gata == annan.gata and len(koder) <= 1


@dataclass(frozen=True)
class Drag:
    """What two people can have in common: surnames, addresses and keyed indexes of numbers."""

    efternamn: frozenset[str] = field(default_factory=frozenset, repr=False)
    adresser: tuple[Adress, ...] = field(default=(), repr=False)
    index: frozenset[bytes] = field(default_factory=frozenset, repr=False)

    def common_names(self, annan: Drag) -> frozenset[str]:
        return self.efternamn & annan.efternamn

    def has_same_address(self, annan: Drag) -> bool:
        return any(en.is_same(den) for en in self.adresser for den in annan.adresser)


def surnames(namn: Iterable[str]) -> frozenset[str]:
    """The words of surnames, as a foreign keyboard writes them: double names by their halves."""
    return frozenset(fold(word) for ett in namn for word in words_of(ett))


def surname_of(namn: str) -> str:
    """What follows the first name in a full name."""
    return namn.partition(" ")[2]


def address_of(text: str) -> tuple[Adress, ...]:
    """The first street with a number in a written address; none where there is no such."""
    skriven = normalise(text)
    kod = POSTNUMMER.search(skriven)
    for del_ in re.split(r"[,\n]", POSTNUMMER.sub(" ", skriven)):
        if (funnen := GATA.search(del_)) is None:
            continue
        gata, nummer, bokstav = funnen.groups()
        ord_ = "".join(fold(word) for word in re.findall(r"\w+", gata))
        if ord_ not in INTE_GATA:
            return (
                Adress(f"{ord_} {nummer}{bokstav or ''}", "".join(kod.groups()) if kod else ""),
            )
    return ()
