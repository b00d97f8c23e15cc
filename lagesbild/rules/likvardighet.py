"""Whether people meet the same thing wherever they live: what is compared, and in which classes.

Only what the city does is compared, never how anybody was assessed. How many needed a second reader
says something of that, so it is told of the whole city alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from lagesbild.rules.tabell import ALL, Cell, Dimension, RoundedTable, Table
from lagesbild.rules.underlag import KON, OMRADE_VISAS_INTE, Rad, pooled_omraden

VERSION = 1
"""Of the measures and their classes; another version draws other directions."""
MINSTA_NAMNARE = 50
"""A share is told of groups that are shown as at least this many."""
HELA_STADEN = "Hela staden"
HOGST_14, MER_14 = "Högst 14 dagar", "Mer än 14 dagar"
HOGST_60, HOGST_120, MER_120 = "Högst 60 dagar", "61–120 dagar", "Mer än 120 dagar"
BEHOVSPROVAD, UTAN, BADA = "Bara behovsprövad", "Bara utan behovsprövning", "Båda slagen"
HORD, INTE_HORD = "Barnet hördes", "Barnet hördes inte"
MEDLAST, INTE_MEDLAST = "Någon läste med", "Ingen läste med"
I_TID, SENARE = "I tid", "Senare"


class Likvardighetsmatt(StrEnum):
    """What is compared. The value is stored; name, classes and method are for people."""

    namn: str
    klasser: tuple[str, ...]
    metod: str

    def __new__(cls, value: str, namn: str, klasser: tuple[str, ...], metod: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.namn, member.klasser, member.metod = namn, klasser, metod
        return member

    FORHANDSBEDOMNING = (
        "forhandsbedomning",
        "Från anmälan till beslut om utredning",
        (HOGST_14, MER_14),
        "Tiden från det att ärendet öppnades till beslutet att inleda utredning eller inte. Lagens "
        "gräns är 14 dagar.",
    )
    BESLUT = (
        "beslut",
        "Från anmälan till beslut",
        (HOGST_60, HOGST_120, MER_120),
        "Tiden från det att ärendet öppnades till det första fattade beslutet efter utredningen.",
    )
    INSATS = (
        "insats",
        "Insatser efter form",
        (BEHOVSPROVAD, UTAN, BADA),
        "De insatser som har börjat, efter om de gavs efter behovsprövning eller utan.",
    )
    BARNETS_ROST = (
        "barnets_rost",
        "Barnets egen syn i utredningen",
        (HORD, INTE_HORD),
        "Avslutade utredningar, efter om det står hur barnet hördes. Ett barn som inte ville "
        "uttrycka sig räknas till dem som inte hördes.",
    )
    UPPFOLJNING = (
        "uppfoljning",
        "Uppföljning i tid",
        (I_TID, SENARE),
        "Gjorda uppföljningar, efter om de gjordes senast den dag som planen anger.",
    )
    MEDLASNING = (
        "medlasning",
        "Någon läste med",
        (MEDLAST, INTE_MEDLAST),
        "Färdiga riskbedömningar, efter om en annan person har läst med. Visas bara för hela "
        "staden: hur många som behöver en andra läsare säger något om hur bedömningarna föll ut, "
        "och det jämförs aldrig mellan områden.",
    )

    @property
    def is_for_the_city_only(self) -> bool:
        return self is Likvardighetsmatt.MEDLASNING


@dataclass(frozen=True)
class Klassrad(Rad):
    """One child with one measure's class in the extract."""

    klass: str


def days_class(dagar: int, granser: Iterable[tuple[int, str]], langre: str) -> str:
    """The class of so many whole days."""
    return next((klass for mest, klass in granser if dagar <= mest), langre)


def table_of(
    matt: Likvardighetsmatt,
    rader: Iterable[Klassrad],
    omraden: tuple[str, ...],
    befolkning: Mapping[Cell, int],
) -> Table:
    """Count children by area, sex and class, under the same rules of area as the other tables.

    Children with protected identity never stand by area. Children whose sex is not known are left
    out. Raises ValueError for a class that the measure does not have.
    """
    pooled = pooled_omraden(befolkning, omraden)
    published = tuple(omrade for omrade in omraden if omrade not in pooled)
    kategorier = (*published, OMRADE_VISAS_INTE)
    if matt.is_for_the_city_only:
        published, kategorier = (), (HELA_STADEN,)
    members: dict[Cell, list[str]] = defaultdict(list)
    for rad in rader:
        if rad.kon is None:
            continue
        is_shown = rad.omrade in published and not rad.has_skyddade_uppgifter
        members[rad.omrade if is_shown else kategorier[-1], rad.kon, rad.klass].append(
            rad.pseudonym
        )
    return Table(
        dimensions=(
            Dimension("Stadsdelsområde", kategorier),
            Dimension("Kön", KON),
            Dimension(matt.namn, matt.klasser),
        ),
        members={cell: tuple(sorted(ids)) for cell, ids in members.items()},
    )


def shown_share(rounded: RoundedTable, omrade: str | None, kon: str | None) -> str:
    """The first class's share of a group, counted on the shown numbers; a dash where it is small.

    Rounding can move it by some points, so it is told in whole fives.
    """
    klass = rounded.dimensions[2].kategorier[0]
    alla = rounded.values[omrade, kon, ALL]
    if alla < MINSTA_NAMNARE:
        return "–"
    return f"cirka {5 * round(20 * rounded.values[omrade, kon, klass] / alla)} %"


def legend(rounded: RoundedTable) -> list[str]:
    """The sentences that must stand beside every showing of the tables."""
    return [
        "Varje barn räknas en gång i varje mått, efter det senaste som hände under de tolv "
        "månaderna.",
        "Talen är avrundade till närliggande 5-tal för att skydda varje barn.",
        f"Det verkliga antalet ligger högst {rounded.spread} från ett visat tal.",
        f"«0–{rounded.spread}» betyder högst {rounded.spread} barn och kan vara inget.",
        "Summorna är summor av de avrundade talen.",
        f"En andel räknas på de avrundade talen, och bara för grupper på minst {MINSTA_NAMNARE}.",
        f"«{OMRADE_VISAS_INTE}» samlar barn med skyddade personuppgifter, barn från andra kommuner "
        "och områden där någon grupp har få invånare.",
        "Barn vars kön inte är känt räknas inte med.",
        "Underlaget räknas en gång efter varje kvartal och räknas aldrig om.",
        "En skillnad mellan områden är en fråga att ställa, inte ett svar. Barnen i områdena har "
        "olika behov, och tabellen säger inget om varför.",
    ]
