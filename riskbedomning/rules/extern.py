"""What may be kept of an assessment made with somebody else's instrument: never its content."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from riskbedomning.rules.hinder import Hinder

FRAGERAD = re.compile(r"\s*\(?\d{1,3}[.):]?\s+\S.*[\s:=|]\(?[0-4]\)?\s*")
"""A numbered question with its points last: «12. Bristande tillsyn  2»."""
POANGTAL = re.compile(
    r"\b(?:summa|totalsumma|totalpoäng|poängsumma|råpoäng|score)\s*[:=]?\s*\d|\bpoäng\s*[:=]\s*\d",
    re.IGNORECASE,
)
MINST_RADER = 3
INTE_UR_INSTRUMENTET = (
    "Texten ser ut som frågor eller poäng ur instrumentet. Skriv slutsatsen med egna ord, och lägg"
    " blanketten som en handling om den får sparas."
)


@dataclass(frozen=True)
class Externlage:
    """What the rules look at. `handling_i_arendet` is None where no handling is named."""

    utford: date
    ny_bedomning: date | None
    kallor: str
    slutsats: str
    handling_i_arendet: bool | None


def hinder_for_extern(lage: Externlage, idag: date) -> list[Hinder]:
    """Every reason why it may not be kept as it is written."""
    hinder = []
    if lage.utford > idag:
        hinder.append(Hinder("utford", "Dagen för bedömningen har inte varit än."))
    if lage.ny_bedomning is not None and lage.ny_bedomning <= lage.utford:
        hinder.append(Hinder("ny_bedomning", "Nästa bedömning kommer efter den här."))
    if lage.handling_i_arendet is False:
        hinder.append(Hinder("handling", "Handlingen hör till ett annat ärende."))
    for falt, text in (("kallor", lage.kallor), ("slutsats", lage.slutsats)):
        if looks_like_items(text):
            hinder.append(Hinder(falt, INTE_UR_INSTRUMENTET))
    return hinder


def looks_like_items(text: str) -> bool:
    """Whether a text has been pasted out of a form: rows with points, or a sum of points.

    It is only refused; nothing is ever read out of it.
    """
    rader = sum(1 for rad in text.splitlines() if FRAGERAD.fullmatch(rad))
    return rader >= MINST_RADER or POANGTAL.search(text) is not None
