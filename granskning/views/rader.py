"""A log entry as a row to read: names for ids, words for codes, and the explanation."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from access.models import Anvandare, Enhet, Roll
from audit.andamal import Andamal, is_by_duty
from audit.models import Logghandelse
from audit.verb import Verb
from granskning.models import grunder_for
from granskning.rules.aterblick import Forklaring, Slag, forklaring_for

ORD = {
    Slag.INGEN_AKT: "Gäller ingen akt",
    Slag.INGEN_PERSON: "Ingen person",
    Slag.UPPDRAG: "Uppdraget: granskning, gallring eller svar till en nämnd",
    Slag.OFORKLARAD: "Ingen förklaring i uppgifterna",
}
ROLLER = dict(Roll.choices)
VERB = {verb.value: verb.label for verb in Verb}
ANDAMAL = {andamal.value: f"{andamal.label} ({andamal.lagrum})" for andamal in Andamal}


@dataclass(frozen=True)
class Visning:
    """What one row shows. `falt` is names of fields, never their values."""

    rad: Logghandelse
    vem: str
    roll: str
    enhet: str
    vad: str
    akt: str
    falt: str
    regel: str
    andamal: str
    utfall: str
    forklaring: str
    is_oforklarad: bool
    uppgifter: dict[str, Any]


def as_shown(rader: Sequence[Logghandelse]) -> list[Visning]:
    """Rows to show, with three queries whatever their number: people, units, grants."""
    anvandare = Anvandare.objects.only("namn").in_bulk({r.aktor_id for r in rader if r.aktor_id})
    enheter = Enhet.objects.in_bulk({r.enhet_id for r in rader if r.enhet_id})
    grunder = grunder_for(rader)
    visade = []
    for rad in rader:
        aktor = anvandare.get(rad.aktor_id)
        uppgifter = json.loads(bytes(rad.kropp))["ovrigt"]
        person_id = None if rad.roll == Roll.SYSTEM else rad.aktor_id
        svar = forklaring_for(
            aktor_id=person_id,
            akt_id=rad.akt_id,
            tid=rad.tid,
            grunder=grunder,
            tilltrade_id=rad.tilltrade_id,
            genom_uppdrag=is_by_duty(rad.verb),
        )
        visade.append(
            Visning(
                rad=rad,
                vem=aktor.namn if aktor else "Ingen inloggad",
                roll=ROLLER.get(rad.roll, ""),
                enhet=str(enheter.get(rad.enhet_id, "")),
                vad=VERB.get(rad.verb, rad.verb),
                akt=f"…{str(rad.akt_id)[-6:]}" if rad.akt_id else "",
                falt=_named(uppgifter["falt"], rad.objekt_slag),
                regel=_rules(uppgifter),
                andamal=ANDAMAL.get(uppgifter["andamal"], uppgifter["andamal"]),
                utfall=rad.get_utfall_display(),
                forklaring=_in_words(svar),
                is_oforklarad=svar.slag is Slag.OFORKLARAD,
                uppgifter=uppgifter,
            )
        )
    return visade


def _in_words(svar: Forklaring) -> str:
    if svar.grund is None:
        return ORD[svar.slag]
    return f"{svar.grund.skal} sedan {svar.grund.fran:%Y-%m-%d}"


def _rules(uppgifter: dict[str, Any]) -> str:
    """Entries of before version 2 have one rule, as text."""
    regler = uppgifter["regel"]
    return regler if isinstance(regler, str) else ", ".join(regler)


def _named(falt: Iterable[str], objekt_slag: str) -> str:
    """«person: förnamn, efternamn» out of "app.Model.field", or "field" of the entry's object."""
    grupper: dict[str, list[str]] = {}
    for namn in falt:
        model, _, field = namn.rpartition(".")
        slag, etikett = _labels(model or objekt_slag, field)
        grupper.setdefault(slag, []).append(etikett)
    return "; ".join(
        f"{slag}: {', '.join(sorted(namnen))}" if slag else ", ".join(sorted(namnen))
        for slag, namnen in sorted(grupper.items())
    )


def _labels(model: str, field: str) -> tuple[str, str]:
    """A field may have been renamed since; then its old name is shown."""
    try:
        meta = apps.get_model(model)._meta
    except (LookupError, ValueError):
        return model, field
    try:
        return str(meta.verbose_name), str(meta.get_field(field).verbose_name)
    except (FieldDoesNotExist, AttributeError):
        return str(meta.verbose_name), field
