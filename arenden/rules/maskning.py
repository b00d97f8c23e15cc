"""What is masked in a text before somebody outside reads it: whole sentences, and words anywhere.

A masked word is gone, not covered: what leaves is a new text, without it (OSL 10:3).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

MASKAT = "[maskat]"
SHORTEST_NAME = 3
SHORTEST_NUMBER = 6
NUMMER = re.compile(r"(?<!\d)(?:19|20)?\d{6}[-+ ]?\d{4}(?!\d)")
TELEFON = re.compile(r"(?<![\d-])(?:\+46|0)[\d \-/]{6,14}\d(?!\d)")
ADRESS = re.compile(
    r"\b[A-ZÅÄÖ][\wåäö]*(?:gatan|vägen|gränd|stigen|torget|backen|allén|leden)\s+\d+\s?[A-Z]?\b"
)
EPOST = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
MONSTER = (
    (NUMMER, "Någons personnummer"),
    (ADRESS, "En adress"),
    (EPOST, "En e-postadress"),
    (TELEFON, "Ett telefonnummer"),
)


@dataclass(frozen=True)
class Hemlighet:
    """A text that may have to be masked wherever it stands. `alltid`: unless a reason is given.

    `lagrum`: the provision of OSL that protects it, where it is known beforehand.
    """

    text: str
    varfor: str
    alltid: bool = False
    lagrum: str = ""


def sentences(text: str) -> list[str]:
    """The text cut after each sentence and line; put together again they are the text.

    The point after an initial ends no sentence: «S. Lind» stays together.
    """
    delar = re.split(r"(?<=[.!?])(?<!\s[A-ZÅÄÖ]\.)(?=\s)|(?<=\n)", text)
    return [del_ for del_ in delar if del_]


def fingerprint(text: str) -> str:
    """What tells whether a text is still the one that somebody went through."""
    return hashlib.sha256(text.encode()).hexdigest()


def masked(text: str, meningar: Collection[int], ord_: Iterable[str]) -> str:
    """The text without the sentences (by their place) and without the words."""
    delar = []
    for nummer, mening in enumerate(sentences(text)):
        karna = mening.strip()
        byt = nummer in meningar and karna
        delar.append(mening.replace(karna, MASKAT) if byt else mening)
    return re.sub(rf"{re.escape(MASKAT)}(?:\s*{re.escape(MASKAT)})+", MASKAT, strike(delar, ord_))


def strike(delar: Iterable[str], ord_: Iterable[str]) -> str:
    """The parts put together, each word replaced, the longest first, in any case and genitive."""
    text = "".join(delar)
    for ett in sorted(filter(None, (o.strip() for o in ord_)), key=len, reverse=True):
        text = pattern(ett).sub(MASKAT, text)
    return text


def pattern(ord_: str) -> re.Pattern[str]:
    """Finds a word or name as people write it; a number however its digits are spaced."""
    siffror = re.sub(r"\D", "", ord_)
    if len(siffror) >= SHORTEST_NUMBER and re.fullmatch(r"[\d\s+/-]+", ord_):
        return re.compile(r"(?<!\d)" + r"[\s/+-]*".join(siffror) + r"(?!\d)")
    inre = r"\s+".join(re.escape(del_) for del_ in ord_.split())
    return re.compile(rf"(?<!\w){inre}s?(?!\w)", re.IGNORECASE)


def is_in(hemlighet: Hemlighet, texter: Iterable[str]) -> bool:
    monster = pattern(hemlighet.text)
    return any(monster.search(text) for text in texter)


def names(
    namn: str, varfor: str, egna: Collection[str], *, alltid: bool = False, lagrum: str = ""
) -> list[Hemlighet]:
    """A name and its parts, but not those that the person of the akt bears as well."""
    delar = [namn.strip(), *(del_.strip(".,;()") for del_ in namn.split())]
    bara = {egen.lower() for egen in egna}
    return [
        Hemlighet(del_, varfor, alltid, lagrum)
        for del_ in dict.fromkeys(delar)
        if len(del_) >= SHORTEST_NAME and del_.lower() not in bara
    ]


def found_by_shape(texter: Iterable[str], egna_nummer: Iterable[str]) -> list[Hemlighet]:
    """Numbers and addresses that stand in the texts, but not the person's own number."""
    text = "\n".join(texter)
    egna = {re.sub(r"\D", "", nummer)[-10:] for nummer in egna_nummer}
    funna: list[Hemlighet] = []
    for monster, varfor in MONSTER:
        funna += [
            Hemlighet(traff.strip(), varfor)
            for traff in monster.findall(text)
            if re.sub(r"\D", "", traff)[-10:] not in egna
        ]
        text = monster.sub(" ", text)
    return list(dict.fromkeys(funna))
