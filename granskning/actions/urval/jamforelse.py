"""Draw once more and compare with what is stored: shows that nobody steered a drawing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from access.models import Anvandare
from audit import log
from audit.action import action
from audit.lasning import logged_reading
from audit.verb import Verb
from granskning.actions.urval.manad import Grupp, Manad
from granskning.actions.urval.provning import Rad, examine
from granskning.models import Atkomst, Loggranskning
from granskning.rules.urval import Provad


@dataclass(frozen=True)
class Avvikelse:
    """One review that is not what is drawn today, and in what.

    `is_fel` where the log alone says otherwise; else what explains or stands out may have been
    recorded or ended since the drawing.
    """

    granskning: Loggranskning | None
    mening: str
    is_fel: bool = True


def compare(*, manad: date, actor: Anvandare | None) -> list[Avvikelse]:
    """Everything in which the stored reviews of a month part from the log.

    The head, the number of accesses and what chance drew follow from the log alone and must agree.
    Raises InteForseglad.
    """
    hela = Manad.of(manad)
    lagrade = {
        Grupp(granskning.namnd_id, granskning.enhet_id): granskning
        for granskning in Loggranskning.objects.filter(manad=hela.forsta)
    }
    grupper = hela.groups()
    funna = [
        Avvikelse(granskning, "Ingen i enheten har öppnat någon akt enligt loggen.")
        for grupp, granskning in lagrade.items()
        if grupp not in grupper
    ]
    for grupp in grupper:
        if grupp in lagrade:
            funna += _compared(hela, grupp, lagrade[grupp], actor=actor)
        else:
            funna.append(Avvikelse(None, "En enhet med åtkomster saknar granskning."))
    return funna


@action
def _compared(
    manad: Manad, grupp: Grupp, granskning: Loggranskning, *, actor: Anvandare | None
) -> list[Avvikelse]:
    log.record(actor=actor, verb=Verb.URVAL_COMPARE, objekt=granskning)
    with logged_reading(actor=actor, verb=Verb.URVAL_COMPARE):
        urna = examine(manad, grupp)
    rader = {_stored(rad) for rad in Atkomst.objects.filter(granskning=granskning)}
    slump = {_drawn(provad) for provad in urna.chance()}
    alla = {_drawn(provad) for provad in urna.drawn()}
    loggens = {
        "Kontrollpunkten är inte den som stänger månaden.": (
            (granskning.storlek, bytes(granskning.rot))
            == (manad.huvud.storlek, bytes(manad.huvud.rot))
        ),
        "Antalet åtkomster är inte loggens.": granskning.atkomster == urna.antal,
        "En rad som slumpen drar saknas.": slump <= rader,
    }
    reglernas = {
        "En rad finns som reglerna inte tar med i dag.": rader <= alla,
        "En rad som reglerna tar med i dag saknas.": alla <= rader,
    }
    return [
        Avvikelse(granskning, mening, is_fel=prov is loggens)
        for prov in (loggens, reglernas)
        for mening, holds in prov.items()
        if not holds
    ]


def _stored(rad: Atkomst) -> tuple[Any, ...]:
    return rad.aktor_id, rad.akt_id, rad.dag, tuple(rad.handelser)


def _drawn(provad: Provad[Rad]) -> tuple[Any, ...]:
    tillfalle = provad.tillfalle.tillfalle
    return tillfalle.aktor_id, tillfalle.akt_id, tillfalle.dag, tillfalle.handelser
