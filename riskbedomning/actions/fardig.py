"""What an assessment lacks before it can be completed, read from its rows for the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from riskbedomning.models import Bedomning
from riskbedomning.rules import bedomning as rules
from riskbedomning.rules.hinder import Hinder


def hinder_for_fardig(bedomning: Bedomning) -> list[Hinder]:
    """Everything that is missing, each with its place: a field of the whole or a factor's code."""
    svar = {rad.faktor_id: rad for rad in bedomning.svar.all()}
    faktorer = []
    for faktor in bedomning.instrumentversion.faktorer.all():
        rad = svar.get(faktor.pk)
        faktorer.append(
            rules.Faktorlage(
                kod=faktor.kod,
                rubrik=faktor.rubrik,
                svar=rad.svar if rad else "",
                belagg=rad.belagg if rad else "",
            )
        )
    return rules.hinder_for_fardigstallande(
        rules.Bedomningslage(
            faktorer=faktorer,
            barnets_syn=bedomning.barnets_syn,
            samlad=bedomning.samlad,
            motiv=bedomning.motiv,
        )
    )


def by_place(hinder: Iterable[Hinder]) -> dict[str, list[str]]:
    """The reasons as a ValidationError takes them: place → sentences."""
    places: dict[str, list[str]] = defaultdict(list)
    for rad in hinder:
        places[rad.plats].append(rad.text)
    return dict(places)
