"""What was agreed of an insats against what came of it: counts by week, in plain words."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from insatser.rules.dos import Gang, Overenskommet, describe_dos, often

MANDAG = date(2026, 9, 7)
TVA_I_VECKAN = Overenskommet(Decimal(2), 45, 12)


def gang(dagar: int, utfall: str = "genomfort", minuter: int = 45, av: str = "") -> Gang:
    return Gang(MANDAG + timedelta(days=dagar), minuter, utfall, av)


def after(dagar: int, *gangar: Gang, overens: Overenskommet | None = TVA_I_VECKAN):
    return describe_dos(gangar, start=MANDAG, idag=MANDAG + timedelta(days=dagar), overens=overens)


def test_each_week_tells_what_was_held_missed_and_called_off():
    bild = after(
        15,
        gang(0),
        gang(3, "uteblev"),
        gang(7, minuter=30),
        gang(8, "avbokat", av="vi"),
        gang(16, "planerat"),
    )
    assert [
        (v.nummer, v.genomforda, v.minuter, v.uteblivna, v.avbokade, v.planerade, v.pagar)
        for v in bild.veckor
    ] == [
        (37, 1, 45, 1, 0, 0, False),
        (38, 1, 30, 0, 1, 0, False),
        (39, 0, 0, 0, 0, 1, True),
    ]


def test_the_words_say_what_was_meant_and_what_came():
    bild = after(
        15,
        gang(0),
        gang(3, "uteblev"),
        gang(7, minuter=30),
        gang(8, "avbokat", av="vi"),
        gang(9, "avbokat", av="barnet"),
    )
    assert bild.meningar == [
        "Överenskommet: 2 gånger i veckan, 45 minuter varje gång, i 12 veckor. Det blir 24"
        " tillfällen.",
        "2 hela veckor har gått. På den tiden var 4 tillfällen tänkta.",
        "2 tillfällen har blivit av, 1 uteblev, 1 avbokade vi och 1 avbokades av någon annan.",
        "1 av dem var kortare än överenskommet.",
    ]


def test_nothing_is_late_in_the_week_that_goes_on():
    assert len(after(6, gang(0)).meningar) == 2  # what was agreed, what has come: no whole week yet


def test_after_the_agreed_weeks_no_more_is_expected():
    kort = Overenskommet(Decimal(1), 45, 2)
    assert "2 hela veckor har gått. På den tiden var 2 tillfällen tänkta." in (
        after(70, gang(0), overens=kort).meningar
    )


def test_without_an_agreement_only_what_came_is_told():
    assert after(10, gang(0), overens=None).meningar == [
        "Hur ofta och hur länge är inte antecknat.",
        "1 tillfälle har blivit av.",
    ]


@pytest.mark.parametrize("gangar", [(), (gang(20, "planerat"),)])
def test_what_is_only_planned_is_not_delivered(gangar):
    assert after(10, *gangar).meningar[-1] == "Inget tillfälle är antecknat än."


def test_an_insats_that_has_ended_has_no_weeks_after_it():
    bild = describe_dos(
        [gang(0)], start=MANDAG, idag=MANDAG + timedelta(days=90), slut=MANDAG + timedelta(days=8)
    )
    assert len(bild.veckor) == 2


def test_no_share_is_given():
    assert not any("%" in mening or "procent" in mening for mening in after(30, gang(0)).meningar)


@pytest.mark.parametrize(
    ("antal", "text"),
    [
        ("0.5", "varannan vecka"),
        ("1.0", "en gång i veckan"),
        ("2.0", "2 gånger i veckan"),
        ("1.5", "1,5 gånger i veckan"),
    ],
)
def test_how_often_is_said_as_people_say_it(antal, text):
    assert often(Decimal(antal)) == text
