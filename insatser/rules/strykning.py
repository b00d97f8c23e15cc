"""What is struck in a text before somebody who has asked for it gets it, and on what ground.

A struck passage is gone, not covered: in its place the provision alone is named (OSL 6:3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from arenden.rules.maskning import pattern, sentences


@dataclass(frozen=True)
class Struket:
    """Where something stood. `lagrum` is a provision of OSL, such as 26:1."""

    lagrum: str

    def __str__(self) -> str:
        return f"[struket, OSL {self.lagrum}]"


Del = str | Struket
FLERA = re.compile(r"(\[struket, OSL [^\]]+\])(?:\s*\1)+")
"""Passages beside each other on the same ground are one mark, which tells of no number."""


def struck(text: str, meningar: Mapping[int, str], ord_: Mapping[str, str]) -> str:
    """The text without the sentences (by their place) and without the words, wherever they stand.

    Both give the provision that each is struck by. A longer word goes before a part of it.
    """
    delar = _joined(_without_sentences(text, meningar))
    for ett in sorted(ord_, key=len, reverse=True):
        if ett.strip():
            delar = [ny for del_ in delar for ny in _without_word(del_, ett.strip(), ord_[ett])]
    return FLERA.sub(r"\1", "".join(map(str, delar)))


def _without_sentences(text: str, meningar: Mapping[int, str]) -> Iterator[Del]:
    for plats, mening in enumerate(sentences(text)):
        karna = mening.strip()
        if plats in meningar and karna:
            fore, efter = mening.split(karna, 1)
            yield from (fore, Struket(meningar[plats]), efter)
        else:
            yield mening


def _joined(delar: Iterator[Del]) -> list[Del]:
    """Texts beside each other put together: a word may stand across two sentences."""
    ut: list[Del] = []
    for is_text, grupp in groupby(delar, key=lambda del_: isinstance(del_, str)):
        rad = list(grupp)
        ut += ["".join(map(str, rad))] if is_text else rad
    return ut


def _without_word(del_: Del, ord_: str, lagrum: str) -> Iterator[Del]:
    if isinstance(del_, Struket):
        yield del_
        return
    forsta, *resten = pattern(ord_).split(del_)
    yield forsta
    for bit in resten:
        yield from (Struket(lagrum), bit)
