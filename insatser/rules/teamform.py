"""The team forms: who each is for, which kind of team does it, and who must consent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from arenden.rules.alder import MYNDIG, age_on
from samverkansteam.rules.samtycke import (
    BARNET,
    BARNETS_EGET_SAMTYCKE,
    EGEN_TALAN,
    Andamal,
    Samtyckesregel,
    samtycke_for,
    samtycke_i_team,
)


@dataclass(frozen=True)
class Teamform:
    """A form of work. `teamtyp`: the kind of team. Bounds in whole years and school years.

    `barnet_fran`: from what age the young person's own consent is needed beside the guardians';
    None where the consent is to an insats utan behovsprövning instead. `is_samtycke`: whether the
    work rests on consent at all. `is_skriftligt`: whether that consent is in writing.
    """

    teamtyp: str
    fran_alder: int = 0
    till_alder: int | None = None
    arskurser: range | None = None
    is_samtycke: bool = True
    barnet_fran: int | None = BARNETS_EGET_SAMTYCKE
    is_skriftligt: bool = False


FORMER = {
    "socialt_insatsteam": Teamform("ssit", fran_alder=12, till_alder=29),
    "social_insatsgrupp": Teamform("sig", fran_alder=12, till_alder=29),
    "sspf": Teamform(
        "sspf", fran_alder=6, till_alder=20, barnet_fran=EGEN_TALAN, is_skriftligt=True
    ),
    "skolsocialt_team": Teamform("sst", arskurser=range(4, 10), barnet_fran=None),
    "trefas": Teamform("trefas", is_samtycke=False),
    "avhopparverksamhet": Teamform("avhopp", is_skriftligt=True),
}
"""By the code of the flow."""


def hinder_for_person(
    form: Teamform, *, fodd: date | None, arskurs: int | None, idag: date
) -> list[str]:
    """Why the form is not for this person, by age or school year; what is unknown hinders not."""
    hinder = []
    if fodd is not None:
        alder = age_on(fodd, idag)
        if alder < form.fran_alder:
            hinder.append(f"Arbetsformen är till för den som har fyllt {form.fran_alder} år.")
        if form.till_alder is not None and alder > form.till_alder:
            over = form.till_alder + 1
            hinder.append(f"Arbetsformen är till för den som inte har fyllt {over} år.")
    if form.arskurser is not None and arskurs is not None and arskurs not in form.arskurser:
        forsta, sista = form.arskurser[0], form.arskurser[-1]
        hinder.append(f"Arbetsformen är till för elever i årskurs {forsta}–{sista}.")
    return hinder


def samtycke_i_form(form: Teamform, alder: int, *, is_farligt: bool = False) -> Samtyckesregel:
    """Who must consent to the work of the form, at an age in whole years.

    `is_farligt`: asking the guardians would add to the danger. Then the young person's own consent
    may stand instead, from the age where a child's own can (OSL 12:3).
    """
    if form.barnet_fran is None:
        return samtycke_for(Andamal.UTAN_BEHOVSPROVNING, alder)
    regel = samtycke_i_team(alder, barnet_fran=form.barnet_fran)
    if is_farligt and BARNETS_EGET_SAMTYCKE <= alder < MYNDIG:
        return replace(regel, alternativ=BARNET)
    return regel
