"""Which parts of a text go along: its paragraphs, or its sentences where it is a single one."""

from __future__ import annotations

import re
from collections.abc import Collection

from arenden.rules.maskning import sentences


def parts(text: str) -> list[str]:
    """The parts that may be chosen one by one, in order, without the space around them."""
    stycken = [stycke.strip() for stycke in re.split(r"\n\s*\n", text) if stycke.strip()]
    if len(stycken) > 1:
        return stycken
    return [mening.strip() for mening in sentences(text) if mening.strip()]


def is_by_paragraph(text: str) -> bool:
    return bool(re.search(r"\S\s*\n\s*\n\s*\S", text))


def chosen_text(text: str, platser: Collection[int]) -> str:
    """The chosen parts by their places, put together in the order of the text."""
    valda = [del_ for plats, del_ in enumerate(parts(text)) if plats in platser]
    return ("\n\n" if is_by_paragraph(text) else " ").join(valda)
