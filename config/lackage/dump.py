"""Reading a plain dump of PostgreSQL: its tables, columns and rows, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

COPY = re.compile(r"COPY (\S+) \((.+)\) FROM stdin;")
END = "\\."
NULL = "\\N"
ESCAPED = re.compile(r"\\(.)")
ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}

Varde = str | None


@dataclass(frozen=True)
class Tabell:
    """One table as it lies in the dump. Bytes are text that begins with `\\x`."""

    namn: str
    kolumner: tuple[str, ...]
    rader: list[tuple[Varde, ...]]

    def kolumn(self, namn: str) -> list[Varde]:
        plats = self.kolumner.index(namn)
        return [rad[plats] for rad in self.rader]


def read_dump(lines: Iterable[str]) -> Iterator[Tabell]:
    """Yield each table that has rows. The rows of one table at a time are held in memory."""
    lines = iter(lines)
    for line in lines:
        if head := COPY.match(line):
            namn = head[1].replace('"', "").removeprefix("public.")
            kolumner = tuple(part.strip().strip('"') for part in head[2].split(","))
            if rader := list(_rows(lines)):
                yield Tabell(namn, kolumner, rader)


def _rows(lines: Iterator[str]) -> Iterator[tuple[Varde, ...]]:
    for line in lines:
        row = line.rstrip("\n")
        if row == END:
            return
        yield tuple(None if value == NULL else _unescaped(value) for value in row.split("\t"))


def _unescaped(value: str) -> str:
    return ESCAPED.sub(lambda found: ESCAPES.get(found[1], found[1]), value)
