"""Words about one person: sentences out of the data files, with the right name and pronoun."""

from __future__ import annotations

from random import Random
from typing import Any

from config.demo.befolkning import Barn
from config.demo.stad import read

TEXTER = read("texter.json")
TEMAN = tuple(TEXTER["teman"])
PRONOMEN = {
    "K": {"han": "hon", "honom": "henne", "hans": "hennes"},
    "M": {"han": "han", "honom": "honom", "hans": "hans"},
    "": {"han": "hen", "honom": "hen", "hans": "hens"},
}


class Ord:
    """Picks sentences for one person and one theme."""

    def __init__(self, barn: Barn, tema: str, slump: Random) -> None:
        self._tema = TEXTER["teman"][tema]
        self._slump = slump
        sma = PRONOMEN[barn.kon]
        stora = {ord_.capitalize(): text.capitalize() for ord_, text in sma.items()}
        self._falt = {
            "namn": barn.fornamn or "Barnet",
            "skola": barn.skola or "skolan",
            "tema": self._tema["behov"][0],
            "brott": self._tema["brott"] or "ringa stöld",
            "insats": "insatsen",
            **sma,
            **stora,
        }

    @property
    def kategori(self) -> str:
        return str(self._tema["anmalare"])

    @property
    def insatser(self) -> list[str]:
        return list(self._tema["insatser"])

    def ur(self, *vag: str, **falt: str) -> str:
        """One sentence from the general words, by its place in the file."""
        rader: Any = TEXTER
        for steg in vag:
            rader = rader[steg]
        return self.fyll(self._slump.choice(rader), falt)

    def om(self, nyckel: str) -> str:
        """One sentence of the theme."""
        return self.fyll(self._slump.choice(self._tema[nyckel]))

    def anmalan(self) -> str:
        """A report: shorter or longer, always with a beginning and an end."""
        stycken = [
            self._slump.sample(stycke, self._slump.randint(1, min(2, len(stycke))))
            for stycke in self._tema["anmalan"][1:]
        ]
        inledning = self._slump.choice(self._tema["anmalan"][0])
        rader = [inledning, *(rad for stycke in stycken for rad in stycke)]
        return self.fyll(" ".join(rader))

    def mal(self) -> list[dict[str, str]]:
        """The SMART goals of the theme, all their parts filled in."""
        return [
            {nyckel: self.fyll(text) for nyckel, text in ett.items()} for ett in self._tema["mal"]
        ]

    def fyll(self, text: str, falt: dict[str, Any] | None = None) -> str:
        return text.format_map({**self._falt, **(falt or {})})
