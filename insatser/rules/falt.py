"""What a step asks, as data: the questions of a form, and what is missing in the answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

Slag = Literal["text", "rad", "datum", "tid", "ja_nej", "val", "flerval", "tal"]
LANGST = {"text": 20_000, "rad": 300}


@dataclass(frozen=True)
class Falt:
    """A question. `val`: the codes and words to choose among, for «val» and «flerval»; `ur` names
    what in the ärende they are taken from instead, and then the codes are ids of rows.

    Answers are kept as JSON: text, «2026-11-21», an ISO instant, true or false, a code, a list of
    codes, a whole number; of what was taken from the ärende also its words, as `keep_choice` says.
    """

    namn: str
    fraga: str
    slag: Slag = "text"
    hjalp: str = ""
    kravs: bool = True
    val: tuple[tuple[str, str], ...] = ()
    ur: str = ""


def find_faults(falt: Iterable[Falt], svar: Mapping[str, Any]) -> dict[str, list[str]]:
    """Everything wrong with the answers, by question; empty when the step may be done with them.

    Answers to questions that were not asked are faults too.
    """
    fragor = {ett.namn: ett for ett in falt}
    fel = {namn: [text] for namn, ett in fragor.items() if (text := _fault(ett, svar.get(namn)))}
    fel |= {namn: ["Frågan ställs inte i det här steget."] for namn in set(svar) - set(fragor)}
    return fel


def _fault(falt: Falt, svar: Any) -> str:
    if svar is None or svar == [] or (isinstance(svar, str) and not svar.strip()):
        return "Svara på frågan." if falt.kravs else ""
    if not _is_of_slag(falt, svar):
        return "Svaret är inte av rätt slag."
    if len(str(svar)) > LANGST.get(falt.slag, LANGST["text"]):
        return "Texten är för lång."
    return ""


def _is_of_slag(falt: Falt, svar: Any) -> bool:
    koder = {kod for kod, _ in falt.val}
    ratt = {
        "text": lambda: isinstance(svar, str),
        "rad": lambda: isinstance(svar, str),
        "datum": lambda: isinstance(svar, str) and _parses(date, svar),
        "tid": lambda: isinstance(svar, str) and _parses(datetime, svar),
        "ja_nej": lambda: isinstance(svar, bool),
        "val": lambda: isinstance(svar, str) and svar in koder,
        "flerval": lambda: isinstance(svar, list) and set(svar) <= koder,
        "tal": lambda: type(svar) is int and svar >= 0,
    }
    return ratt[falt.slag]()


def _parses(slag: type[date] | type[datetime], text: str) -> bool:
    try:
        slag.fromisoformat(text)
    except ValueError:
        return False
    return True


def keep_choice(falt: Falt, svar: Any) -> Any:
    """An answer as it is kept: what was chosen out of the ärende with its words of that day."""
    if not falt.ur or svar is None:
        return svar
    return {"kod": svar, "i_ord": _choice_in_words(falt, svar)}


def in_words(falt: Falt, svar: Any) -> str:
    """An answer as people read it."""
    if svar is None or svar == "":
        return ""
    if falt.ur and isinstance(svar, dict):
        return str(svar["i_ord"])
    if falt.slag == "ja_nej":
        return "Ja" if svar else "Nej"
    if falt.slag in ("val", "flerval"):
        return _choice_in_words(falt, svar)
    if falt.slag == "tid":
        return str(svar).replace("T", " ")[:16]
    return str(svar)


def _choice_in_words(falt: Falt, svar: Any) -> str:
    ord_ = dict(falt.val)
    koder = svar if isinstance(svar, list) else [svar]
    return ", ".join(ord_.get(str(kod), str(kod)) for kod in koder)
