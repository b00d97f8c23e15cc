"""Read what the employer knows of its employees' homes, for the drawing of the log review."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare, Personaluppgift
from audit import log
from audit.action import action
from audit.lasning import logged_reading
from audit.verb import Verb

KOLUMNER = ("anvandarnamn", "adress", "efternamn")
SKILJER = ";"
MELLAN_NAMN = ","
MOST_NAMES = 20
LONGEST_ADDRESS = 300


@dataclass
class Inlasning:
    """What came of a file: counts, and faults by line. Nothing of what the lines said."""

    nya: int = 0
    andrade: int = 0
    oforandrade: int = 0
    fel: list[str] = field(default_factory=list)


def import_personaluppgifter(rader: Iterable[str], *, actor: Anvandare | None) -> Inlasning:
    """Take in lines of `anvandarnamn;adress;efternamn`, where surnames are parted by commas.

    Each line is a transaction of its own: a faulty one stops none of the others. What is already
    known so is not written again. Raises ValidationError where the first line is not the headings.
    """
    lasare = csv.DictReader(rader, delimiter=SKILJER)
    if tuple(lasare.fieldnames or ()) != KOLUMNER:
        raise ValidationError(f"Första raden ska vara {SKILJER.join(KOLUMNER)}.")
    utfall = Inlasning()
    for rad in lasare:
        try:
            _take(rad, utfall, actor=actor)
        except ValidationError as fel:
            utfall.fel.append(f"Rad {lasare.line_num}: {fel.messages[0]}")
    return utfall


@action
def _take(rad: dict[str, str | None], utfall: Inlasning, *, actor: Anvandare | None) -> None:
    varden = [rad.get(kolumn) for kolumn in KOLUMNER]
    if None in varden or None in rad:
        raise ValidationError("Raden har fel antal kolumner.")
    anvandarnamn, adress, namnen = (str(varde).strip() for varde in varden)
    efternamn = [namn.strip() for namn in namnen.split(MELLAN_NAMN) if namn.strip()]
    if len(adress) > LONGEST_ADDRESS or len(efternamn) > MOST_NAMES:
        raise ValidationError("Adressen är för lång, eller namnen för många.")
    anvandare = Anvandare.objects.filter(anvandarnamn=anvandarnamn).first()
    if anvandare is None:
        raise ValidationError("Användaren finns inte.")
    uppgift = Personaluppgift.objects.select_for_update().filter(anvandare=anvandare).first()
    with logged_reading(actor=actor, verb=Verb.PERSONALUPPGIFT_IMPORT):
        if uppgift and (uppgift.adress, uppgift.efternamn) == (adress, efternamn):
            utfall.oforandrade += 1
            return
    utfall.andrade += uppgift is not None
    utfall.nya += uppgift is None
    uppgift = uppgift or Personaluppgift(anvandare=anvandare)
    uppgift.adress, uppgift.efternamn, uppgift.inlast = adress, efternamn, timezone.now()
    log.save(uppgift, actor=actor, verb=Verb.PERSONALUPPGIFT_IMPORT)
