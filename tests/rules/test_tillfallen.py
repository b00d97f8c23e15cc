"""A series of sessions skips rest days and says so; an outcome says what it lacks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from arenden.rules.frister import is_rest_day
from insatser.rules.tillfallen import LANGST_SERIE, Hinder, Utfall, hinder_for_utfall, weekly

NU = datetime(2026, 11, 22, 12, tzinfo=UTC)
HELD = Utfall(NU, "genomfort")


def test_each_week_has_one_and_rest_days_move_the_end():
    serie = weekly(date(2026, 12, 10), 4, is_rest_day=is_rest_day)  # Thursdays over Christmas
    assert serie.dagar == [
        date(2026, 12, 10),
        date(2026, 12, 17),
        date(2027, 1, 7),
        date(2027, 1, 14),
    ]
    assert serie.overhoppade == [date(2026, 12, 24), date(2026, 12, 31)]


def test_who_begins_on_a_saturday_means_it():
    serie = weekly(date(2026, 11, 28), 3, is_rest_day=is_rest_day)
    assert serie.dagar == [date(2026, 11, 28) + timedelta(weeks=i) for i in range(3)]
    assert serie.overhoppade == []


@pytest.mark.parametrize("antal", [0, LANGST_SERIE + 1])
def test_a_series_has_an_end(antal):
    with pytest.raises(ValueError, match="sessions"):
        weekly(date(2026, 12, 10), antal, is_rest_day=is_rest_day)


@pytest.mark.parametrize(
    ("rad", "hinder"),
    [
        (HELD, []),
        (replace(HELD, nar=NU + timedelta(minutes=1)), [Hinder.I_FRAMTIDEN]),
        (replace(HELD, utfall="uteblev"), [Hinder.UTAN_ORSAK]),
        (replace(HELD, utfall="uteblev", orsak="vet_inte"), []),
        (replace(HELD, utfall="uteblev", orsak="annat", orsak_ord=" "), [Hinder.UTAN_ORD]),
        (replace(HELD, utfall="uteblev", orsak="annat", orsak_ord="Tåget stod."), []),
        (replace(HELD, utfall="avbokat"), [Hinder.UTAN_AVBOKARE]),
        (
            replace(HELD, utfall="avbokat", avbokat_av="vi", nar=NU + timedelta(days=3)),
            [],
        ),
        (
            Utfall(NU + timedelta(days=1), "uteblev"),
            [Hinder.I_FRAMTIDEN, Hinder.UTAN_ORSAK],
        ),
    ],
)
def test_an_outcome_says_all_that_it_lacks(rad, hinder):
    assert hinder_for_utfall(rad, NU) == hinder
