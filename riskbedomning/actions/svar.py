"""Answering factors. Two people may fill in the same assessment at the same time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden.actions.las import lock
from audit import log
from audit.action import action
from audit.verb import Verb
from riskbedomning import policy
from riskbedomning.actions.medlasningsbegaran import follow_medlasning
from riskbedomning.models import Bedomning, Faktor, Faktorsvar

FALT = ("svar", "belagg", "kalla", "relevans_nu", "kritisk", "riktning", "riktning_varfor")
OBESVARAD = dict.fromkeys(FALT, "") | {"kritisk": "nej"}


@dataclass(frozen=True)
class Svarsuppgift:
    """What someone's form says about one factor; fields left out are left as they are.

    `version` is that of the answer the form started from, 0 where there was none.
    """

    faktor: Faktor
    version: int
    varden: Mapping[str, str]


@dataclass(frozen=True)
class Svarskonflikt:
    """One field that two people changed differently: what it was, and what each of them wrote.

    `vem` saved `andra` at `nar`; `version` is the stored answer's, to save a choice over.
    """

    faktor: Faktor
    falt: str
    version: int
    vem: Anvandare
    nar: datetime
    fore: str
    andra: str
    mitt: str


@action
def save_svar(
    *, bedomning: Bedomning, uppgifter: Iterable[Svarsuppgift], actor: Anvandare
) -> list[Svarskonflikt]:
    """Save what changed, answer by answer, and return the fields that somebody else changed too.

    A field that only one of them touched is merged. In a field that both changed, the other's value
    stays stored and both are returned for a person to choose: no word is lost.
    """
    row = lock(Bedomning, bedomning.pk)
    require(policy.may_answer(actor, row))
    stored = {
        svar.faktor_id: svar
        for svar in Faktorsvar.objects.select_for_update().filter(bedomning=row)
    }
    konflikter: list[Svarskonflikt] = []
    for uppgift in uppgifter:
        svar = stored.get(uppgift.faktor.pk) or Faktorsvar(
            akt_id=row.akt_id, namnd_id=row.namnd_id, bedomning=row, faktor=uppgift.faktor
        )
        konflikter += _save(svar, uppgift, actor)
    if row.samlad:
        follow_medlasning(row, actor=actor)
    return konflikter


def _save(svar: Faktorsvar, uppgift: Svarsuppgift, actor: Anvandare) -> list[Svarskonflikt]:
    andra = values_of(svar)
    version = 0 if svar._state.adding else svar.version
    fore = andra if uppgift.version == version else _values_at(svar, uppgift.version)
    mine = {falt: value for falt, value in uppgift.varden.items() if value != fore[falt]}
    both = [falt for falt in mine if andra[falt] not in (fore[falt], mine[falt])]
    changed = {
        falt: value for falt, value in mine.items() if falt not in both and value != andra[falt]
    }
    vem, nar = (svar.andrad_av, svar.andrad) if both else (actor, timezone.now())
    if changed:
        for falt, value in changed.items():
            setattr(svar, falt, value)
        svar.andrad = timezone.now()
        svar.andrad_av = actor
        log.save(svar, actor=actor, verb=Verb.BEDOMNING_ANSWER)
    return [
        Svarskonflikt(
            uppgift.faktor, falt, svar.version, vem, nar, fore[falt], andra[falt], mine[falt]
        )
        for falt in both
    ]


def values_of(svar: Faktorsvar) -> dict[str, str]:
    """The answer as a form holds it; a field from before it existed is empty."""
    return {falt: getattr(svar, falt) or "" for falt in FALT}


def _values_at(svar: Faktorsvar, version: int) -> dict[str, str]:
    """The values that a form of this version showed; blank if there was no answer then."""
    historik = Faktorsvar.historik.filter(id=svar.pk, version=version).first()
    return dict(OBESVARAD) if historik is None else values_of(historik)
