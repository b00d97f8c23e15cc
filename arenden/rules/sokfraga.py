"""What the search box takes: a name, an identity number or an ärendenummer (SFS 2001:637 15 §)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from arenden.rules.identitet import OgiltigtNummer, parse_nummer
from arenden.rules.namnsok import asked_words

LONGEST = 100
MOST_WORDS = 6
FEWEST_LETTERS = 2
ARENDENUMMER = re.compile(r"[A-ZÅÄÖ0-9]{1,6}-[0-9]{4}-[0-9]{1,6}")
DIGITS = re.compile(r"[0-9\s+\-\u2010-\u2013\u2212]+")
BETWEEN_LETTERS = frozenset(" -'’.\u2010\u2011")
BARA = (
    "Här går det att söka på namn, personnummer, samordningsnummer eller ärendenummer. "
    "Lagen tillåter inga andra sökord."
)


class Sokslag(StrEnum):
    NAMN = "namn"
    NUMMER = "nummer"
    ARENDENUMMER = "arendenummer"


class OgiltigFraga(ValueError):
    """Nothing was searched; the message says in Swedish what to write instead."""


@dataclass(frozen=True)
class Sokfraga:
    """What is asked for: a name as it was typed, twelve digits, or an ärendenummer in capitals."""

    slag: Sokslag
    varde: str


def read_fraga(text: str, *, idag: date) -> Sokfraga:
    """Tell what was typed. Raises OgiltigFraga for all that may not be searched by."""
    text = " ".join(unicodedata.normalize("NFKC", text).split())
    if len(text) > LONGEST:
        raise OgiltigFraga(f"Sökningen är för lång. {BARA}")
    if ARENDENUMMER.fullmatch(text.upper()):
        return Sokfraga(Sokslag.ARENDENUMMER, text.upper())
    if DIGITS.fullmatch(text):
        try:
            return Sokfraga(Sokslag.NUMMER, parse_nummer(text, idag=idag).siffror)
        except OgiltigtNummer as fel:
            raise OgiltigFraga(str(fel)) from fel
    if not all(letter.isalpha() or letter in BETWEEN_LETTERS for letter in text):
        raise OgiltigFraga(BARA)
    words = asked_words(text)
    if sum(map(len, words)) < FEWEST_LETTERS:
        raise OgiltigFraga("Skriv minst två bokstäver av namnet.")
    if len(words) > MOST_WORDS:
        raise OgiltigFraga(f"Det är för många ord för ett namn. {BARA}")
    return Sokfraga(Sokslag.NAMN, text)
