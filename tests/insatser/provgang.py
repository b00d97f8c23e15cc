"""An arbetsgång made for the tests, with every kind of node, in two versions.

Viewflow finds flows by the name of their module in an installed application, so this module goes by
such a name too.
"""

from __future__ import annotations

import sys
from typing import Any

from viewflow import this

from access.models import Organisation
from arenden.models import Arende
from insatser import policy
from insatser.flows.arbetsgang import Arbetsgangsflode
from insatser.flows.noder import (
    Borjan,
    Dela,
    Gangsteg,
    Partssteg,
    Samla,
    Slut,
    Utfallsval,
    utfall,
)
from insatser.rules.ansvar import Ansvar
from insatser.rules.falt import Falt
from samverkansteam.actions.team import add_part
from samverkansteam.models import Team
from tests.insatser.stock import explode
from tests.insatser.vagen import Stad
from tests.samverkansteam.builders import make_organisation, make_team

MODUL = "insatser.flows.provgang"
PROVGANG = "provgang"
sys.modules[MODUL] = sys.modules[__name__]

GJORT: list[str] = []
"""What the steps have changed: a stand-in for rows of the ärende."""


def change(_gang: Any, utfall: Any, _actor: Any) -> None:
    GJORT.append(utfall.steg)


def change_back(_gang: Any, utfall: Any, _actor: Any) -> None:
    GJORT.remove(utfall.steg)


def step(titel: str, **mer: Any) -> Gangsteg:
    return _step(Gangsteg, titel, **mer)


def _step(slag: type[Gangsteg], titel: str, **mer: Any) -> Gangsteg:
    return slag(
        titel,
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="FL 9 §",
        varfor="För provets skull.",
        **mer,
    )


class ProvgangV1(Arbetsgangsflode):
    """Prov

    Går åt två håll på en gång.
    """

    __module__ = MODUL
    kod = PROVGANG
    version = 1
    lagrum = "FL 9 §"

    borjan = Borjan(this.link).Next(this.forst)

    forst = step(
        "Först",
        falt=(Falt("text", "Vad?"), Falt("fraga", "Är det så?", "ja_nej")),
        frist="avgorande_begart",
    ).Next(this.at_tva_hall)

    at_tva_hall = Dela().Next(this.vanster).Next(this.hoger)

    vanster = step("Vänster", far_hoppas=True, frist="trefas_mote").Next(this.ihop)

    hoger = _step(Partssteg, "Höger").Next(this.ihop)

    ihop = Samla().Next(this.sist)

    sist = step(
        "Sist",
        utfall={"klart": "Klart", "om": "Ett varv till", "slutgiltigt": "Det går inte tillbaka"},
        verkan=change,
        atertag=change_back,
    ).Next(this.hur_slutade_det)

    hur_slutade_det = (
        Utfallsval()
        .Case(this.forst, utfall("sist", "om"))
        .Case(this.slutgiltigt, utfall("sist", "slutgiltigt"))
        .Default(this.klart)
    )

    slutgiltigt = step("Slutgiltigt", verkan=change).Next(this.klart)

    klart = Slut("Klart")


class ProvgangV2(Arbetsgangsflode):
    """Prov

    Går åt två håll på en gång, det ena under ett annat namn.
    """

    __module__ = MODUL
    kod = PROVGANG
    version = 2
    lagrum = "FL 9 §"

    borjan = Borjan(this.link).Next(this.forst)

    forst = step(
        "Först",
        falt=(Falt("text", "Vad?"), Falt("fraga", "Är det så?", "ja_nej")),
        frist="avgorande_begart",
    ).Next(this.at_tva_hall)

    at_tva_hall = Dela().Next(this.at_sidan).Next(this.hoger)

    at_sidan = step("Åt sidan", far_hoppas=True, frist="trefas_mote").Next(this.ihop)

    hoger = _step(Partssteg, "Höger").Next(this.ihop)

    ihop = Samla().Next(this.sist)

    sist = step("Sist").Next(this.klart)

    klart = Slut("Klart")


class ProvfallV1(Arbetsgangsflode):
    """Prov som faller

    Dess val går sönder, med uppgifter i handen.
    """

    __module__ = MODUL
    kod = "provfall"
    version = 1
    lagrum = "FL 9 §"

    borjan = Borjan(this.link).Next(this.forst)

    forst = step("Först").Next(this.faller)

    faller = Utfallsval().Case(this.klart, explode).Default(this.klart)

    klart = Slut("Klart")


def parties(stad: Stad, arende: Arende, *, antal: int) -> Team:
    """A team of so many parties, that the arbetsgång may be about."""
    team = make_team(ledare=stad.handlaggare, enhet=arende.enhet)
    for _ in range(antal):
        add_part(
            team=team,
            organisation=make_organisation(slag=Organisation.Slag.KOMMUNAL_SKOLA),
            kontaktpunkt="",
            actor=stad.handlaggare,
        )
    return team
