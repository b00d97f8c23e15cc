"""What a series about one person may say: few words, and never more than the values carry."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from insatser.rules.serie import Punkt, Riktning, baslinje_of, describe_serie, number
from insatser.rules.seriebild import BREDD, HOGER, HOJD, NERE, UPPE, VANSTER, draw

START = date(2026, 9, 7)
OKA, MINSKA, BEHALL = Riktning.OKA, Riktning.MINSKA, Riktning.BEHALL
ALDRIG = ("signifikan", "p-värde", "trend", "effekt", "procent", "%")


def weeks(*varden: str | None, fran: date) -> list[Punkt]:
    """One value each week from `fran`; None for a week without one."""
    return [
        Punkt(fran + timedelta(weeks=i), Decimal(varde))
        for i, varde in enumerate(varden)
        if varde is not None
    ]


def series(fore: list[str | None], efter: list[str | None]) -> list[Punkt]:
    return [
        *weeks(*fore, fran=START - timedelta(weeks=len(fore))),
        *weeks(*efter, fran=START),
    ]


# values before and after, what would be good → (better, worse, within)
TABELL = [
    (["10", "12", "11"], ["13", "14", "15"], OKA, (3, 0, 0)),
    (["10", "12", "11"], ["13", "14", "15"], MINSKA, (0, 3, 0)),
    (["10", "12", "11"], ["13", "11", "9"], OKA, (1, 1, 1)),
    (["10", "12", "11"], ["13", "11", "9"], MINSKA, (1, 1, 1)),
    (["10", "12", "11"], ["13", "11", "9"], BEHALL, (0, 2, 1)),
    (["10", "12", "11"], ["12", "10"], OKA, (0, 0, 2)),  # the ends of the range are within it
    (["10", "12", "11"], [], OKA, (0, 0, 0)),
    (["10", "12"], ["20", "30"], OKA, (0, 0, 0)),  # two before are no range
    ([], ["20", "30"], OKA, (0, 0, 0)),
    (["5", "5", "5"], ["5", "6"], OKA, (1, 0, 1)),
]


@pytest.mark.parametrize(("fore", "efter", "riktning", "antal"), TABELL)
def test_later_values_are_counted_against_the_range_before(fore, efter, riktning, antal):
    bild = describe_serie(series(fore, efter), start=START, riktning=riktning)
    assert (bild.battre, bild.samre, bild.inom) == antal
    assert (len(bild.fore), len(bild.efter)) == (len(fore), len(efter))


@pytest.mark.parametrize(("fore", "efter", "riktning", "antal"), TABELL)
def test_no_sentence_claims_more_than_a_count(fore, efter, riktning, antal):
    text = " ".join(
        describe_serie(series(fore, efter), start=START, riktning=riktning).meningar
    ).lower()
    assert not [ord_ for ord_ in ALDRIG if ord_ in text]
    assert not (fore or efter) or "vad en förändring beror på" in text


def test_before_is_told_by_its_middle_and_its_ends():
    bild = describe_serie(series(["8", "30", "12", "10.5"], ["40"]), start=START, riktning=OKA)
    assert bild.baslinje == baslinje_of(bild.fore)
    assert bild.meningar[0] == (
        "Före insatsen finns 4 värden. Det mittersta är 11,25, det lägsta 8 och det högsta 30."
    )
    assert bild.meningar[1] == (
        "Sedan insatsen började finns 1 värde: 1 bättre än alla värden före, 0 sämre än alla och"
        " 0 inom samma spann."
    )


def test_too_few_before_are_said_to_be_too_few():
    bild = describe_serie(series(["8", "9"], ["40", "50"]), start=START, riktning=OKA)
    assert "Värdena före är för få (2)" in bild.meningar[1]


def test_a_short_series_says_that_it_is_short():
    kort = describe_serie(series(["1", "2", "3"], ["4"] * 4), start=START, riktning=OKA)
    lang = describe_serie(series(["1", "2", "3"], ["4"] * 5), start=START, riktning=OKA)
    assert any(mening.startswith("Serien är kort: 7 värden.") for mening in kort.meningar)
    assert not any("kort" in mening for mening in lang.meningar)


def test_weeks_without_a_value_are_said():
    punkter = series(["1", None, "3"], ["4", None, None, "5"])
    bild = describe_serie(punkter, start=START, riktning=OKA)
    assert bild.tomma_veckor == 3
    assert "3 veckor saknar värde. Vi vet inte hur det var då." in bild.meningar


def test_two_values_in_one_week_fill_no_other():
    punkter = [Punkt(START, Decimal(1)), Punkt(START + timedelta(days=3), Decimal(2))]
    assert describe_serie(punkter, start=None, riktning=OKA).tomma_veckor == 0


def test_before_any_insats_all_is_baseline():
    bild = describe_serie(weeks("1", "2", "3", fran=START), start=None, riktning=OKA)
    assert (len(bild.fore), len(bild.efter)) == (3, 0)
    assert bild.meningar[0].startswith("Hittills finns 3 värden.")


def test_nothing_is_said_of_nothing():
    bild = describe_serie([], start=START, riktning=OKA)
    assert bild.meningar == ["Inget värde är infört än."]
    assert draw(bild, start=START) is None


def test_values_come_in_any_order():
    punkter = series(["10", "12", "11"], ["13", "9"])
    assert describe_serie(punkter[::-1], start=START, riktning=OKA) == describe_serie(
        punkter, start=START, riktning=OKA
    )


@pytest.mark.parametrize(("tal", "text"), [("2.50", "2,5"), ("100", "100"), ("0", "0")])
def test_numbers_are_written_as_people_do(tal, text):
    assert number(Decimal(tal)) == text


# the picture


def test_every_point_stands_inside_the_picture_higher_for_more():
    bild = draw(
        describe_serie(series(["1", "2", "3"], ["9"]), start=START, riktning=OKA),
        start=START,
        mal=Decimal(12),
    )
    assert bild is not None
    assert all(VANSTER <= punkt.x <= BREDD - HOGER for punkt in bild.punkter)
    assert all(UPPE <= punkt.y <= HOJD - NERE for punkt in bild.punkter)
    assert [punkt.y for punkt in bild.punkter] == sorted(
        (punkt.y for punkt in bild.punkter), reverse=True
    )
    assert bild.mal is not None
    assert bild.mal.lage == UPPE
    assert bild.start is not None
    assert bild.spann is not None


def test_a_range_of_two_values_is_not_drawn():
    bild = draw(describe_serie(series(["1", "2"], ["9"]), start=START, riktning=OKA), start=START)
    assert bild is not None
    assert (bild.spann, bild.median) == (None, None)


def test_one_value_alone_stands_in_the_middle():
    bild = draw(describe_serie(weeks("5", fran=START), start=None, riktning=OKA), start=None)
    assert bild is not None
    assert (bild.punkter[0].x, bild.punkter[0].y) == (
        (VANSTER + BREDD - HOGER) / 2,
        (UPPE + HOJD - NERE) / 2,
    )
