"""Assessments as they stand in the whole akt: every answer in words, nothing added up.

A party's own words with a secrecy mark of the party are printed when the assessment rests on them
(ADR 40): then they are what was decided upon. Otherwise it is told that they are there, whose and
from when, and they are tried by themselves before they go anywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.timezone import localdate

from arenden.dokument.ram import day
from arenden.models import Arende
from arenden.rules.innehall import Avsnitt, Block, Text, texter, varden
from riskbedomning.models import (
    Bedomning,
    Belagg,
    EgenSyn,
    Externbedomning,
    Faktorsvar,
    Medlasning,
    Partsbidrag,
    Scenario,
    StrategisktBrott,
)
from riskbedomning.rules.strategiskt_brott import katalog_at

PROVAS_FOR_SIG = "Orden har partens egen sekretess och prövas för sig innan de lämnas."
HELHETEN = "Hela bedömningen"


def assessments(arende: Arende) -> Iterator[Avsnitt]:
    """Completed assessments, ours and others', then notes on a first lagföring while it is open."""
    fardiga = (
        Bedomning.objects.filter(arende=arende)
        .completed()
        .select_related("bedomare", "instrumentversion__instrument")
    )
    svar = _per(Faktorsvar, fardiga, "faktor", "andrad_av")
    belagg = _per(Belagg, fardiga, "skriven_av")
    syner = _per(EgenSyn, fardiga, "faktor", "skriven_av")
    bidrag = _per(Partsbidrag, fardiga, "faktor", "skriven_av")
    scenarier = _per(Scenario, fardiga, "skriven_av")
    lasningar = _per(Medlasning, fardiga, "lasare")
    for bedomning in fardiga.order_by("paborjad"):
        egna = belagg[bedomning.pk]
        yield from _judgement(bedomning)
        yield from _section("Faktorer", _answers(svar[bedomning.pk], egna))
        yield from _section("Egna ord om bedömningen", map(_own_view, syner[bedomning.pk]))
        yield from _section("Andra parter", _parties(bidrag[bedomning.pk], egna))
        yield from _section("Det som kan hända", map(_scenario, scenarier[bedomning.pk]))
        namn = {rad.faktor.kod: rad.faktor.rubrik for rad in svar[bedomning.pk]}
        yield from _section("Medläsning", (_reading(rad, namn) for rad in lasningar[bedomning.pk]))
    yield from _external(arende)
    yield from _strategic(arende)


def _per(modell: Any, bedomningar: Any, *med: str) -> dict[Any, list[Any]]:
    """The rows of every assessment, by assessment, in one query."""
    grupper: dict[Any, list[Any]] = defaultdict(list)
    for rad in modell.objects.filter(bedomning__in=bedomningar).select_related(*med):
        grupper[rad.bedomning_id].append(rad)
    return grupper


def _section(rubrik: str, block: Iterable[Block]) -> Iterator[Avsnitt]:
    if innehall := tuple(block):
        yield Avsnitt(rubrik, innehall, 3)


def _judgement(bedomning: Bedomning) -> Iterator[Avsnitt]:
    huvud = varden(
        [
            ("Bedömd av", bedomning.bedomare),
            ("Färdig", day(bedomning.fardig_at)),
            ("Instrument", bedomning.instrumentversion),
            ("Därför en annan variant", bedomning.instrument_skal),
            ("Samlad bedömning", bedomning.get_samlad_display()),
            ("Ny bedömning senast", day(bedomning.ny_bedomning)),
        ]
    )
    yield Avsnitt(f"Bedömning {day(bedomning.paborjad)}", (huvud,))
    yield from texter(
        [
            ("Källor", bedomning.kallor),
            ("Barnets egen syn", bedomning.barnets_syn),
            ("Därför saknas barnets syn", bedomning.barnets_syn_saknas or ""),
            ("Vårdnadshavares syn", bedomning.vardnadshavares_syn),
            ("Tänkbar utveckling", bedomning.scenario),
            ("Motivering", bedomning.motiv),
        ],
        3,
    )


def _answers(svar: list[Faktorsvar], belagg: list[Belagg]) -> Iterator[Block]:
    per_faktor: dict[Any, list[Belagg]] = defaultdict(list)
    for ett in belagg:
        per_faktor[ett.faktor_id].append(ett)
    for rad in sorted(svar, key=lambda rad: rad.faktor.ordning):
        kritisk = rad.get_kritisk_display() if rad.is_kritisk else ""
        delar = [rad.get_svar_display() or "Inte besvarad", rad.get_relevans_nu_display(), kritisk]
        yield varden(
            [
                (rad.faktor.rubrik, ". ".join(filter(None, delar))),
                ("Därför", rad.belagg),
                ("Källa", rad.kalla),
                ("Sedan förra bedömningen", rad.get_riktning_display()),
                ("Vad som har ändrats", rad.riktning_varfor),
                *(
                    (f"Belägg, {ett.kalla} {ett.dag} ({ett.get_slag_display()})", ett.text)
                    for ett in per_faktor[rad.faktor_id]
                ),
                ("Besvarad av", rad.andrad_av),
            ]
        )


def _about(rad: EgenSyn | Partsbidrag) -> str:
    delar = [str(rad.faktor or ""), rad.get_niva_display()]
    return ", ".join(filter(None, delar)) or HELHETEN


def _own_view(rad: EgenSyn) -> Block:
    return varden(
        [
            ("Vem", ", ".join(filter(None, [rad.get_vem_display(), rad.namn]))),
            ("Om", _about(rad)),
            ("Lämnat", f"{rad.dag}, {rad.get_satt_display()}"),
            ("Egna ord", rad.text),
            ("Skrivet av", rad.skriven_av),
        ]
    )


def _parties(bidrag: list[Partsbidrag], belagg: list[Belagg]) -> Iterator[Block]:
    bygger_pa = {rad.bidrag_id for rad in belagg}
    for rad in bidrag:
        is_printed = not rad.sekretess or rad.pk in bygger_pa
        yield varden(
            [
                ("Part", ", ".join(filter(None, [rad.part, rad.get_partslag_display()]))),
                ("Lämnat", f"{rad.dag}, {rad.get_satt_display()}"),
                ("Lämnat av", rad.lamnad_av),
                ("Om", _about(rad)),
                ("Partens sekretess", rad.sekretess),
                ("Partens egna ord", rad.text if is_printed else PROVAS_FOR_SIG),
                ("Skrivet av", rad.skriven_av),
            ]
        )


def _scenario(rad: Scenario) -> Block:
    return varden(
        [
            ("Vad kan hända", rad.vad),
            ("I vilken situation", rad.situation),
            ("Hur snart", rad.get_snart_display()),
            ("Vad skulle hindra det", rad.hindrar),
            ("Det första tecknet", rad.tecken),
            ("Skrivet av", rad.skriven_av),
        ]
    )


def _reading(rad: Medlasning, faktorer: dict[str, str]) -> Block:
    samlad = dict(Bedomning.Samlad.choices).get(rad.avsag.get("samlad", ""), "")
    utpekade = [faktorer.get(kod, kod) for kod in rad.avsag.get("kritiska", [])]
    return varden(
        [
            ("Läst av", f"{rad.lasare}, {day(rad.last)}"),
            ("Det som lästes", samlad),
            ("Särskilt viktiga faktorer", ", ".join(utpekade)),
            ("Utfall", rad.get_utfall_display()),
            ("Vad medläsaren ser", rad.kommentar),
            ("Bedömarens svar", rad.svar),
            ("Besvarat", day(rad.besvarad)),
        ]
    )


def _external(arende: Arende) -> Iterator[Avsnitt]:
    """Assessments made by others, with what was corrected. One put in by mistake says no more."""
    rader = Externbedomning.objects.filter(arende=arende).order_by("registrerad")
    for rad in rader.select_related("registrerad_av", "felinford_av").prefetch_related(
        "rattelser__rattad_av"
    ):
        if rad.felinford:
            fel = varden([("Markerad som felinförd av", rad.felinford_av)])
            yield Avsnitt(f"Felinförd bedömning {day(rad.felinford)}", (fel,))
            continue
        huvud = varden(
            [
                ("Instrument", f"{rad.instrument} {rad.instrument_version}".strip()),
                ("Bedömd av", rad.bedomare),
                ("Certifierad för instrumentet", rad.get_certifierad_display()),
                ("Ny bedömning senast", day(rad.ny_bedomning)),
                ("Registrerad", f"{day(rad.registrerad)}, {rad.registrerad_av}"),
            ]
        )
        yield Avsnitt(f"Extern bedömning {day(rad.utford)}", (huvud,))
        yield from texter([("Källor", rad.kallor), ("Slutsats", rad.slutsats)], 3)
        for rattelse in rad.rattelser.all():
            par = varden(
                [
                    ("Det som var fel", rattelse.fel),
                    ("Det ska stå", rattelse.ratt),
                    ("Rättad av", rattelse.rattad_av),
                ]
            )
            yield Avsnitt(f"Rättelse {day(rattelse.rattad)}", (par,), 3)


def _strategic(arende: Arende) -> Iterator[Avsnitt]:
    """While the ärende is open, each note with its base rate: it is never read without it."""
    rader = StrategisktBrott.objects.filter(arende=arende).shown()
    for rad in rader.select_related("noterad_av"):
        katalog = katalog_at(rad.katalog, rad.kon, localdate(rad.noterad))
        noterat = Text(
            f"{rad.brottstyp}, {rad.lagford}: {rad.handling}. Ålder vid gärningen: {rad.alder}. "
            f"Noterat av {rad.noterad_av}."
        )
        bakgrund = Text(f"{katalog.basfrekvens} ({katalog.namn}. Källa: {katalog.kalla})")
        yield Avsnitt("Notering om första lagföringen", (noterat, bakgrund))
