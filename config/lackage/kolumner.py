"""What each column of a dump says: sealed or clear, repeated values, lengths, numbers in clear."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from config.lackage.dump import Tabell, Varde

EVEN = 0.9
"""Bytes count as sealed when their entropy reaches this share of what even bytes would have."""
NUMBER = re.compile(r"(?<![\w-])(?:(?:19|20)\d{2}|\d{2})\d{4}[-+]?\d{4}(?![\w-])")
COORDINATION = 60
DIGITS = 10


@dataclass(frozen=True)
class Kolumn:
    """`upprepade` counts the rows whose value some other row has too; lengths are in bytes."""

    namn: str
    rader: int
    sluten: bool
    upprepade: int
    langder: int
    vanligaste_langd: float
    nummer: int


def measure(tabell: Tabell) -> list[Kolumn]:
    """Measure every column that has a value."""
    return [
        _kolumn(f"{tabell.namn}.{namn}", values)
        for namn in tabell.kolumner
        if (values := [value for value in tabell.kolumn(namn) if value is not None])
    ]


def is_sealed(values: Iterable[Varde]) -> bool:
    """Whether a column looks enciphered: bytes, and after the first few all equally common."""
    blobs = [as_bytes(value) for value in values if value is not None]
    if not blobs or any(blob is None for blob in blobs):
        return False
    seen = Counter(byte for blob in blobs if blob for byte in blob)
    total = seen.total()
    if total == 0:
        return False
    entropy = -sum(count / total * math.log2(count / total) for count in seen.values())
    return entropy >= EVEN * math.log2(min(256, total))


def as_bytes(value: str) -> bytes | None:
    """The bytes of a column of bytes; None for any other value."""
    if not value.startswith("\\x"):
        return None
    try:
        return bytes.fromhex(value[2:])
    except ValueError:
        return None


def _kolumn(namn: str, values: list[str]) -> Kolumn:
    sluten = is_sealed(values)
    counts = Counter(values)
    lengths = Counter(len(as_bytes(value) or value.encode()) for value in values)
    return Kolumn(
        namn=namn,
        rader=len(values),
        sluten=sluten,
        upprepade=sum(count for count in counts.values() if count > 1),
        langder=len(lengths),
        vanligaste_langd=max(lengths.values()) / len(values),
        nummer=0 if sluten else sum(len(identity_numbers(value)) for value in values),
    )


def identity_numbers(value: str) -> list[str]:
    """Personnummer and samordningsnummer that stand in a value, whatever else it holds."""
    if _is_uuid(value):
        return []
    blob = as_bytes(value)
    text = value if blob is None else blob.decode("utf-8", "ignore")
    return [found for found in NUMBER.findall(text) if _is_identity(found)]


def _is_uuid(value: str) -> bool:
    try:
        return str(UUID(value)) == value
    except ValueError:
        return False


def _is_identity(found: str) -> bool:
    digits = re.sub(r"\D", "", found)[-DIGITS:]
    month, day = int(digits[2:4]), int(digits[4:6])
    try:
        date(2000, month, day - COORDINATION if day > COORDINATION else day)
    except ValueError:
        return False
    weighed = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(number // 10 + number % 10 for number in weighed) % 10 == 0
