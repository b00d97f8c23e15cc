"""What an instrument must hold before it is published, how versions differ, and whom it is for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from riskbedomning.rules.hinder import Hinder

NIVAER = {
    "individuell": "individuell nivå",
    "social": "social nivå",
    "strukturell": "strukturell nivå",
}
UTAN_FAKTORER = "Instrumentet kräver licens. Det är en hänvisning och har inga egna faktorer."
HOGSTA_ALDER = 25
"""The latest age, in whole years, that an instrument for children and young people is made for."""


@dataclass(frozen=True)
class Faktorinnehall:
    """What one factor says. `ordning` is its place within its level and kind."""

    kod: str
    niva: str
    slag: str
    rubrik: str
    vagledning: str
    bbic: str
    kalla: str
    ordning: int


@dataclass(frozen=True)
class Versionsinnehall:
    """What one version of an instrument says."""

    beskrivning: str
    kalla: str
    alder_fran: int
    alder_till: int
    faktorer: Sequence[Faktorinnehall]


def hinder_for_publicering(innehall: Versionsinnehall, *, is_licens: bool) -> list[Hinder]:
    """Everything that is missing. Risk and protection stand in equal number on every level.

    A licensed instrument is a reference: it lacks nothing by holding no factor, and may hold none.
    """
    hinder = []
    if not innehall.beskrivning.strip():
        hinder.append(Hinder("beskrivning", "Beskriv vad instrumentet är till för."))
    if not innehall.kalla.strip():
        hinder.append(Hinder("kalla", "Ange vad instrumentet bygger på."))
    if innehall.alder_till > HOGSTA_ALDER:
        hinder.append(Hinder("alder_till", f"Instrumentet får gälla till högst {HOGSTA_ALDER} år."))
    if is_licens:
        return hinder + [Hinder(rad.kod, UTAN_FAKTORER) for rad in innehall.faktorer]
    antal = Counter((faktor.niva, faktor.slag) for faktor in innehall.faktorer)
    for niva, namn in NIVAER.items():
        risk, skydd = antal[niva, "risk"], antal[niva, "skydd"]
        if risk == skydd == 0:
            hinder.append(Hinder(niva, f"Det finns ingen faktor på {namn}."))
        elif risk != skydd:
            hinder.append(
                Hinder(
                    niva,
                    f"På {namn} finns {risk} faktorer som kan öka risken men {skydd} som kan"
                    " skydda. De ska vara lika många.",
                )
            )
    return hinder + [rad for faktor in innehall.faktorer for rad in _hinder_for_faktor(faktor)]


def _hinder_for_faktor(faktor: Faktorinnehall) -> list[Hinder]:
    namn = faktor.rubrik or faktor.kod
    kraver = {
        "vagledning": "vägledning saknas",
        "bbic": "BBIC-område saknas",
        "kalla": "källa saknas",
    }
    return [
        Hinder(faktor.kod, f"{namn}: {text}.")
        for falt, text in kraver.items()
        if not getattr(faktor, falt).strip()
    ]


@dataclass(frozen=True)
class Andring:
    """One field that says something else: its name and the two wordings."""

    falt: str
    fore: str
    efter: str


@dataclass(frozen=True)
class Faktorskillnad:
    """A factor that is new (`fore` None), gone (`efter` None) or changed."""

    kod: str
    fore: Faktorinnehall | None
    efter: Faktorinnehall | None
    andringar: Sequence[Andring]

    @property
    def rubrik(self) -> str:
        kvar = self.efter or self.fore
        return kvar.rubrik if kvar else self.kod


@dataclass(frozen=True)
class Skillnad:
    """What differs between two versions; factors are the same when their codes are."""

    andringar: Sequence[Andring]
    nya: Sequence[Faktorskillnad]
    borttagna: Sequence[Faktorskillnad]
    andrade: Sequence[Faktorskillnad]

    def __bool__(self) -> bool:
        return bool(self.andringar or self.nya or self.borttagna or self.andrade)


def skillnad_mellan(fore: Versionsinnehall, efter: Versionsinnehall) -> Skillnad:
    """Field by field and factor by factor, in the order of the later version."""
    da = {faktor.kod: faktor for faktor in fore.faktorer}
    nu = {faktor.kod: faktor for faktor in efter.faktorer}
    par = [(kod, da[kod], nu[kod]) for kod in nu if kod in da]
    return Skillnad(
        andringar=_andringar(_texts(fore), _texts(efter)),
        nya=[Faktorskillnad(kod, None, nu[kod], []) for kod in nu if kod not in da],
        borttagna=[Faktorskillnad(kod, da[kod], None, []) for kod in da if kod not in nu],
        andrade=[
            Faktorskillnad(kod, before, after, andringar)
            for kod, before, after in par
            if (andringar := _andringar(_texts(before), _texts(after)))
        ],
    )


def _texts(innehall: Versionsinnehall | Faktorinnehall) -> dict[str, str]:
    return {
        field.name: str(getattr(innehall, field.name))
        for field in fields(innehall)
        if field.name not in {"faktorer", "kod"}
    }


def _andringar(fore: Mapping[str, str], efter: Mapping[str, str]) -> list[Andring]:
    return [Andring(falt, fore[falt], efter[falt]) for falt in fore if fore[falt] != efter[falt]]


def is_for(alder: int, fran: int, till: int) -> bool:
    """Whether a version is made for an age, in whole years on the day."""
    return fran <= alder <= till


def hinder_for_val(alder: int | None, fran: int, till: int, skal: str) -> list[Hinder]:
    """Why a version may not be used for somebody of this age.

    Another than the one for the age takes a reason in words. An unknown age hinders nothing: there
    is then no variant that is the right one.
    """
    if alder is None or is_for(alder, fran, till) or skal.strip():
        return []
    return [
        Hinder(
            "skal",
            f"Bedömningsstödet är gjort för {fran}–{till} år och personen är {alder} år."
            " Skriv varför du väljer det, eller välj det som är gjort för åldern.",
        )
    ]
