"""What a proposal changes, in the words of its fields."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from arenden.models.forslag import Lydelse
from arenden.rules.forslag import differences


def differences_in_words(
    fore: Lydelse | None,
    efter: Lydelse,
    *,
    in_words: Callable[[str, Any], str],
    utom: Collection[str] = (),
) -> list[tuple[str, str, str]]:
    """The heading of each field that differs, what it says and what it would say.

    `in_words` words a value that is neither text, number nor yes or no.
    """
    falt = [namn for namn in efter.columns() if namn not in utom]
    return [
        (
            _heading(efter, ett.falt),
            _worded(ett.falt, ett.fore, in_words),
            _worded(ett.falt, ett.efter, in_words),
        )
        for ett in differences(fore.innehall() if fore else {}, efter.innehall(), falt)
    ]


def _heading(rad: Lydelse, falt: str) -> str:
    namn = str(rad._meta.get_field(falt).verbose_name)  # type: ignore[union-attr]
    return namn[:1].upper() + namn[1:]


def _worded(falt: str, varde: Any, in_words: Callable[[str, Any], str]) -> str:
    if isinstance(varde, bool):
        return "Ja" if varde else "Nej"
    if isinstance(varde, list):
        return in_words(falt, varde)
    return "" if varde is None else str(varde)
