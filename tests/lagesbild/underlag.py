"""Extracts that the tests of publishing share."""

from datetime import date

from lagesbild.models import (
    Likvardighetsrad,
    Likvardighetsuttag,
    Steguttag,
    Steguttagsrad,
    Uttag,
    Uttagsrad,
)
from lagesbild.rules.likvardighet import I_TID, SENARE, Likvardighetsmatt
from lagesbild.rules.vantan import VANTAN

ANTAL = {
    ("Bromma", "K"): 212,
    ("Bromma", "M"): 227,
    ("Farsta", "K"): 137,
    ("Farsta", "M"): 146,
    ("Järva", "K"): 158,
    ("Järva", "M"): 171,
    ("Skärholmen", "K"): 3,
    ("Skärholmen", "M"): 1,
}
OMRADEN, KON = zip(*ANTAL, strict=True)
SUMMOR = [
    *(ANTAL[omrade, "K"] + ANTAL[omrade, "M"] for omrade in set(OMRADEN)),
    *(sum(ANTAL[omrade, kon] for omrade in set(OMRADEN)) for kon in set(KON)),
    sum(ANTAL.values()),
]
SANNA_TAL = {tal for tal in (*ANTAL.values(), *SUMMOR) if tal > 9 and tal % 5 in {2, 3}}
"""The true numbers that neither a rounded number nor the end of an interval can equal by chance."""


def make_uttag(antal=ANTAL, *, skyddade=(), period="2026K3"):
    uttag = Uttag.objects.create(period=period, plan_version=1, avser=date(2026, 9, 30))
    Uttagsrad.objects.bulk_create(
        Uttagsrad(
            uttag=uttag,
            pseudonym=f"{omrade}/{kon}/{nummer}",
            stadsdelsomrade=omrade,
            kon=kon,
            has_skyddade_uppgifter=(omrade, kon) in skyddade,
        )
        for (omrade, kon), varde in antal.items()
        for nummer in range(varde)
    )
    return uttag


OPPNA = {("utredning", VANTAN[2]): 87, ("utredning", VANTAN[0]): 63, ("plan", VANTAN[1]): 3}


def make_steguttag(antal=OPPNA) -> Steguttag:
    uttag = Steguttag.objects.create(avser=date(2026, 11, 23))
    Steguttagsrad.objects.bulk_create(
        Steguttagsrad(uttag=uttag, pseudonym=f"{steg}/{vantat}/{n}", steg=steg, vantat=vantat)
        for (steg, vantat), varde in antal.items()
        for n in range(varde)
    )
    return uttag


I_TID_ANTAL = {
    ("Bromma", "K", True): 41,
    ("Bromma", "K", False): 3,
    ("Bromma", "M", True): 38,
    ("Bromma", "M", False): 12,
    ("Farsta", "K", True): 27,
    ("Farsta", "K", False): 8,
    ("Farsta", "M", True): 33,
    ("Farsta", "M", False): 1,
    ("Skärholmen", "K", True): 4,
    ("Skärholmen", "M", False): 2,
}
"""Children by area, sex and whether the first class is theirs; some of the groups are small."""


def make_likvardighetsuttag(
    *, matt=Likvardighetsmatt.UPPFOLJNING, klasser=(I_TID, SENARE), skyddade=(), period="2026K3"
) -> Likvardighetsuttag:
    uttag = Likvardighetsuttag.objects.create(period=period)
    Likvardighetsrad.objects.bulk_create(
        Likvardighetsrad(
            uttag=uttag,
            pseudonym=f"{omrade}/{kon}/{forst}/{nummer}",
            stadsdelsomrade=omrade,
            kon=kon,
            has_skyddade_uppgifter=omrade in skyddade,
            matt=matt,
            klass=klasser[0] if forst else klasser[1],
        )
        for (omrade, kon, forst), antal in I_TID_ANTAL.items()
        for nummer in range(antal)
    )
    return uttag
