"""Agreement: held against the published worked example and against another library."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask

from riskbedomning.rules.samstammighet import (
    MINSTA_GRUPP,
    agreement,
    distribution,
    groups_to_tell,
    in_words,
    same_share,
)

# Four observers, twelve units: Krippendorff, «Computing Krippendorff's Alpha-Reliability» (2011).
OBSERVERS = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
PUBLISHED = {"nominal": 0.743, "ordinal": 0.815}
UNITS = [Counter(rad[i] for rad in OBSERVERS if rad[i] != ".") for i in range(12)]
SVAR = ("finns_inte", "delvis", "finns")


def twelve_assessors(fro: int = 7):
    """Twelve people and twenty factors: mostly alike, sometimes a step apart, sometimes nothing."""
    slump = random.Random(fro)
    sanning = [slump.randrange(3) for _ in range(20)]
    return [
        {
            f"f{i}": SVAR[max(0, min(2, ratt + slump.choice((0, 0, 0, 0, -1, 1))))]
            for i, ratt in enumerate(sanning)
            if slump.random() > 0.1
        }
        for _ in range(12)
    ]


def by_the_other_library(rader, distance=None) -> float:
    triples = [
        (str(person), fraga, SVAR.index(svar))
        for person, rad in enumerate(rader)
        for fraga, svar in rad.items()
    ]
    task = AnnotationTask(data=triples, **({"distance": distance} if distance else {}))
    return task.alpha()


def ordinal_distance(rader):
    """Krippendorff's ordinal metric, from how often each grade was given."""
    n = Counter(
        SVAR.index(rad[fraga])
        for fraga in {f for rad in rader for f in rad}
        for rad in rader
        if fraga in rad
    )

    def distance(a: int, b: int) -> float:
        low, high = sorted((a, b))
        return (sum(n[g] for g in range(low, high + 1)) - (n[low] + n[high]) / 2) ** 2

    return distance


def distributions(rader):
    fragor = sorted({fraga for rad in rader for fraga in rad})
    return [distribution(rader, fraga) for fraga in fragor]


@pytest.mark.parametrize(("skala", "alfa"), PUBLISHED.items())
def test_the_published_example_comes_out_as_published(skala, alfa):
    got = agreement(UNITS, "12345", skala=skala, fro=1)
    assert got.alfa == pytest.approx(alfa, abs=0.0005)


@pytest.mark.parametrize("fro", range(5))
def test_twelve_assessors_agree_as_another_library_says(fro):
    rader = twelve_assessors(fro)
    fordelningar = distributions(rader)
    nominal = agreement(fordelningar, SVAR, skala="nominal", fro=1)
    ordinal = agreement(fordelningar, SVAR, skala="ordinal", fro=1)
    assert nominal.alfa == pytest.approx(by_the_other_library(rader), abs=1e-9)
    other = by_the_other_library(rader, ordinal_distance(rader))
    assert ordinal.alfa == pytest.approx(other, abs=1e-9)


def test_the_interval_holds_alpha_and_is_the_same_each_time():
    fordelningar = distributions(twelve_assessors())
    got = agreement(fordelningar, SVAR, skala="nominal", fro=3)
    assert -1 <= got.lagst < got.alfa < got.hogst <= 1
    assert got == agreement(fordelningar, SVAR, skala="nominal", fro=3)


def test_more_questions_make_a_narrower_interval():
    fordelningar = distributions(twelve_assessors())
    few = agreement(fordelningar, SVAR, skala="nominal", fro=3)
    many = agreement(fordelningar * 8, SVAR, skala="nominal", fro=3)
    assert many.hogst - many.lagst < (few.hogst - few.lagst) / 2


def test_an_answer_outside_the_scale_counts_as_none():
    med = [{"finns": 4, "oklart": 3}, {"delvis": 4}, {"finns_inte": 2, "delvis": 2}]
    utan = [{"finns": 4}, {"delvis": 4}, {"finns_inte": 2, "delvis": 2}]
    assert agreement(med, SVAR, skala="ordinal", fro=1) == agreement(
        utan, SVAR, skala="ordinal", fro=1
    )


@pytest.mark.parametrize(
    "fordelningar",
    [[], [{}], [{"finns": 1}, {"delvis": 1}], [{"finns": 9}, {"finns": 9}]],
    ids=["no question", "no answer", "one answer each", "no variation"],
)
def test_without_anything_to_compare_there_is_no_alpha(fordelningar):
    got = agreement(fordelningar, SVAR, skala="nominal", fro=1)
    assert got.alfa is got.lagst is got.hogst is None
    assert "Går inte att räkna" in in_words(got.alfa)


def test_systematic_disagreement_is_below_zero():
    got = agreement([{"finns": 3, "finns_inte": 3}] * 6, SVAR, skala="nominal", fro=1)
    assert got.alfa < 0
    assert "slumpen" in in_words(got.alfa)


@pytest.mark.parametrize(
    ("antal", "andel"),
    [({"a": 5}, 1), ({"a": 1, "b": 1}, 0), ({"a": 3, "b": 1}, 0.5), ({"a": 1}, None)],
)
def test_the_share_of_pairs_alike(antal, andel):
    assert same_share(antal) == andel


@pytest.mark.parametrize(
    ("antal", "visas"),
    [
        ({"a": 7, "b": 3}, set()),
        ({"a": 7, "b": 5}, {"a", "b"}),
        ({"a": 7, "b": 3, "c": 2}, {"a"}),
        ({"a": 8, "b": 6, "c": 4}, {"a"}),
        ({"a": 4, "b": 4, "c": 4}, set()),
    ],
)
def test_a_unit_is_told_of_only_when_the_rest_is_none_or_five(antal, visas):
    assert groups_to_tell(antal) == visas


@given(st.dictionaries(st.integers(0, 9), st.integers(1, 12), min_size=1))
def test_no_subtraction_leaves_a_group_of_one_to_four(antal):
    visas = groups_to_tell(antal)
    rest = sum(antal.values()) - sum(antal[g] for g in visas)
    assert all(antal[g] >= MINSTA_GRUPP for g in visas)
    assert rest == 0 or rest >= MINSTA_GRUPP or not visas
