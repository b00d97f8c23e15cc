"""What may not stand in a vignette, and what its reviewer should look at twice.

The register is never asked whether a name is in it: the answer would tell who is.
"""

from __future__ import annotations

import re

NUMMER = re.compile(r"(?<!\d)(?:\d{2})?\d{6}[-+\u2010-\u2013\u2212 ]?\d{4}(?!\d)")
TELEFON = re.compile(r"(?<!\d)(?:\+46|0)[ -]?\d{1,3}(?:[ -]?\d){5,8}(?!\d)")
EPOST = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
ARENDENUMMER = re.compile(r"\b[A-ZÅÄÖ]{2,6}-\d{4}-\d{3,}\b")
REFUSED = (
    (NUMMER, "Texten innehåller något som ser ut som ett personnummer. Ta bort det."),
    (TELEFON, "Texten innehåller något som ser ut som ett telefonnummer. Ta bort det."),
    (EPOST, "Texten innehåller en e-postadress. Ta bort den."),
    (ARENDENUMMER, "Texten innehåller något som ser ut som ett ärendenummer. Ta bort det."),
)
ORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
SENTENCE_END = '.!?:\n»”"–'


def hinder_for_text(text: str) -> list[str]:
    """Every reason why the text cannot be about nobody."""
    return [skal for monster, skal in REFUSED if monster.search(text)]


def likely_names(text: str) -> list[str]:
    """Words with a capital inside a sentence, once each: they may name a person or a place."""
    found: dict[str, None] = {}
    for match in ORD.finditer(text):
        ord_, fore = match[0], text[: match.start()].rstrip(" \t")
        is_first = not fore or fore[-1] in SENTENCE_END
        if ord_[0].isupper() and not ord_.isupper() and not is_first:
            found[ord_] = None
    return list(found)
