"""What an assessment lacks before it can be completed, read from its rows for the rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from riskbedomning.models import Bedomning, Faktor
from riskbedomning.rules import bedomning as rules
from riskbedomning.rules.hinder import Hinder
from riskbedomning.rules.medlasning import Lasning, Oro, hinder_for_medlasning


def hinder_for_fardig(bedomning: Bedomning) -> list[Hinder]:
    """Everything that is missing, each with its place: a field of the whole or a factor's code."""
    svar = {rad.faktor.kod: rad for rad in bedomning.svar.select_related("faktor")}
    belagg = Counter(bedomning.belagg_set.values_list("faktor__kod", flat=True))
    da = _answers_before(bedomning)
    faktorer = []
    for faktor in bedomning.instrumentversion.faktorer.all():
        rad = svar.get(faktor.kod)
        faktorer.append(
            rules.Faktorlage(
                kod=faktor.kod,
                rubrik=faktor.rubrik,
                svar=rad.svar if rad else "",
                antal_belagg=belagg[faktor.kod],
                svar_da=da.get(faktor.kod, ""),
                riktning=(rad.riktning or "") if rad else "",
            )
        )
    lage = rules.Bedomningslage(
        faktorer=faktorer,
        is_barnet_hort=_is_barnet_hort(bedomning),
        samlad=bedomning.samlad,
        motiv=bedomning.motiv,
    )
    return [
        *rules.hinder_for_fardigstallande(lage),
        *hinder_for_medlasning(oro_of(bedomning), lasningar_of(bedomning)),
    ]


def _is_barnet_hort(bedomning: Bedomning) -> bool:
    """Whether the child's own view is there, in the whole or of a part, or why it is not."""
    skrivet = bedomning.barnets_syn + (bedomning.barnets_syn_saknas or "")
    return bool(skrivet.strip()) or any(syn.is_barnets for syn in bedomning.egensyn_set.all())


def _answers_before(bedomning: Bedomning) -> dict[str, str]:
    tidigare = bedomning.earlier().first()
    if tidigare is None:
        return {}
    return {rad.faktor.kod: rad.svar for rad in tidigare.svar.select_related("faktor")}


def oro_of(bedomning: Bedomning) -> Oro:
    """The concern that the assessment tells of as it is saved now."""
    risker = bedomning.svar.filter(faktor__slag=Faktor.Slag.RISK).select_related("faktor")
    kritiska = frozenset(rad.faktor.kod for rad in risker if rad.is_kritisk)
    return Oro(bedomning.samlad, kritiska)


def lasningar_of(bedomning: Bedomning) -> list[Lasning]:
    return [
        Lasning(
            avsag=Oro(rad.avsag["samlad"], frozenset(rad.avsag["kritiska"])),
            is_annorlunda=rad.is_annorlunda,
            is_besvarad=rad.besvarad is not None,
        )
        for rad in bedomning.medlasningar.all()
    ]


def by_place(hinder: Iterable[Hinder]) -> dict[str, list[str]]:
    """The reasons as a ValidationError takes them: place → sentences."""
    places: dict[str, list[str]] = defaultdict(list)
    for rad in hinder:
        places[rad.plats].append(rad.text)
    return dict(places)
