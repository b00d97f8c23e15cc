"""The people of the town: invented names, and numbers that are published for testing only."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from pathlib import Path
from random import Random

from arenden.rules import identitet
from arenden.rules.alder import age_on, birthday, is_kept_for_research
from arenden.rules.identitet import Nummer, published_testnummer
from config.demo.stad import Stad, read

FALL = Path(identitet.__file__).resolve().parents[1] / "data" / "fall"
NAMN = read("namn.json")
VUXENALDER = range(35, 48)
NARA = 8
GYMNASIEALDER, LAMNAR_SKOLAN = 16, 19
SKOLSTART = 7
TVA_FORALDRAR, ANPASSAD_SKOLA = 0.6, 0.1
"""How many of the children have two parents in the report, or go to an anpassad skola."""


@dataclass(frozen=True)
class Foralder:
    nummer: str
    fornamn: str
    efternamn: str
    telefon: str


@dataclass(frozen=True)
class Barn:
    """A person that a report is about. `kon` is K, M or empty; `nummer` is empty when unknown."""

    nummer: str
    fornamn: str
    efternamn: str
    kon: str
    alder: int
    omrade: str
    adress: str = ""
    skola: str = ""
    skolform: str = ""
    huvudman: str = ""
    skyddsniva: str = "ingen"
    kannetecken: str = ""
    foraldrar: tuple[Foralder, ...] = ()

    @property
    def arskurs(self) -> int | None:
        if not self.skola:
            return None
        return self.alder - (SKOLSTART - 1) if self.alder < GYMNASIEALDER else self.alder - 15


class Befolkning:
    """Hands out each number once. The same `slump` and `idag` give the same people."""

    def __init__(self, stad: Stad, *, slump: Random, idag: date) -> None:
        self._stad = stad
        self._slump = slump
        self._idag = idag
        self._lediga = self._free_numbers()

    def invent(self, omrade: str, alder: int, kon: str = "") -> Barn:
        """A child (or a young adult) of an age in whole years today."""
        kon = kon or self._slump.choice("KM")
        efternamn = self._slump.choice(NAMN["efternamn"])
        barn = Barn(
            nummer=self._take(alder, kon),
            fornamn=self._slump.choice(NAMN["fornamn"][kon]),
            efternamn=efternamn,
            kon=kon,
            alder=alder,
            omrade=omrade,
            adress=self._address(omrade),
            foraldrar=self._parents(efternamn),
        )
        return self._at_school(barn)

    def set_aside(self, aldrar: Sequence[int], sedan: date) -> str:
        """The number of somebody who has come to one of the ages since a day; "" if nobody has."""
        for alder, kon in product(aldrar, "KM"):
            for siffror in sorted(self._lediga[alder, kon]):
                fodd = Nummer(siffror).fodd
                if fodd is not None and birthday(fodd, alder) >= sedan:
                    self._lediga[alder, kon].remove(siffror)
                    return siffror
        return ""

    def invent_as(self, omrade: str, siffror: str) -> Barn:
        """Somebody with a number that has been set aside."""
        nummer = Nummer(siffror)
        if nummer.fodd is None:
            raise ValueError("The number tells no birthday.")
        barn = self.invent(omrade, age_on(nummer.fodd, self._idag), nummer.kon)
        return replace(barn, nummer=siffror)

    def sibling(self, till: Barn, alder: int, kon: str) -> Barn:
        """Same home and parents, another age; a twin when the age is the same."""
        datum = till.nummer[:8] if alder == till.alder and kon != till.kon else ""
        syskon = replace(
            till,
            nummer=self._take(alder, kon, datum),
            fornamn=self._slump.choice(NAMN["fornamn"][kon]),
            kon=kon,
            alder=alder,
        )
        return self._at_school(syskon)

    def invent_then(self, omrade: str, alder: int, ar_sedan: int) -> Barn:
        """Somebody as they were some years ago, whose akt no research keeps for ever."""
        barn = self.invent(omrade, alder)
        while (fodd := Nummer(barn.nummer).fodd) and is_kept_for_research(fodd):
            barn = self.invent(omrade, alder)
        return self._at_school(replace(barn, alder=alder - ar_sedan))

    def with_unknown_birth(self, omrade: str, alder: int) -> Barn:
        """Someone whose samordningsnummer leaves month or day unknown (00)."""
        barn = self.invent(omrade, alder)
        for siffror in sorted(self._lediga[0, ""]):
            nummer = Nummer(siffror)
            if nummer.kon == barn.kon and self._idag.year - nummer.fodelsear == alder:
                self._lediga[0, ""].remove(siffror)
                return replace(barn, nummer=siffror)
        return barn

    def _take(self, alder: int, kon: str, datum: str = "") -> str:
        """A number of that age, or of the nearest age that has any left; "" when none is near."""
        aldrar = sorted(range(alder - NARA, alder + NARA + 1), key=lambda en: abs(en - alder))
        for lediga in (self._lediga[en, kon] for en in aldrar):
            for siffror in lediga:
                if siffror.startswith(datum):
                    lediga.remove(siffror)
                    return siffror
        return ""

    def _free_numbers(self) -> dict[tuple[int, str], list[str]]:
        """Published test numbers by age and sex; those with unknown birth under (0, "")."""
        lediga: dict[tuple[int, str], list[str]] = defaultdict(list)
        for siffror in sorted(published_testnummer() - _numbers_in_fall()):
            nummer = Nummer(siffror)
            if nummer.fodd is None:
                lediga[0, ""].append(siffror)
            elif not nummer.is_samordning and nummer.fodd <= self._idag:
                lediga[age_on(nummer.fodd, self._idag), nummer.kon].append(siffror)
        for grupp in lediga.values():
            self._slump.shuffle(grupp)
        return lediga

    def _parents(self, efternamn: str) -> tuple[Foralder, ...]:
        antal = 2 if self._slump.random() < TVA_FORALDRAR else 1
        kon = self._slump.sample("KM", antal)
        return tuple(
            Foralder(
                nummer=self._take(self._slump.choice(VUXENALDER), ett),
                fornamn=self._slump.choice(NAMN["vuxna"][ett]),
                efternamn=efternamn,
                telefon=self._phone(),
            )
            for ett in kon
        )

    def _address(self, omrade: str) -> str:
        gata, nummer = self._slump.choice(NAMN["gator"]), self._slump.randrange(1, 90)
        return f"{gata} {nummer}, {NAMN['orter'][omrade]}"

    def _phone(self) -> str:
        return f"070-000 {self._slump.randrange(100):02d} {self._slump.randrange(100):02d}"

    def _at_school(self, barn: Barn) -> Barn:
        if not SKOLSTART <= barn.alder < LAMNAR_SKOLAN:
            return replace(barn, skola="", skolform="", huvudman="")
        form = "grundskola" if barn.alder < GYMNASIEALDER else "gymnasieskola"
        if self._slump.random() < ANPASSAD_SKOLA:
            form = f"anpassad_{form}"
        skola = self._slump.choice(self._stad.skolor(barn.omrade, form))
        return replace(
            barn,
            skola=skola.namn,
            skolform=form.replace("_", " "),
            huvudman="fristående" if skola.slag == "fristaende_skola" else "kommunal",
        )


def _numbers_in_fall() -> set[str]:
    return {
        siffror
        for fil in FALL.glob("*.json")
        for siffror in re.findall(r'"(\d{12})"', fil.read_text(encoding="utf-8"))
    }
