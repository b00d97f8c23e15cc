"""A plan in easy words: short sentences, one on each line, days in words.

What comes out of here is a beginning for a person to write on; nobody is handed it unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

MANADER = (
    *("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti"),
    *("september", "oktober", "november", "december"),
)
RUBRIK = "#"
LONGEST_LINE = 60
"""Signs in a line of easy reading; a longer one is pointed out."""


@dataclass(frozen=True)
class Malrad:
    vad: str
    marks: str
    senast: date


@dataclass(frozen=True)
class Gorrad:
    vem: str
    vad: str
    senast: date | None = None


def in_words(dag: date) -> str:
    return f"den {dag.day} {MANADER[dag.month - 1]} {dag.year}"


def short_lines(text: str) -> Iterator[str]:
    """One sentence on each line."""
    for rad in text.splitlines():
        yield from (mening.strip() for mening in re.split(r"(?<=[.!?])\s+", rad) if mening.strip())


def beginning(*, mal: Iterable[Malrad], gor: Iterable[Gorrad], foljs_upp: date, fraga: str) -> str:
    """A first text of a plan. A line that begins with # is a heading."""
    rader = ["Det här är din plan.", "Vi har skrivit den tillsammans.", ""]
    for nummer, ett in enumerate(mal, start=1):
        rader += [f"{RUBRIK} Mål {nummer}", *short_lines(ett.vad)]
        rader += ["Så märker vi att det går bra:", *short_lines(ett.marks)]
        rader += [f"Vi vill vara där {in_words(ett.senast)}.", ""]
    rader += [f"{RUBRIK} Det här gör vi"]
    for rad in gor:
        senast = f" Senast {in_words(rad.senast)}." if rad.senast else ""
        rader += [f"{rad.vem}:", *short_lines(f"{rad.vad.rstrip('.')}.{senast}")]
    rader += ["", f"{RUBRIK} Sedan"]
    rader += [f"Senast {in_words(foljs_upp)} pratar vi om hur det går."]
    rader += ["Du får säga vad du tycker.", "Du får ändra dig."]
    rader += [f"Fråga {fraga} om du undrar något."]
    return "\n".join(rader)


def parts(text: str) -> list[tuple[str, str]]:
    """The text as headings and what stands under each; what stands first has no heading."""
    delar: list[tuple[str, list[str]]] = [("", [])]
    for rad in text.replace("\r\n", "\n").splitlines():
        if rad.startswith(RUBRIK):
            delar.append((rad.lstrip(RUBRIK).strip(), []))
        else:
            delar[-1][1].append(rad)
    return [(rubrik, "\n".join(rader).strip()) for rubrik, rader in delar if rubrik or any(rader)]


def long_lines(text: str) -> list[str]:
    """The lines that are longer than easy reading is."""
    return [rad for rad in text.splitlines() if len(rad) > LONGEST_LINE]
