"""How alike many people assess the same thing, and which groups may be told of it (ADR 0041).

The measure is Krippendorff's alpha (Krippendorff, Content Analysis, 2019, ch. 12): 1 where all
answer alike, 0 where they agree as often as chance would have them, below 0 where less often.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

import krippendorff
import numpy as np

MINSTA_GRUPP = 5
"""Nothing is told of fewer: with four others, one's own answer gives too much away."""
DRAGNINGAR = 1000
INTERVALL = (2.5, 97.5)
HOG, FORSIKTIG = 0.8, 0.667
"""Krippendorff's own limits: to rely on, and for tentative conclusions."""

Skala = Literal["nominal", "ordinal"]
Antal = Mapping[str, int]
Grupp = TypeVar("Grupp")


@dataclass(frozen=True)
class Samstammighet:
    """Alpha with its interval. All three are None where nothing varies, or nothing compares."""

    alfa: float | None = None
    lagst: float | None = None
    hogst: float | None = None


def distribution(svar: Collection[Mapping[str, str]], fraga: str) -> dict[str, int]:
    """How many gave each answer to one question; who did not answer it is left out."""
    return dict(Counter(ett[fraga] for ett in svar if ett.get(fraga)))


def alpha(fordelningar: Sequence[Antal], varden: Sequence[str], *, skala: Skala) -> float | None:
    """Alpha over several questions, each given as how many gave each of `varden`.

    An answer outside `varden` counts as none given. None where nobody differs on anything, or
    nobody can be compared.
    """
    return _alpha(_counts(fordelningar, varden), skala)


def agreement(
    fordelningar: Sequence[Antal], varden: Sequence[str], *, skala: Skala, fro: int
) -> Samstammighet:
    """`alpha` with an interval, which comes from drawing the questions anew.

    It tells how much hangs on which of them happened to be asked. People are not drawn anew, since
    whoever is drawn twice agrees with themselves. The same `fro` gives the same interval.
    """
    counts = _counts(fordelningar, varden)
    alfa = _alpha(counts, skala)
    if alfa is None:
        return Samstammighet()
    slump = np.random.default_rng(fro)
    drawn = slump.integers(len(counts), size=(DRAGNINGAR, len(counts)))
    alfor = [a for rader in drawn if (a := _alpha(counts[rader], skala)) is not None]
    lagst, hogst = np.percentile(alfor, INTERVALL)
    return Samstammighet(alfa, min(float(lagst), alfa), max(float(hogst), alfa))


def _counts(fordelningar: Sequence[Antal], varden: Sequence[str]) -> np.ndarray:
    """A row for each question that at least two answered."""
    rows = [[antal.get(varde, 0) for varde in varden] for antal in fordelningar]
    counts: np.ndarray = np.array(rows).reshape(-1, len(varden))
    is_compared: np.ndarray = counts.sum(axis=1) > 1
    return np.compress(is_compared, counts, axis=0)


def _alpha(counts: np.ndarray, skala: Skala) -> float | None:
    if np.count_nonzero(counts.sum(axis=0)) < 2:  # noqa: PLR2004
        return None
    domain = list(range(counts.shape[1]))
    return float(
        krippendorff.alpha(value_counts=counts, value_domain=domain, level_of_measurement=skala)
    )


def same_share(antal: Antal) -> float | None:
    """The share of all pairs of people who gave the same answer to one question."""
    alla = sum(antal.values())
    pairs = alla * (alla - 1)
    return sum(n * (n - 1) for n in antal.values()) / pairs if pairs else None


def groups_to_tell(antal: Mapping[Grupp, int]) -> set[Grupp]:
    """The groups whose distribution may be shown beside that of everybody together.

    Each has at least five. Those left out are none or at least five together, since what everybody
    answered, less what is shown, is what they answered.
    """
    by_size = sorted((g for g in antal if antal[g] >= MINSTA_GRUPP), key=lambda g: antal[g])
    rest = sum(antal.values()) - sum(antal[g] for g in by_size)
    while by_size and 0 < rest < MINSTA_GRUPP:
        rest += antal[by_size.pop(0)]
    return set(by_size)


def in_words(alfa: float | None) -> str:
    """What an alpha says, for people who do not count."""
    if alfa is None:
        return "Går inte att räkna: alla har svarat lika på allt, eller för få på varje fråga."
    if alfa >= HOG:
        return "Svaren är lika i hög grad."
    if alfa >= FORSIKTIG:
        return "Svaren är ganska lika. Dra försiktiga slutsatser."
    if alfa > 0:
        return "Svaren skiljer sig åt. Prata om hur ni läser frågorna."
    return "Svaren är inte mer lika än slumpen skulle ge. Prata om hur ni läser frågorna."
