"""What may not stand in a template: anything that points at a person or a case."""

from __future__ import annotations

import re

FORBJUDET = (
    (
        re.compile(r"(?<!\d)(?:\d{2})?\d{6}[-+\u2010-\u2013\u2212 ]?\d{4}(?!\d)"),
        "Det står något som liknar ett person- eller samordningsnummer i mallen. Ta bort det.",
    ),
    (
        re.compile(r"\b[A-ZÅÄÖ]{2,6}-\d{4}-\d{3,}\b"),
        "Det står ett ärendenummer i mallen. Ta bort det.",
    ),
    (re.compile(r"\S+@\S+\.\S+"), "Det står en e-postadress i mallen. Ta bort den."),
    (
        re.compile(r"(?<![\d-])(?:\+46|0)[ -]?\d{1,3}[ -]?\d{2,3}(?:[ -]?\d{2,3}){1,2}(?!\d)"),
        "Det står något som liknar ett telefonnummer i mallen. Ta bort det.",
    ),
)


def hinder_for_textmall(*texter: str) -> list[str]:
    """Everything that keeps these words from being a template, in sentences."""
    return [hinder for monster, hinder in FORBJUDET if any(map(monster.search, texter))]
