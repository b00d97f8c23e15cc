"""Assessments as they stand in the whole akt: every answer in words, nothing added up."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.timezone import localdate

from arenden.dokument.ram import day
from arenden.models import Arende
from arenden.rules.innehall import Avsnitt, Text, tabell, texter, varden
from riskbedomning.models import Bedomning, Externbedomning, Faktorsvar, StrategisktBrott
from riskbedomning.rules.strategiskt_brott import katalog_at


def assessments(arende: Arende) -> Iterator[Avsnitt]:
    """Completed assessments, ours and others', then notes on a first lagföring while it is open."""
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
    yield from _external(arende)
    yield from _strategic(arende)


def _external(arende: Arende) -> Iterator[Avsnitt]:
    for rad in Externbedomning.objects.filter(arende=arende).order_by("registrerad"):
        huvud = varden(
            [
                ("Instrument", f"{rad.instrument} {rad.instrument_version}".strip()),
                ("Bedömd av", rad.bedomare),
                ("Certifierad för instrumentet", rad.get_certifierad_display()),
                ("Ny bedömning senast", day(rad.ny_bedomning)),
            ]
        )
        yield Avsnitt(f"Extern bedömning {day(rad.utford)}", (huvud,))
        yield from texter([("Källor", rad.kallor), ("Slutsats", rad.slutsats)], 3)


def _strategic(arende: Arende) -> Iterator[Avsnitt]:
    """While the ärende is open, each note with its base rate: it is never read without it."""
    for rad in StrategisktBrott.objects.filter(arende=arende).shown():
        katalog = katalog_at(rad.katalog, rad.kon, localdate(rad.noterad))
        noterat = Text(f"{rad.brottstyp}, {rad.lagford}: {rad.handling}")
        bakgrund = Text(f"{katalog.basfrekvens} ({katalog.namn}. Källa: {katalog.kalla})")
        yield Avsnitt("Notering om första lagföringen", (noterat, bakgrund))
