"""What may be taken back, what falls when a step is done anew, and answers as a form had them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from insatser.rules.falt import Falt
from insatser.rules.graf import Graf, OmojligVag, Utfall, replay, still_possible

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def is_built_upon(graf: Graf, utfall: Sequence[Utfall], valt: int) -> bool:
    """Whether what came after the outcome at `valt` needs it."""
    andra = [ett for i, ett in enumerate(utfall) if i != valt]
    try:
        return utfall[valt].steg not in replay(graf, andra).oppna
    except OmojligVag:
        return True


def falls_with(graf: Graf, utfall: Sequence[Utfall], valt: int) -> list[int]:
    """Which outcomes fall when the step of the one at `valt` is done anew, itself among them.

    Of a step that parties share every answer falls, and so does the step each time that it was done
    after that. What was done on ways beside it stays.
    """
    igen = {i for i in range(valt, len(utfall)) if utfall[i].steg == utfall[valt].steg}
    omgang = _round(utfall, valt) | igen
    andra = [i for i in range(len(utfall)) if i not in omgang]
    mojliga = still_possible(graf, [utfall[i] for i in andra])
    fallna = {i for i, mojlig in zip(andra, mojliga, strict=True) if not mojlig}
    return sorted(omgang | fallna)


def _round(utfall: Sequence[Utfall], valt: int) -> set[int]:
    """The answers that were given in the same round of a step."""
    omgangar: list[set[int]] = [set()]
    for i, ett in enumerate(utfall):
        if ett.steg == utfall[valt].steg:
            omgangar[-1].add(i)
            if not ett.kvar:
                omgangar.append(set())
    return next(omgang for omgang in omgangar if valt in omgang)


def as_typed(falt: Sequence[Falt], svar: Mapping[str, Any], utfall: str) -> dict[str, Any]:
    """The answers of a step as its form has them, to be typed on."""
    typed = {ett.namn: _typed(ett, svar[ett.namn]) for ett in falt if ett.namn in svar}
    return typed | ({"utfall": utfall} if utfall else {})


def _typed(falt: Falt, svar: Any) -> Any:
    if falt.ur and isinstance(svar, Mapping):
        return svar["kod"]
    if falt.slag == "ja_nej":
        return "ja" if svar else "nej"
    if falt.slag == "tid":
        return datetime.fromisoformat(svar).astimezone(STOCKHOLM).strftime("%Y-%m-%dT%H:%M")
    return svar
