"""Who agrees to an insats, by age and legal form, and what the law itself rules out.

SoL 21:1 is about what is given after a decision, 21:2 about what is given without trying needs.
From 15 a young person speaks for themselves (SoL 3:4), from 18 alone. A placement is never begun
here: it takes the guardians' consent or LVU, and has a way of its own.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from arenden.rules.alder import age_on, has_reached

TOLV, FEMTON, ARTON = 12, 15, 18

UPPHOR = {"sarskild_kontaktperson": (21, "SoL 13:7")}
"""By kind of insats: the age from which it may not be given, and where the law says so."""

ALLTID_BEHOVSPROVADE = frozenset({"kontaktperson", "sarskild_kontaktperson", "kontaktfamilj"})
"""Never given without trying needs (SoL 11:5)."""

PLACERINGAR = frozenset({"placering", "familjehem", "jourhem", "hvb", "stodboende", "sis"})
"""Care outside the home: decided and carried out elsewhere, never a row of the catalogue."""


class Form(StrEnum):
    BEHOVSPROVAD = "behovsprovad"
    UTAN = "utan"


class Vem(StrEnum):
    VARDNADSHAVARE = "vardnadshavare"
    BARNET = "barnet"


@dataclass(frozen=True)
class Krav:
    """Who must agree at an age.

    `utan_vardnadshavare`: with the child's own consent and a reason, it may do without them.
    """

    lagrum: str
    vardnadshavare: bool = True
    barnet: bool = False
    utan_vardnadshavare: bool = False


@dataclass(frozen=True)
class Hinder:
    """Why an insats may not begin. `falt` names the question that the answer is missing in."""

    falt: str
    text: str


_UNDER_12 = {
    Form.BEHOVSPROVAD: Krav("SoL 21:1"),
    Form.UTAN: Krav("SoL 21:2"),
}
_12_TILL_14 = {
    Form.BEHOVSPROVAD: Krav("SoL 21:1", utan_vardnadshavare=True),
    Form.UTAN: Krav("SoL 21:2"),
}
_15_TILL_17 = {
    Form.BEHOVSPROVAD: Krav("SoL 3:4, 21:1", barnet=True, utan_vardnadshavare=True),
    Form.UTAN: Krav("SoL 3:4, 21:2", barnet=True, utan_vardnadshavare=True),
}
_FRAN_18 = {
    Form.BEHOVSPROVAD: Krav("SoL 3:4", vardnadshavare=False, barnet=True),
    Form.UTAN: Krav("SoL 3:4", vardnadshavare=False, barnet=True),
}


def krav_for(alder: int | None, form: Form) -> Krav:
    """Who must agree. An age that is not known is treated as under 12: nothing is presumed."""
    if alder is None or alder < TOLV:
        return _UNDER_12[form]
    if alder < FEMTON:
        return _12_TILL_14[form]
    return _15_TILL_17[form] if alder < ARTON else _FRAN_18[form]


def hinder_for_samtycke(
    alder: int | None, form: Form, samtycker: Collection[Vem], *, is_lampligt: bool
) -> list[Hinder]:
    """Every consent that is missing. `is_lampligt`: a reason to do without guardians is written."""
    krav = krav_for(alder, form)
    hinder = []
    if krav.barnet and Vem.BARNET not in samtycker:
        hinder.append(Hinder("samtycke", _missing_own(alder, krav)))
    if not krav.vardnadshavare or Vem.VARDNADSHAVARE in samtycker:
        return hinder
    if not krav.utan_vardnadshavare:
        hinder.append(Hinder("samtycke", _missing_guardian(alder, form, krav)))
        return hinder
    if Vem.BARNET not in samtycker and not krav.barnet:
        hinder.append(
            Hinder(
                "samtycke",
                "Från 12 år kan insatsen ges utan vårdnadshavarna om barnet själv samtycker"
                f" ({krav.lagrum}).",
            )
        )
    if not is_lampligt:
        hinder.append(
            Hinder(
                "lampligt",
                "Skriv varför det är lämpligt att ge insatsen utan vårdnadshavarnas samtycke"
                f" ({krav.lagrum}).",
            )
        )
    return hinder


def _missing_own(alder: int | None, krav: Krav) -> str:
    if alder is not None and alder >= ARTON:
        return f"Den som har fyllt 18 år samtycker själv till insatsen ({krav.lagrum})."
    return (
        "Den unge har fyllt 15 år och för sin egen talan: insatsen behöver den unges samtycke"
        f" ({krav.lagrum})."
    )


def _missing_guardian(alder: int | None, form: Form, krav: Krav) -> str:
    if alder is None:
        return (
            "Åldern är inte känd. Vårdnadshavarna behöver samtycka, eller för in födelsedatumet"
            f" ({krav.lagrum})."
        )
    if form is Form.UTAN and alder >= TOLV:
        return (
            "Utan behovsprövning behöver vårdnadshavarna samtycka till dess att den unge fyllt"
            f" 15 år ({krav.lagrum}). Med ett beslut kan barnets eget samtycke räcka (SoL 21:1)."
        )
    return f"Vårdnadshavarna behöver samtycka till insatsen ({krav.lagrum})."


def hinder_for_alder(insatstyp: str, fodd: date | None, startdatum: date) -> list[Hinder]:
    """Why an insats may not begin on a day, by age; an unknown age hinders nothing."""
    if insatstyp not in UPPHOR:
        return []
    alder, lagrum = UPPHOR[insatstyp]
    if not has_reached(fodd, alder, startdatum):
        return []
    text = f"Insatsen kan bara ges till den som inte har fyllt {alder} år ({lagrum})."
    return [Hinder("insatstyp", text)]


def hinder_for_form(insatstyp: str, form: Form, *, has_beslut: bool) -> list[Hinder]:
    """Why an insats may not be given in this legal form."""
    if insatstyp in PLACERINGAR:
        text = (
            "En placering startas inte här. Den kräver vårdnadshavarnas samtycke eller LVU, och"
            " beslutas för sig (SoL 21:1)."
        )
        return [Hinder("insatstyp", text)]
    if form is Form.UTAN and insatstyp in ALLTID_BEHOVSPROVADE:
        text = "Insatsen ges alltid efter behovsprövning och beslut (SoL 11:5)."
        return [Hinder("form", text)]
    if form is Form.BEHOVSPROVAD and not has_beslut:
        text = "Insatsen kräver ett beslut om bifall i ärendet (SoL 11:1)."
        return [Hinder("form", text)]
    return []


def age_or_none(fodd: date | None, dag: date) -> int | None:
    """Whole years on a day; None when the birth date is unknown or lies ahead."""
    return age_on(fodd, dag) if fodd is not None and fodd <= dag else None


def in_words(alder: int | None, form: Form) -> str:
    """Who must agree at an age, in a sentence for the form."""
    krav = krav_for(alder, form)
    if not krav.vardnadshavare:
        vilka = "den unge själv"
    elif krav.barnet:
        vilka = "den unge själv och vårdnadshavarna, eller den unge ensam när det är lämpligt"
    elif krav.utan_vardnadshavare:
        vilka = "vårdnadshavarna, eller barnet självt när det är lämpligt"
    else:
        vilka = "vårdnadshavarna"
    return f"{vilka} ({krav.lagrum})"
