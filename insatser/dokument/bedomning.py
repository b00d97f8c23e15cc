"""Assessments as they stand in the whole akt: every answer in words, nothing added up."""

from __future__ import annotations

from collections.abc import Iterator

from arenden.dokument.ram import day
from arenden.models import Arende
from arenden.rules.innehall import Avsnitt, Text, tabell, texter, varden
from riskbedomning.models import Bedomning, Faktorsvar, StrategisktBrott


def assessments(arende: Arende) -> Iterator[Avsnitt]:
    """Completed assessments, then notes on strategic crimes while the ärende is open."""
    fardiga = Bedomning.objects.filter(arende=arende).completed().select_related("bedomare")
    svar: dict[object, list[tuple[str, str, str]]] = {}
    for rad in Faktorsvar.objects.filter(bedomning__in=fardiga).select_related("faktor"):
        belagg = rad.belagg
        namn = str(dict(Faktorsvar.Svar.choices).get(rad.svar, "Inte besvarad"))
        svar.setdefault(rad.bedomning_id, []).append((str(rad.faktor), namn, belagg))
    for bedomning in fardiga.order_by("paborjad"):
        huvud = varden(
            [
                ("Bedömd av", bedomning.bedomare),
                ("Färdig", day(bedomning.fardig_at)),
                ("Samlad bedömning", bedomning.samlad_text),
                ("Ny bedömning senast", day(bedomning.ny_bedomning)),
            ]
        )
        yield Avsnitt(f"Bedömning {day(bedomning.paborjad)}", (huvud,))
        yield from texter(
            [
                ("Källor", bedomning.kallor),
                ("Barnets egen syn", bedomning.barnets_syn),
                ("Vårdnadshavares syn", bedomning.vardnadshavares_syn),
                ("Tänkbar utveckling", bedomning.scenario),
                ("Motivering", bedomning.motiv),
            ],
            3,
        )
        rader = svar.get(bedomning.pk, [])
        if rader:
            yield Avsnitt("Faktorer", (tabell(("Faktor", "Svar", "Belägg"), rader),), 3)
    yield from _strategic(arende)


def _strategic(arende: Arende) -> Iterator[Avsnitt]:
    noterade = StrategisktBrott.objects.filter(arende=arende).shown()
    rader = [Text(f"{rad.brottstyp}, {rad.lagford}: {rad.handling}") for rad in noterade]
    if rader:
        yield Avsnitt("Notering om första lagföringen", tuple(rader))
