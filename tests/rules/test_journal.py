"""How long after the event a note was begun, in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from arenden.rules.journal import written_late

NAR = datetime(2026, 11, 3, 13, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("efter", "ord_"),
    [
        (timedelta(0), ""),
        (timedelta(hours=9), ""),
        (timedelta(hours=9, minutes=30), "skriven dagen efter"),
        (timedelta(days=1), "skriven dagen efter"),
        (timedelta(days=12), "skriven 12 dagar efter"),
        (timedelta(days=-1), ""),
    ],
)
def test_days_are_counted_by_the_calendar_of_stockholm(efter, ord_):
    assert written_late(NAR, NAR + efter) == ord_
