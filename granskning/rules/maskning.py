"""What is proposed to be left out of an extract, on what ground, and what to look at closer.

A proposal is never a decision: a person tries every item (OSL 12:1, 26:1). Nothing about the person
who asks with their own right is secret to them; what is about somebody else is proposed to be
masked until it is clear that it can be told.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from granskning.rules.utdrag import TALERATT, Begarare

FIL = Path(__file__).resolve().parents[1] / "data" / "maskningsgrunder.json"
MYNDIGHETER = frozenset(
    {
        "Polisen",
        "Skola",
        "Förskola",
        "Hälso- och sjukvård",
        "Åklagare",
        "Kriminalvården",
        "Socialtjänst",
    }
)
"""Categories of reporters who report in their work; anyone else reports as a private person."""
BARNET_SJALVT = "Barnet självt"
SHORTEST_NAME = 3
NUMMER = re.compile(r"(?<!\d)(?:19|20)?\d{6}[-+ ]?\d{4}(?!\d)")


class Kategori(StrEnum):
    """Whom a field may tell about, which decides what is proposed."""

    EGEN = "egen"
    PLATS = "plats"
    ANMALARE = "anmalare"
    VARDNADSHAVARE = "vardnadshavare"
    VARDNADSHAVARES_SYN = "vardnadshavares_syn"
    BARNETS_ORD = "barnets_ord"
    FRITEXT = "fritext"
    FELINFORD = "felinford"
    POLIS = "polis"
    GRANSKNING = "granskning"
    ONABAR = "onabar"


@dataclass(frozen=True)
class Grund:
    """A ground to mask on. `i_ord` is what the person reads (granskning/data)."""

    kod: str
    lagrum: str
    namn: str
    i_ord: str


@dataclass(frozen=True)
class Lage:
    """Who asks, how old the young person is, and whether somebody must not be found."""

    begarare: Begarare
    alder: int | None
    is_skyddad: bool
    is_hotad: bool

    @property
    def hides_place(self) -> bool:
        """Where people work would tell where the young person is."""
        return self.is_skyddad or self.is_hotad


@dataclass(frozen=True)
class Forslag:
    """`grund`: mask by it, or none to release. `observera`: what to weigh either way."""

    grund: str = ""
    observera: str = ""


@dataclass(frozen=True)
class Hemlig:
    """A text that would tell of somebody wherever it stands, and the ground to strike it on."""

    text: str
    grund: str


@cache
def all_grunder() -> dict[str, Grund]:
    rader = json.loads(FIL.read_text("utf-8"))["rader"]
    return {rad["kod"]: Grund(**rad) for rad in rader}


def grund_choices() -> list[tuple[str, str]]:
    return [(grund.kod, f"{grund.lagrum} {grund.namn}") for grund in all_grunder().values()]


def is_private_reporter(kategori: str, *, anonym: bool) -> bool:
    """Whether who reported is to be kept from the family unless shown otherwise (OSL 26:5)."""
    return anonym or kategori not in MYNDIGHETER | {BARNET_SJALVT}


ALLTID: dict[Kategori, Forslag] = {
    Kategori.ANMALARE: Forslag("26:5"),
    Kategori.FELINFORD: Forslag("26:1", "Felinförd: uppgiften hör troligen till någon annan."),
    Kategori.POLIS: Forslag("18:1", "Fråga polis eller åklagare innan uppgiften lämnas."),
    Kategori.GRANSKNING: Forslag(
        observera="Hör till kontrollen av loggen. Pågår en granskning eller utredning kan raden "
        "behöva vänta (OSL 17:1, 18:1)."
    ),
    Kategori.ONABAR: Forslag(observera="Du når inte hela uppgiften. Komplettera den för sig."),
    Kategori.VARDNADSHAVARES_SYN: Forslag(
        observera="Kan röra en vårdnadshavares egna förhållanden (OSL 26:1)."
    ),
    Kategori.FRITEXT: Forslag(
        observera="Fritext: se efter om någon annan nämns, till exempel syskon."
    ),
}
"""What is proposed whoever asks."""


def propose(kategori: Kategori, lage: Lage) -> Forslag:
    """What is proposed for a field of a kind, for whoever asks."""
    if kategori is Kategori.VARDNADSHAVARE:
        return Forslag("21:3" if lage.hides_place else "26:1")
    if not lage.begarare.speaks_as_child:
        if kategori is Kategori.PLATS and lage.hides_place:
            return Forslag("21:3a" if lage.is_skyddad else "26:2")
        if kategori is Kategori.BARNETS_ORD:
            return _words_of_child(lage)
    return ALLTID.get(kategori, Forslag())


def _words_of_child(lage: Lage) -> Forslag:
    if lage.alder is not None and lage.alder < TALERATT:
        return Forslag(observera="Barnets egna ord: kan barnet ta skada av det (OSL 12:3)?")
    return Forslag("12:3", "Fråga den unge.")


def find_strikes(
    texter: Iterable[str], hemliga: Iterable[Hemlig], egna: Iterable[str]
) -> list[Hemlig]:
    """Passages to propose striking: what is known to be secret, and others' identity numbers.

    Passages are given as they stand in the texts. `egna` are the person's own numbers.
    """
    text = "\n".join(texter)
    own = {_digits(nummer)[-10:] for nummer in egna}
    found = [
        Hemlig(traff, hemlig.grund)
        for hemlig in hemliga
        if len(hemlig.text) >= SHORTEST_NAME
        for traff in re.findall(rf"(?<!\w){re.escape(hemlig.text)}(?!\w)", text, re.IGNORECASE)
    ]
    found += [Hemlig(tal, "26:1") for tal in NUMMER.findall(text) if _digits(tal)[-10:] not in own]
    return list(dict.fromkeys(found))


def struck(text: str, passager: Iterable[str]) -> str:
    """The text with every passage replaced, longest first, whatever case it is written in."""
    for passage in sorted(filter(None, passager), key=len, reverse=True):
        text = re.sub(re.escape(passage), "[maskat]", text, flags=re.IGNORECASE)
    return text


def missing_in(texter: Iterable[str], passager: Iterable[str]) -> list[str]:
    """Passages that stand in none of the texts: they would strike nothing."""
    alla = "\n".join(texter).lower()
    return [passage for passage in passager if passage.lower() not in alla]


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
