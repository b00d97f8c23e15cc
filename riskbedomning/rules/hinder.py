"""What is missing, and where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Hinder:
    """What is missing: the field or factor code it belongs to, and what to do, in Swedish."""

    plats: str
    text: str
