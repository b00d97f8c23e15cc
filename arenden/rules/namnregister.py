"""The names of one nämnd in memory: who is meant by what somebody typed.

Every search takes every way – as written, folded, beginning, sound, slip of the pen – whether or
not one before has found something. What is found is counted among `synliga` only, so that a name
outside them changes neither the answer nor the order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from enum import IntEnum
from typing import NoReturn
from uuid import UUID

from arenden.rules.namnsok import allowed_typos, asked_words, fold, is_within, sound, words_of

LAST = chr(0x10FFFF)


class Likhet(IntEnum):
    """How a word was found; the lower, the nearer."""

    SKRIVET = 0
    VIKT = 1
    BORJAN = 2
    VIKT_BORJAN = 3
    LJUD = 4
    SKRIVFEL = 5


class Namnregister:
    """Made of (akt, names) and never changed; a changed name asks for a new one."""

    __slots__ = ("_akter", "_folded", "_letters", "_place", "_sounds", "_words", "_written")

    def __init__(self, rader: Iterable[tuple[UUID, Iterable[str]]]) -> None:
        words: dict[str, list[int]] = defaultdict(list)
        self._akter: list[UUID] = []
        for place, (akt_id, namn) in enumerate(rader):
            self._akter.append(akt_id)
            for word in {word for ett in namn for word in words_of(ett)}:
                words[word].append(place)
        self._words = dict(words)
        self._place = {akt_id.int: place for place, akt_id in enumerate(self._akter)}
        self._written = sorted(words)
        self._folded = sorted((fold(word), word) for word in words)
        self._sounds: dict[str, list[str]] = defaultdict(list)
        for word in words:
            self._sounds[sound(word)].append(word)
        self._letters = [(_letters(spoken), spoken) for spoken in self._sounds]

    def __len__(self) -> int:
        return len(self._akter)

    def __repr__(self) -> str:
        return f"<Namnregister: {len(self)} personer>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("Names stay in the memory of the process that opened them.")

    def search(self, text: str, synliga: Collection[UUID]) -> list[tuple[int, UUID]]:
        """Those of `synliga` whose names have every word of the text, with how far off; nearest
        first, then as the rows came."""
        places = self._place
        visible = {places[akt_id.int] for akt_id in synliga if akt_id.int in places}
        found: dict[int, int] | None = None
        for word in asked_words(text):
            near = self._persons(word, visible)
            if found is None:
                found = near
            else:
                found = {place: off + near[place] for place, off in found.items() if place in near}
        nearest = sorted((off, place) for place, off in (found or {}).items())
        return [(off, self._akter[place]) for off, place in nearest]

    def _persons(self, word: str, visible: set[int]) -> dict[int, int]:
        best: dict[int, int] = {}
        for likhet, meant in self._meant(word):
            for place in self._words[meant]:
                if place in visible and likhet < best.get(place, len(Likhet)):
                    best[place] = likhet
        return best

    def _meant(self, word: str) -> Iterator[tuple[Likhet, str]]:
        """Every word of the register that the typed one may stand for, all ways taken."""
        if word in self._words:
            yield Likhet.SKRIVET, word
        for written in self._beginning(word):
            yield Likhet.BORJAN, written
        folded = fold(word)
        first = bisect_left(self._folded, (folded, ""))
        for bare, written in self._folded[first : bisect_left(self._folded, (folded + LAST, ""))]:
            yield (Likhet.VIKT if bare == folded else Likhet.VIKT_BORJAN), written
        spoken = sound(word)
        for written in self._sounds.get(spoken, ()):
            yield Likhet.LJUD, written
        for near in self._slips(spoken):
            for written in self._sounds[near]:
                yield Likhet.SKRIVFEL, written

    def _beginning(self, word: str) -> list[str]:
        first = bisect_left(self._written, word)
        return self._written[first : bisect_left(self._written, word + LAST)]

    def _slips(self, spoken: str) -> list[str]:
        """Sounds that differ by a letter or two after the first, which people seldom get wrong.

        Most are ruled out by which letters they have.
        """
        most = allowed_typos(spoken)
        letters = _letters(spoken)
        return [
            near
            for has, near in self._letters
            if (has ^ letters).bit_count() <= 2 * most
            and near[:1] == spoken[:1]
            and is_within(spoken, near, most)
        ]


def _letters(word: str) -> int:
    """Which letters a word has, as bits."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 63)
    return bits
