"""When a strategic crime may be noted, and which offences research has called strategic.

The offences are data (riskbedomning/data/strategiska_brott.json: Brå 2011:21, Brå 2021:5, the
safety programme).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from arenden.rules.referens import in_force, read_rader
from riskbedomning.rules.hinder import Hinder

KATALOGER = Path(__file__).parents[1] / "data" / "strategiska_brott.json"
ALDER_VID_GARNING = range(15, 18)


@dataclass(frozen=True)
class Brottskatalog:
    """Offences that research of a period called strategic in a first lagföring, for one sex.

    `basfrekvens` is shown beside every note: most young people with such a debut stop.
    """

    kod: str
    namn: str
    kon: str
    brottstyper: tuple[str, ...]
    basfrekvens: str
    kalla: str
    giltig_fran: date
    giltig_till: date | None


@cache
def all_kataloger() -> tuple[Brottskatalog, ...]:
    rader = read_rader(KATALOGER)
    return tuple(Brottskatalog(**rad | {"brottstyper": tuple(rad["brottstyper"])}) for rad in rader)


def kataloger(
    kon: str, dag: date, alla: Sequence[Brottskatalog] | None = None
) -> list[Brottskatalog]:
    """The catalogues for a sex (K or M) on a day, out of `alla` or of all there are.

    None for an unknown sex: nothing is guessed.
    """
    rader = all_kataloger() if alla is None else alla
    return [katalog for katalog in in_force(rader, dag) if katalog.kon == kon]


def katalog_at(
    kod: str, kon: str, dag: date, alla: Sequence[Brottskatalog] | None = None
) -> Brottskatalog:
    """The edition that a note made on a day was made under, though a later one may apply now.

    Raises KeyError when there was none, which no note can have been made under.
    """
    return {katalog.kod: katalog for katalog in kataloger(kon, dag, alla)}[kod]


@dataclass(frozen=True)
class Notering:
    """What someone wants to note. `alder` is in whole years on the day of the deed.

    `alder_vid_lagforing` follows from the true birth date; None where that is unknown.
    `is_noterad`: the ärende has its note of the first lagföring already.
    """

    katalog: str
    brottstyp: str
    kon: str
    is_lagforing: bool
    is_forsta: bool
    alder: int | None
    handling: str
    lagford: date | None
    alder_vid_lagforing: int | None = None
    is_noterad: bool = False


def may_note_strategiskt_brott(notering: Notering, idag: date) -> list[Hinder]:
    """Every reason why it may not be noted; none means that it may.

    Only a first lagföring, for a deed at 15–17, out of a dated document; never a suspicion.
    """
    hinder = _hinder_for_alder(notering.alder, notering.alder_vid_lagforing)
    if notering.is_noterad:
        hinder.append(
            Hinder("lagforing", "Den första lagföringen är redan noterad. Det finns bara en.")
        )
    if not notering.is_lagforing:
        hinder.append(Hinder("lagforing", "En misstanke får inte noteras. Vänta på lagföringen."))
    elif not notering.is_forsta:
        hinder.append(Hinder("lagforing", "Bara den första lagföringen får noteras."))
    if not notering.handling.strip():
        hinder.append(Hinder("handling", "Ange domen, strafföreläggandet eller beslutet."))
    if notering.lagford is None:
        hinder.append(Hinder("lagford", "Ange dagen för lagföringen."))
    elif notering.lagford > idag:
        hinder.append(Hinder("lagford", "Dagen för lagföringen har inte varit än."))
    passande = {katalog.kod: katalog for katalog in kataloger(notering.kon, idag)}
    katalog = passande.get(notering.katalog)
    if katalog is None:
        hinder.append(Hinder("katalog", "Välj en katalog som gäller i dag för den unges kön."))
    elif notering.brottstyp not in katalog.brottstyper:
        hinder.append(Hinder("brottstyp", f"Brottet finns inte i katalogen {katalog.namn}."))
    return hinder


def _hinder_for_alder(alder: int | None, vid_lagforing: int | None) -> list[Hinder]:
    if alder is None:
        return [Hinder("alder", "Ange åldern när gärningen begicks.")]
    if alder < ALDER_VID_GARNING.start:
        return [Hinder("alder", "Barnet var under 15 år. Då får inget strategiskt brott noteras.")]
    if alder not in ALDER_VID_GARNING:
        return [Hinder("alder", "Kunskapen gäller bara gärningar vid 15–17 år.")]
    if vid_lagforing is not None and alder > vid_lagforing:
        return [
            Hinder(
                "alder", f"Vid lagföringen var personen {vid_lagforing} år, enligt födelsedatumet."
            )
        ]
    return []
