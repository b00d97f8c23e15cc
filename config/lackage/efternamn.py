"""How many surnames a thief gets right who knows how common each surname is.

Two thieves are tried on every column, every length and every number of rows that belongs to a
person. One ranks: the commonest value is guessed to be the commonest surname, and so on. One
already knows half of the persons, learns from them and guesses the other half. What they would
have got right by luck is measured on surnames dealt out anew among the persons.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import mean

from config.lackage.dump import Tabell
from config.lackage.kolumner import as_bytes, is_sealed

DEALS = 20
OWNER, OWNERS = "akt_id", "arenden_personakt"

Spar = dict[str, dict[str, str]]
"""What the thief sees: for each trace (a column, say) the value that each person has."""


@dataclass(frozen=True)
class Gissning:
    """Shares of persons whose surname was guessed right: by the best trace, by luck on average and
    at its best, and by always guessing the commonest."""

    andel: float
    spar: str
    slump: float
    tur: float
    vanligast: float


def traces_of(tabell: Tabell) -> Spar:
    """What a table says of each person: first value, its length, and how many rows there are."""
    owner = "id" if tabell.namn == OWNERS else OWNER
    if owner not in tabell.kolumner:
        return {}
    owners = [value or "" for value in tabell.kolumn(owner)]
    spar: Spar = {f"{tabell.namn} (antal)": {k: str(n) for k, n in Counter(owners).items()}}
    for namn in tabell.kolumner:
        if namn == owner:
            continue
        values = tabell.kolumn(namn)
        first = dict(reversed([(k, v) for k, v in zip(owners, values, strict=True) if v]))
        spar[f"{tabell.namn}.{namn}"] = first
        if is_sealed(values):
            spar[f"{tabell.namn}.{namn} (längd)"] = {
                k: str(len(as_bytes(v) or b"")) for k, v in first.items()
            }
    return spar


def guess_surnames(tabeller: Iterable[Tabell], facit: Mapping[str, str]) -> Gissning:
    """Let both thieves try every trace; `facit` gives each person's surname by akt."""
    spar: Spar = {}
    for tabell in tabeller:
        spar |= traces_of(tabell)
    known = {
        namn: {akt: token for akt, token in of.items() if akt in facit} for namn, of in spar.items()
    }
    akter = sorted(facit)
    best, where = _best(known, facit)
    chance = random.Random(1)  # noqa: S311 -- deals cards, keeps no secret
    luck = []
    for _ in range(DEALS):
        dealt = chance.sample([facit[akt] for akt in akter], len(akter))
        luck.append(_best(known, dict(zip(akter, dealt, strict=True)))[0])
    commonest = max(Counter(facit.values()).values(), default=0) / max(len(facit), 1)
    return Gissning(best, where, mean(luck), max(luck), commonest)


def _best(spar: Spar, facit: Mapping[str, str]) -> tuple[float, str]:
    return max(
        (
            (max(_ranked(tokens, facit), _learned(tokens, facit)), namn)
            for namn, tokens in spar.items()
            if tokens
        ),
        default=(0.0, ""),
    )


def _ranked(tokens: Mapping[str, str], facit: Mapping[str, str]) -> float:
    values = [value for value, _ in Counter(tokens.values()).most_common()]
    names = [name for name, _ in Counter(facit.values()).most_common()]
    guess = {value: names[min(rank, len(names) - 1)] for rank, value in enumerate(values)}
    return sum(guess[token] == facit[akt] for akt, token in tokens.items()) / len(facit)


def _learned(tokens: Mapping[str, str], facit: Mapping[str, str]) -> float:
    akter = sorted(facit)
    met, unmet = akter[::2], akter[1::2]
    if not unmet:
        return 0.0
    commonest = Counter(facit[akt] for akt in met).most_common(1)[0][0]
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for akt in met:
        if akt in tokens:
            seen[tokens[akt]][facit[akt]] += 1
    best = {token: names.most_common(1)[0][0] for token, names in seen.items()}
    return sum(best.get(tokens.get(akt, ""), commonest) == facit[akt] for akt in unmet) / len(unmet)
