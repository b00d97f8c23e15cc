"""The report on a dump, and the bar that it has to stay under."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from config.lackage.dump import Tabell
from config.lackage.efternamn import OWNERS, Gissning, guess_surnames
from config.lackage.kolumner import Kolumn, measure

QUASI = ("fodelsear", "kon", "stadsdelsomrade")
"""What stands in clear about a person (docs/hotmodell.md), and others may know of a child."""
BAR = 1.1
"""Surnames guessed right, at most, for each one that luck alone gives on average.

Among few persons one name more or less is past it; there luck at its best sets the bar."""


@dataclass(frozen=True)
class Lackage:
    """Everything measured on one dump. `ensamma` of `akter` are alone in their quasi-identity."""

    kolumner: list[Kolumn]
    akter: int
    ensamma: int
    gissning: Gissning | None

    @property
    def slutna(self) -> list[Kolumn]:
        return [kolumn for kolumn in self.kolumner if kolumn.sluten]

    def over_bar(self) -> list[str]:
        """Every reason why this dump reveals more than it may."""
        reasons = [
            f"{kolumn.namn} har {kolumn.nummer} personnummer i klartext."
            for kolumn in self.kolumner
            if kolumn.nummer
        ]
        if (g := self.gissning) and g.andel > max(BAR * max(g.slump, g.vanligast), g.tur):
            reasons.append(
                f"{g.spar} röjer efternamn: {g.andel:.1%} rätt mot {g.slump:.1%} av en slump."
            )
        return reasons


def measure_dump(tabeller: Iterable[Tabell], facit: Mapping[str, str] | None = None) -> Lackage:
    """Measure a dump; with the surname of each akt also how many of them can be guessed."""
    held = list(tabeller)
    groups = _quasi_groups(held)
    return Lackage(
        kolumner=[kolumn for tabell in held for kolumn in measure(tabell)],
        akter=groups.total(),
        ensamma=sum(count for count in groups.values() if count == 1),
        gissning=guess_surnames(held, facit) if facit else None,
    )


def _quasi_groups(tabeller: Iterable[Tabell]) -> Counter[tuple[str | None, ...]]:
    for tabell in tabeller:
        if tabell.namn == OWNERS:
            return Counter(zip(*(tabell.kolumn(namn) for namn in QUASI), strict=True))
    return Counter()


def report(lackage: Lackage) -> Iterator[str]:
    """The report in lines that a person reads."""
    slutna, oppna = lackage.slutna, [k for k in lackage.kolumner if not k.sluten]
    yield f"{len(lackage.kolumner)} kolumner med värden: {len(slutna)} slutna, {len(oppna)} öppna."
    yield f"Personnummer i klartext: {sum(k.nummer for k in oppna)}"
    repeated = [k for k in slutna if k.upprepade]
    yield f"Slutna kolumner där samma värde står på flera rader: {len(repeated)}"
    yield from (f"  {k.namn}: {k.upprepade} av {k.rader} rader" for k in _most_repeated(repeated))
    yield "Slutna kolumner som röjer mest genom sina längder:"
    yield from (
        f"  {k.namn}: {k.langder} olika längder, {k.vanligaste_langd:.0%} har den vanligaste"
        for k in sorted(slutna, key=lambda k: (-k.langder, k.namn))[:10]
        if k.langder > 1
    )
    yield (f"Ensamma om sitt födelseår, kön och område: {lackage.ensamma} av {lackage.akter} akter")
    if g := lackage.gissning:
        yield (
            f"Efternamn som går att gissa: {g.andel:.1%} (bästa spåret: {g.spar});"
            f" av en slump {g.slump:.1%} (som mest {g.tur:.1%}),"
            f" alltid det vanligaste {g.vanligast:.1%}"
        )
    reasons = lackage.over_bar()
    yield "Under gränsen." if not reasons else "ÖVER GRÄNSEN:"
    yield from (f"  {reason}" for reason in reasons)


def _most_repeated(kolumner: list[Kolumn]) -> list[Kolumn]:
    return sorted(kolumner, key=lambda k: (-k.upprepade, k.namn))[:10]
