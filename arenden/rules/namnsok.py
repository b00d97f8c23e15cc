"""Swedish names as one looks for them: how they are written, folded and sounded.

`words_of` gives the words of a name that one may search by; å, ä and ö are letters of their own
there. `fold` is the word as a foreign keyboard writes it, `sound` one key for spellings that are
said alike. A change of any of them asks for nothing but a restart: no key is ever stored.
"""

from __future__ import annotations

import re
import unicodedata

PARTICLES = frozenset(
    {
        *("af", "al", "av", "da", "de", "den", "der", "di", "dos", "du"),
        *("el", "la", "le", "van", "von", "zu"),
    }
)
"""Small words that some write and some leave out."""

APOSTROPHES = re.compile(r"['.`\u00b4\u02bc\u2019]")
BREAKS = re.compile(r"[\s/,]+")
HYPHENS = re.compile(r"[-\u2010-\u2015\u2212]+")
SHORTEST_FOR_TYPOS = 4
LONG = 8
"""Sounds of this length and more may differ by two letters, shorter ones by one."""

ALONE = str.maketrans(
    {"ø": "ö", "æ": "ä", "œ": "ö", "ð": "d", "þ": "th", "ł": "l", "đ": "d", "\u0131": "i"}
)
"""Letters that no accent can be taken off."""

SOFT = "eiyäö"
VOWELS = "aeiouyåäö"

SOUNDS = [
    (re.compile(pattern), spoken)
    for pattern, spoken in (
        (r"^(?:stj|skj|sch|sh|sj)|(?<=.)(?:sch|sh|stj|skj)", "$"),
        (rf"^sk(?=[{SOFT}])", "$"),
        (rf"^ch(?=[{VOWELS}])", "$"),
        (r"ch|ck|kj", "k"),
        (r"^(?:hj|lj|dj|gj)", "j"),
        (rf"^g(?=[{SOFT}])", "j"),
        (rf"^y(?=[{VOWELS}])", "j"),
        (r"ph", "f"),
        (r"dt|th", "t"),
        (r"tz|z", "s"),
        (r"x", "ks"),
        (r"q[uvw]|kw", "kv"),
        (r"q", "k"),
        (rf"c(?=[{SOFT}])", "s"),
        (r"c", "k"),
        (r"hv|fv|w", "v"),
        (rf"h(?![{VOWELS}])", ""),
        (r"aa|ou", "o"),
        (r"[åu]", "o"),
        (r"ä", "e"),
        (r"(?<=.)j|y", "i"),
        (r"(.)\1+", r"\1"),
        (r"(?<=.)f(?![aeioö])", "v"),
    )
]
"""In order: spellings of the sje sound, hard and soft letters, silent h, vowels, double letters."""


def normalise(text: str) -> str:
    """NFKC and case folded; å, ä and ö stay."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFC", folded)


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, in order and without repeats: halves of double names, then the whole.

    Particles are left out, unless the name has nothing else.
    """
    parts: list[str] = []
    for word in BREAKS.split(APOSTROPHES.sub("", normalise(name))):
        halves = [half for half in HYPHENS.split(word) if half]
        parts += halves
        if len(halves) > 1:
            parts.append("".join(halves))
    kept = [part for part in parts if part not in PARTICLES] or parts
    return tuple(dict.fromkeys(kept))


def asked_words(text: str) -> tuple[str, ...]:
    """The words that someone asks for: a double name by its halves, however it was written."""
    return words_of(HYPHENS.sub(" ", text))


def fold(word: str) -> str:
    """The word without accents, rings and dots: Åkesson as Akesson."""
    split = unicodedata.normalize("NFD", word.translate(ALONE))
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def sound(word: str) -> str:
    """One key for words that are said alike in Swedish: Sjöberg and Schöberg, Carl and Karl."""
    spoken = "".join(
        letter if letter in "åäö" else fold(letter) for letter in word.translate(ALONE)
    )
    for pattern, said in SOUNDS:
        spoken = pattern.sub(said, spoken)
    return spoken


def allowed_typos(spoken: str) -> int:
    """How many letters two sounds may differ by; short names are too alike for any."""
    if len(spoken) < SHORTEST_FOR_TYPOS:
        return 0
    return 2 if len(spoken) >= LONG else 1


def is_within(one: str, other: str, most: int) -> bool:
    """Whether at most `most` letters are added, left out, exchanged or swapped with the next."""
    if abs(len(one) - len(other)) > most:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, against in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return False
    return row[-1] <= most
