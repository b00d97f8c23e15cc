"""When two ärenden about one person may become one, and in which direction."""

from __future__ import annotations

from dataclasses import dataclass

ORDNING = (
    "skyddsbedomning",
    "forhandsbedomning",
    "underrattelse",
    "utredning",
    "beslutsforslag",
    "kommunicering",
    "beslut",
)
"""The steps during which a report is still being assessed, in order."""
FLYTTBARA = ORDNING[:4]
"""Nothing is proposed yet: what was found out stays readable, and the other ärende goes on."""


@dataclass(frozen=True)
class Part:
    """What the rule needs to know of one of the two.

    `arbetsgangar`: how many go on in it. `mottagna`: how many ärenden were brought into it.
    """

    arendenummer: str
    akt: str
    steg: str
    arbetsgangar: int = 0
    mottagna: int = 0


def hindrances(fran: Part, till: Part) -> list[str]:
    """Why `fran` cannot be brought into `till`, in Swedish; empty when it can."""
    if fran.arendenummer == till.arendenummer:
        return ["Välj ett annat ärende än det här."]
    hinder = []
    if fran.akt != till.akt:
        hinder.append("Ärendena handlar om olika personer. Ett ärende byter aldrig akt.")
    if fran.steg not in FLYTTBARA:
        hinder.append(
            "Ärendet har kommit förbi utredningen. Avgör det för sig, eller för det andra hit."
        )
    elif till.steg not in ORDNING:
        hinder.append(
            f"{till.arendenummer} prövas inte längre. En ny anmälan prövas då för sig (SoL 20:2)."
        )
    elif ORDNING.index(fran.steg) > ORDNING.index(till.steg):
        hinder.append(f"Det här ärendet har kommit längre. För {till.arendenummer} hit i stället.")
    if fran.mottagna:
        hinder.append("Ett annat ärende har förts hit. Då kan det här inte föras vidare.")
    if fran.arbetsgangar:
        hinder.append("Avsluta de arbetsgångar som pågår i ärendet först.")
    return hinder
