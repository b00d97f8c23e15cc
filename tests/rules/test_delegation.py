"""The delegation order: one line for each kind of matter on each day, by the law of that day."""

from __future__ import annotations

from datetime import date

import pytest

from access.rules.delegation import all_punkter, decides_by_role, delegable, punkt_for

ARENDETYPER = ("beslut", "forlangning", "tilldelning")
FORE, EFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize("arendetyp", ARENDETYPER)
@pytest.mark.parametrize("dag", [date(2013, 1, 1), FORE, EFTER, date(2026, 11, 21)])
def test_one_line_governs_each_day(arendetyp, dag):
    funna = [p for p in all_punkter() if p.arendetyp == arendetyp and p.is_in_force("JAR", dag)]
    assert len(funna) == 1
    assert decides_by_role({"gruppledare"}, arendetyp, "JAR", dag)
    assert not decides_by_role({"socialsekreterare"}, arendetyp, "JAR", dag)


def test_the_paragraph_is_that_of_the_day():
    lagrum = [punkt.lagrum for dag in (FORE, EFTER) if (punkt := punkt_for("beslut", "JAR", dag))]
    assert lagrum == ["SoL (2001:453) 4:1", "SoL 11:1, 14:2"]


def test_assigning_is_never_handed_on():
    assert [punkt.arendetyp for punkt in delegable("JAR", EFTER)] == [
        "beslut",
        "forlangning",
        "utlamnande",
    ]
