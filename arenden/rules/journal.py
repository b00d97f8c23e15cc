"""When a note was written, told beside when what it tells of happened."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def written_late(nar: datetime, skapad: datetime) -> str:
    """How many days after the event a note was begun, in words; nothing for the same day."""
    dagar = (skapad.astimezone(STOCKHOLM).date() - nar.astimezone(STOCKHOLM).date()).days
    if dagar < 1:
        return ""
    return "skriven dagen efter" if dagar == 1 else f"skriven {dagar} dagar efter"
