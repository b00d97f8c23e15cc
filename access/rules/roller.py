"""What each role may do, and on what condition, as data (access/data/roller.json).

The table is for people: rights are kept by gates and grants. `tests/access/test_roller.py` holds
it against the gates, so that it stays true.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FIL = Path(__file__).resolve().parents[1] / "data" / "roller.json"


@dataclass(frozen=True)
class Handling:
    """Something one can do. `roller` gives each role's condition; `sidor` where it is done."""

    vad: str
    sidor: tuple[str, ...]
    roller: dict[str, str]


@cache
def all_handlingar() -> tuple[Handling, ...]:
    return tuple(
        Handling(vad=rad["vad"], sidor=tuple(rad["sidor"]), roller=rad["roller"])
        for rad in json.loads(FIL.read_text("utf-8"))
    )


def handlingar_for(roll: str) -> list[tuple[str, str]]:
    """What a role may do, each with its condition."""
    return [(h.vad, h.roller[roll]) for h in all_handlingar() if roll in h.roller]
