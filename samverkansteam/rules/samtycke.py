"""Who has to consent, by age: to an insats (SoL 21:1–2) and to passing something on (OSL 12:3).

The two are different things. Consent to secrecy is also something else than GDPR's: it lifts
secrecy and nothing more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from arenden.rules.alder import MYNDIG, birthday

BARNETS_EGET_SAMTYCKE = 12
EGEN_TALAN = 15


def has_lapsed(givet: date, fodd: date | None, dag: date) -> bool:
    """Whether a consent given on a day has ended with the giving person's right to give it.

    On the 18th birthday what was consented to before ends, whoever gave it: the guardians decide no
    more, and the register does not tell who of several gave what. An unknown age ends nothing.
    """
    return fodd is not None and givet < birthday(fodd, MYNDIG) <= dag


class Andamal(StrEnum):
    """What the consent is to."""

    BEHOVSPROVAD = "behovsprovad"
    UTAN_BEHOVSPROVNING = "utan_behovsprovning"
    PLACERING = "placering"
    SEKRETESS = "sekretess"


class Roll(StrEnum):
    BARNET = "barnet"
    VARDNADSHAVARE = "vardnadshavare"


@dataclass(frozen=True)
class Samtyckesregel:
    """`maste`: all of these consent. `alternativ`: may stand instead, when it is suitable.

    `hors`: who is heard. With joint custody «vardnadshavare» means both (FB 6:13).
    """

    maste: frozenset[Roll]
    alternativ: frozenset[Roll]
    hors: frozenset[Roll]
    skal: str
    lagrum: str


INGEN: frozenset[Roll] = frozenset()
BARNET = frozenset({Roll.BARNET})
VARDNADSHAVARE = frozenset({Roll.VARDNADSHAVARE})


def samtycke_for(andamal: Andamal, alder: int) -> Samtyckesregel:
    """Who must and who may consent, at an age in whole years."""
    if alder >= MYNDIG:
        skal = "Den som har fyllt 18 år bestämmer själv."
        return Samtyckesregel(BARNET, INGEN, INGEN, skal, _LAGRUM[andamal])
    return _REGLER[andamal](alder)


def samtycke_i_team(alder: int, *, barnet_fran: int) -> Samtyckesregel:
    """Who consents to working together in a team: the guardians, and the young person from an age.

    That is a condition of the form of work and asks for more than the law does (OSL 12:2–3).
    """
    if alder >= MYNDIG:
        return samtycke_for(Andamal.SEKRETESS, alder)
    if alder >= barnet_fran:
        skal = "Den unge och vårdnadshavarna samtycker till samarbetet, var och en för sig."
        return Samtyckesregel(BARNET | VARDNADSHAVARE, INGEN, INGEN, skal, "OSL 10:1, 12:2–3")
    skal = "Vårdnadshavarna samtycker till samarbetet. Barnet ska få säga vad det tycker."
    return Samtyckesregel(VARDNADSHAVARE, INGEN, BARNET, skal, "OSL 10:1, 12:2–3")


def _behovsprovad(alder: int) -> Samtyckesregel:
    if alder >= EGEN_TALAN:
        skal = "Den unge för sin talan. Insatsen kan ges utan vårdnadshavaren om det är lämpligt."
    elif alder >= BARNETS_EGET_SAMTYCKE:
        skal = "Vårdnadshavaren samtycker. Om det är lämpligt räcker barnets eget samtycke."
    else:
        skal = "Under 12 år krävs vårdnadshavarens samtycke. Barnet ska få komma till tals."
        return Samtyckesregel(VARDNADSHAVARE, INGEN, BARNET, skal, "SoL 21:1")
    return Samtyckesregel(VARDNADSHAVARE, BARNET, BARNET, skal, "SoL 21:1")


def _utan_behovsprovning(alder: int) -> Samtyckesregel:
    if alder >= EGEN_TALAN:
        skal = "Från 15 år kan insatsen ges utan vårdnadshavaren om det är lämpligt."
        return Samtyckesregel(VARDNADSHAVARE, BARNET, BARNET, skal, "SoL 21:2")
    skal = (
        "Under 15 år krävs vårdnadshavarens samtycke till en insats utan behovsprövning. Säger"
        " vårdnadshavaren nej kan den prövas som en behovsprövad insats från 12 år (SoL 21:1)."
    )
    return Samtyckesregel(VARDNADSHAVARE, INGEN, BARNET, skal, "SoL 21:2")


def _placering(alder: int) -> Samtyckesregel:
    if alder >= EGEN_TALAN:
        skal = "En placering kräver samtycke av vårdnadshavaren och av den som har fyllt 15 år."
        return Samtyckesregel(VARDNADSHAVARE | BARNET, INGEN, INGEN, skal, "SoL 21:1; LVU 1 §")
    skal = "En placering kräver alltid vårdnadshavarens samtycke, annars prövas LVU."
    return Samtyckesregel(VARDNADSHAVARE, INGEN, BARNET, skal, "SoL 21:1; LVU 1 §")


def _sekretess(alder: int) -> Samtyckesregel:
    if alder >= EGEN_TALAN:
        skal = "Oftast samtycker den unge själv, ibland med vårdnadshavaren. Mognaden avgör."
        return Samtyckesregel(BARNET, INGEN, VARDNADSHAVARE, skal, "OSL 12:3")
    if alder >= BARNETS_EGET_SAMTYCKE:
        skal = "Vårdnadshavaren samtycker, tillsammans med barnet så långt barnets mognad räcker."
    else:
        skal = "Vårdnadshavaren samtycker. Barnet ska få säga vad det tycker."
    return Samtyckesregel(VARDNADSHAVARE, INGEN, BARNET, skal, "OSL 12:3")


_REGLER = {
    Andamal.BEHOVSPROVAD: _behovsprovad,
    Andamal.UTAN_BEHOVSPROVNING: _utan_behovsprovning,
    Andamal.PLACERING: _placering,
    Andamal.SEKRETESS: _sekretess,
}
_LAGRUM = {
    Andamal.BEHOVSPROVAD: "SoL 21:1",
    Andamal.UTAN_BEHOVSPROVNING: "SoL 21:2",
    Andamal.PLACERING: "SoL 21:1",
    Andamal.SEKRETESS: "OSL 12:1–2",
}


def missing_samtycke(
    regel: Samtyckesregel, *, barnet: bool, vardnadshavare_ja: int, vardnadshavare_alla: int
) -> list[str]:
    """What is still missing, given who has said yes. An alternative stands in for the others."""
    if regel.alternativ == BARNET and barnet:
        return []
    saknas = []
    if Roll.BARNET in regel.maste and not barnet:
        saknas.append("Den unge har inte samtyckt.")
    if Roll.VARDNADSHAVARE in regel.maste:
        kvar = vardnadshavare_alla - vardnadshavare_ja
        if vardnadshavare_alla == 0:
            saknas.append("Ingen vårdnadshavare är känd.")
        elif kvar > 0:
            saknas.append(f"{kvar} av {vardnadshavare_alla} vårdnadshavare har inte samtyckt.")
    return saknas
