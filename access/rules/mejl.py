"""When a mail may say that there are notices: at once, or once a day in the morning."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MORGON = 7
"""The hour from which the day's mail goes."""


def is_due(nar: str, senast: datetime | None, nu: datetime) -> bool:
    """Whether a person who chose `nar` gets a mail now; `senast` is when the last one went.

    Both instants are aware. A day is a day in Stockholm.
    """
    if nar != "dagligen":
        return nar == "genast"
    lokalt = nu.astimezone(STOCKHOLM)
    redan = senast is not None and senast.astimezone(STOCKHOLM).date() == lokalt.date()
    return lokalt.hour >= MORGON and not redan
