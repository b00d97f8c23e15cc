"""Who has to consent, by age: to an insats (SoL 21:1–2) and to passing something on (OSL 12:3).

The two are different things. Consent to secrecy is also something else than GDPR's: it lifts
secrecy and nothing more.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from arenden.rules.alder import MYNDIG, age_on, birthday

BARNETS_EGET_SAMTYCKE = 12
EGEN_TALAN = 15
OMPROVAS = (BARNETS_EGET_SAMTYCKE, EGEN_TALAN, MYNDIG)
"""The ages at which a consent is asked for again: somebody else decides, or decides too."""


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


@dataclass(frozen=True)
class Svar:
    """What one giver has answered last, and on which day. `person` tells several guardians apart.

    `is_kand`: the guardian is known in the akt, where `person` is one of those with custody or not.
    """

    vem: Roll
    person: str
    ja: bool
    nar: date
    is_kand: bool = True


def latest_gate(fodd: date | None, dag: date) -> tuple[int, date] | None:
    """The last age at which consents are asked for again that has been reached, and its day."""
    if fodd is None:
        return None
    nadda = [(alder, birthday(fodd, alder)) for alder in OMPROVAS]
    return max(((alder, nar) for alder, nar in nadda if nar <= dag), default=None)


def hinder_for_samtycke(
    svar: Collection[Svar], *, fodd: date | None, med_vardnad: Collection[str], dag: date
) -> list[str]:
    """Every reason why a consent does not carry on a day; none means that it does.

    `svar` is the last answer of each giver; `med_vardnad` the guardians who have custody on the
    day, as far as they are known. The answer of one who has it no more does not count.
    """
    if not svar:
        return ["Det är inte antecknat vad var och en har svarat."]
    alder = _age(fodd, dag)
    galler = [ett for ett in svar if _counts(ett, med_vardnad, alder)]
    ja = [ett for ett in galler if ett.ja]
    if (grans := latest_gate(fodd, dag)) and ja and max(ett.nar for ett in ja) < grans[1]:
        return [_passed_gate(grans[0])]
    hinder = [_no_in_words(ett) for ett in galler if not ett.ja and _may_stop(ett, alder)]
    if alder is None:
        return hinder or ([] if ja else ["Ingen har samtyckt."])
    vardnadshavare = [ett for ett in galler if ett.vem is Roll.VARDNADSHAVARE]
    namngivna = sum(not ett.is_kand for ett in vardnadshavare)
    kanda = {ett.person for ett in vardnadshavare if ett.is_kand}
    return hinder + missing_samtycke(
        samtycke_for(Andamal.SEKRETESS, alder),
        barnet=any(ett.vem is Roll.BARNET for ett in ja),
        vardnadshavare_ja=sum(ett.vem is Roll.VARDNADSHAVARE for ett in ja),
        vardnadshavare_alla=max(len(med_vardnad), len(kanda) + namngivna),
    )


def is_over(
    svar: Collection[Svar], *, fodd: date | None, med_vardnad: Collection[str], dag: date
) -> bool:
    """Whether a consent has ended by itself: nobody who said yes decides over it any more.

    At 18 the young person decides alone and gives a new one. Under 15 it ends with the custody of
    the guardians who said yes; from 15 it rests on the young person, whoever has custody.
    """
    alder, ja = _age(fodd, dag), [ett for ett in svar if ett.ja]
    if fodd is not None and alder is not None and alder >= MYNDIG:
        return bool(ja) and max(ett.nar for ett in ja) < birthday(fodd, MYNDIG)
    if alder is not None and alder >= EGEN_TALAN:
        return False
    vuxna = [ett for ett in ja if ett.vem is Roll.VARDNADSHAVARE]
    return bool(vuxna) and not any(_counts(ett, med_vardnad, alder) for ett in vuxna)


def _age(fodd: date | None, dag: date) -> int | None:
    return age_on(fodd, dag) if fodd and fodd <= dag else None


def _counts(svar: Svar, med_vardnad: Collection[str], alder: int | None) -> bool:
    if svar.vem is Roll.BARNET:
        return True
    if alder is not None and alder >= MYNDIG:
        return False
    return not svar.is_kand or svar.person in med_vardnad


def _may_stop(svar: Svar, alder: int | None) -> bool:
    """Whose no stops sharing: guardians under 15, the child's own from 12."""
    if svar.vem is Roll.BARNET:
        return alder is None or alder >= BARNETS_EGET_SAMTYCKE
    return alder is None or alder < EGEN_TALAN


def _no_in_words(svar: Svar) -> str:
    return "Barnet har sagt nej." if svar.vem is Roll.BARNET else "En vårdnadshavare har sagt nej."


def _passed_gate(alder: int) -> str:
    if alder == MYNDIG:
        return "Samtycket upphörde på 18-årsdagen. Den unge ger ett nytt, om hen vill."
    return f"Samtycket är från före {alder}-årsdagen och vilar tills det är omprövat."
