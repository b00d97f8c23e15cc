"""The whole akt: the journal, what left the house, and the handlingar."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.template.defaultfilters import filesizeformat

from arenden.dokument.ram import day, minute
from arenden.models import (
    Arende,
    Aterkoppling,
    Handling,
    Journalanteckning,
    Kommuniceringsunderlag,
)
from arenden.rules.innehall import Avsnitt, Block, Text, from_json, tabell, varden
from insatser.dokument.helaakten.rader import in_words
from insatser.dokument.helaakten.rubriker import row_by_row, within
from insatser.dokument.helaakten.slag.utat import UTLAMNAT
from insatser.models import Utlamnandepost
from samverkansteam.models import Delgivning

FILERNA = "Filerna lämnas för sig. Med fingeravtrycket går det att se att en fil är den rätta."


def journal(arende: Arende) -> Iterator[Avsnitt]:
    """Signed notes, the oldest first, each with what was added beside it (SoL 14:6)."""
    rader = Journalanteckning.objects.filter(arende=arende).exclude(signerad=None)
    yield Avsnitt("Journal")
    original = rader.filter(roll=Journalanteckning.Roll.ORIGINAL).with_tillagg()
    for rad in original.order_by("nar", "id"):
        block = [*_note(rad)]
        filer = ", ".join(ett.titel for ett in rad.handlingar.all() if not ett.felinford)
        if filer:
            block.append(varden([("Handlingar", filer)]))
        for tillagg in rad.tillagg.all():
            rubrik = f"{tillagg.get_roll_display()} {minute(tillagg.nar)}"
            block.append(varden([(rubrik, tillagg.text), ("Skriven av", tillagg.forfattare)]))
        yield Avsnitt(f"{minute(rad.nar)} {rad.get_slag_display()}", tuple(block), 3)


def _note(rad: Journalanteckning) -> Iterator[Block]:
    yield varden(
        [
            ("Skriven av", rad.forfattare),
            ("Signerad", rad.signerad and minute(rad.signerad)),
            ("Närvarande", rad.narvarande),
        ]
    )
    yield Text(rad.text)


def releases(arende: Arende) -> Iterator[Avsnitt]:
    """What others have been told out of the akt: in short, then word for word."""
    underlag = list(
        Kommuniceringsunderlag.objects.filter(beslut__arende=arende)
        .frozen()
        .select_related("fryst_av")
        .order_by("fryst", "pk")
    )
    rader = sorted(_released(arende, underlag), key=lambda rad: str(rad[0]))
    kolumner = ("När", "Till", "Vad", "Grund")
    block = tabell(kolumner, rader) if rader else Text("Inget har lämnats ut.")
    yield Avsnitt("Det som har lämnats ut", (block,))
    yield from row_by_row(arende, UTLAMNAT)
    for ett in underlag:
        huvud = varden([("Visat av", ett.fryst_av), ("Därför visas det", ett.skal_att_visa)])
        yield Avsnitt(f"Visat för {ett.mottagare} {day(ett.fryst)}", (huvud,), 3)
        if ett.innehall is not None:
            yield from within(from_json(ett.innehall).avsnitt)


def _released(arende: Arende, underlag: list[Kommuniceringsunderlag]) -> Iterator[tuple[Any, ...]]:
    delgivna = Delgivning.objects.filter(teamarende__arende=arende).select_related("lagrum")
    for rad in delgivna.prefetch_related("mottagare__organisation"):
        till = in_words(rad, "mottagare")
        yield minute(rad.beslutad), till, rad.get_utfall_display(), rad.lagrum
    for svar in Aterkoppling.objects.filter(anmalan__arende=arende):
        yield minute(svar.lamnad), "Anmälaren", svar.get_uppgift_display(), "SoL 19:6"
    for post in Utlamnandepost.objects.filter(arbetsgang__arende=arende):
        if post.lamnad is not None:
            grund = ", ".join(filter(None, [str(post), post.lagrum]))
            yield minute(post.lamnad), "Den som begärde handlingar", post.rubrik, grund
    for ett in underlag:
        if ett.fryst is not None:
            yield minute(ett.fryst), ett.mottagare, "Underlag visat före beslut", "FL 25 §"
    for uttag in arende.uttag.select_related("gjort_av"):
        vad = f"Hela akten, {uttag.gjort_av}"
        yield minute(uttag.gjort), "Egen utskrift", vad, uttag.skal


def files(arende: Arende) -> Avsnitt:
    """Each handling by name, kind, size and fingerprint; one put in by mistake only that it was."""
    rader = Handling.objects.filter(arende=arende).select_related("tillagd_av", "felinford_av")
    block = [_file(rad) for rad in rader.order_by("inkom", "id")]
    innehall = (Text(FILERNA), *block) if block else (Text("Inga handlingar."),)
    return Avsnitt("Förteckning över handlingar", innehall)


def _file(rad: Handling) -> Block:
    if rad.felinford:
        return varden([("Felinförd handling", f"{day(rad.felinford)}, {rad.felinford_av}")])
    return varden(
        [
            (f"Kom in {rad.inkom}", rad.titel),
            ("Vad", rad.get_slag_display()),
            ("Från", rad.avsandare),
            ("Fil", f"{rad.filnamn}, {rad.get_filtyp_display()}, {filesizeformat(rad.storlek)}"),
            ("Fingeravtryck (SHA-256)", rad.fingeravtryck),
            ("Tillagd av", rad.tillagd_av),
        ]
    )
