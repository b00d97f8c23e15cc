"""When an akt, or one kind of documents in it, is to be destroyed: every rule with its reason.

SoL 16 kap. counts from the last note in the whole akt, and asks for each kind of documents
separately. A kind is destroyed when the last of its rules has run out (the longest wins), and not
at all where one of them says never. The unit that a kind is found in is the ärende.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from arenden.rules.alder import birthday, is_kept_for_research
from arenden.rules.referens import in_force, read_rader

FIL = Path(__file__).resolve().parents[1] / "data" / "gallringsregler.json"
OVRIGT, FORHANDSBEDOMNING, BARNUTREDNING = "ovrigt", "forhandsbedomning", "barnutredning"
FORSKNING = "forskning"
MYNDIG = 18
LONG_AGO = 1900

PAGAR = "Ett ärende pågår i akten."
UTAN_FODELSEDATUM = (
    "Födelsedatumet är inte känt. Den som är född den 5, 15 eller 25 i en månad gallras aldrig."
)


@dataclass(frozen=True)
class Gallringsregel:
    """What the law of a period says of one kind of documents (arenden/data/gallringsregler.json).

    `avslutade_fran`: the rule is only for an ärende closed on that day or later.
    """

    klass: str
    namn: str
    ar_efter_anteckning: int | None
    till_alder: int | None
    bevaras: bool
    avslutade_fran: date | None
    lagrum: str
    regel: str
    giltig_fran: date
    giltig_till: date | None


@dataclass(frozen=True)
class Arendefakta:
    """What the rules need to know of one ärende.

    `inleddes_inte`: a förhandsbedömning ended without utredning. `bevaras` names the kinds in it
    that are never destroyed: placering, faderskap, adoption.
    """

    arendenummer: str
    avslutat: date | None
    utredning_inledd: date | None = None
    inleddes_inte: bool = False
    bevaras: tuple[str, ...] = ()


@dataclass(frozen=True)
class Aktfakta:
    """What the rules need to know of one akt. `fodd` is the true birth date, if it is known."""

    sista_anteckning: date
    fodd: date | None
    fodelsear: int | None
    arenden: tuple[Arendefakta, ...]


@dataclass(frozen=True)
class Skal:
    """One rule applied: its paragraph, and the day from which it no longer keeps (None: never)."""

    lagrum: str
    regel: str
    till: date | None


@dataclass(frozen=True)
class Besked:
    """The answer for one kind of documents, with every rule that was weighed."""

    klass: str
    namn: str
    arenden: tuple[str, ...]
    skal: tuple[Skal, ...]
    hinder: tuple[str, ...]

    @property
    def forfaller(self) -> date | None:
        """The day the longest rule runs out; None where one of them never does."""
        dagar = [skal.till for skal in self.skal if skal.till is not None]
        return max(dagar) if len(dagar) == len(self.skal) else None

    @property
    def senast(self) -> date | None:
        """The last day to be finished: the end of the calendar year that follows (SoL 16:1)."""
        return date(self.forfaller.year + 1, 12, 31) if self.forfaller else None

    def is_due(self, idag: date) -> bool:
        return not self.hinder and self.forfaller is not None and self.forfaller <= idag


@dataclass(frozen=True)
class Provning:
    """An akt tried on one day."""

    idag: date
    besked: tuple[Besked, ...]

    @property
    def due(self) -> tuple[Besked, ...]:
        return tuple(besked for besked in self.besked if besked.is_due(self.idag))

    @property
    def is_whole_akt(self) -> bool:
        """Every kind is due, so that nothing of the akt is left and its key goes with it."""
        return len(self.due) == len(self.besked)

    @property
    def arenden(self) -> tuple[str, ...]:
        """The ärenden that are due, by number."""
        return tuple(sorted(nummer for besked in self.due for nummer in besked.arenden))


@cache
def all_regler() -> tuple[Gallringsregel, ...]:
    return tuple(
        Gallringsregel(**rad | {"avslutade_fran": _day(rad["avslutade_fran"])})
        for rad in read_rader(FIL)
    )


def regler_on(dag: date) -> dict[str, Gallringsregel]:
    """The rules in force on a day, by kind of documents."""
    return {regel.klass: regel for regel in in_force(all_regler(), dag)}


def prove(fakta: Aktfakta, idag: date) -> Provning:
    """Try an akt by the law of `idag`: one answer for each kind of documents that is in it."""
    regler = regler_on(idag)
    klasser: dict[str, list[str]] = {}
    for arende in fakta.arenden:
        klasser.setdefault(_klass_of(arende, fakta, regler), []).append(arende.arendenummer)
    hinder = tuple(_hinder(fakta))
    return Provning(
        idag,
        tuple(
            Besked(
                klass=klass,
                namn=regler[klass].namn,
                arenden=tuple(nummer),
                skal=tuple(_skal(regler[klass], regler, fakta)),
                hinder=hinder,
            )
            for klass, nummer in sorted((klasser or {OVRIGT: []}).items())
        ),
    )


def may_be_due(fakta: Aktfakta, idag: date) -> bool:
    """Whether some birth date in the person's birth year would make anything due.

    Where none would, the sealed birth date need not be opened.
    """
    tidigast = date(fakta.fodelsear or LONG_AGO, 1, 1)
    return bool(prove(replace(fakta, fodd=tidigast), idag).due)


def _hinder(fakta: Aktfakta) -> Iterable[str]:
    if any(arende.avslutat is None for arende in fakta.arenden):
        yield PAGAR
    if fakta.fodd is None:
        yield UTAN_FODELSEDATUM


def _klass_of(arende: Arendefakta, fakta: Aktfakta, regler: dict[str, Gallringsregel]) -> str:
    """The kind of documents that decides how long an ärende is kept."""
    if arende.bevaras:
        return arende.bevaras[0]
    regel = regler.get(BARNUTREDNING)
    if arende.utredning_inledd is None:
        return FORHANDSBEDOMNING if arende.inleddes_inte else OVRIGT
    if regel is None or not _was_child(fakta, arende.utredning_inledd):
        return OVRIGT
    is_too_early = (
        arende.avslutat is not None
        and regel.avslutade_fran is not None
        and arende.avslutat < regel.avslutade_fran
    )
    return OVRIGT if is_too_early else BARNUTREDNING


def _was_child(fakta: Aktfakta, dag: date) -> bool:
    return fakta.fodd is None or dag < birthday(fakta.fodd, MYNDIG)


def _skal(
    regel: Gallringsregel, regler: dict[str, Gallringsregel], fakta: Aktfakta
) -> Iterable[Skal]:
    if regel.bevaras:
        yield Skal(regel.lagrum, regel.regel, None)
    if regel.ar_efter_anteckning is not None:
        till = birthday(fakta.sista_anteckning, regel.ar_efter_anteckning)
        allman = regler[OVRIGT]
        yield Skal(allman.lagrum if regel.till_alder else regel.lagrum, allman.regel, till)
    if regel.till_alder is not None:
        fyller = birthday(fakta.fodd, regel.till_alder) if fakta.fodd else None
        yield Skal(regel.lagrum, regel.regel, fyller)
    if fakta.fodd is not None and is_kept_for_research(fakta.fodd):
        yield Skal(regler[FORSKNING].lagrum, regler[FORSKNING].regel, None)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
