"""The utredning as a document: what came in, how the child was heard, and what it found."""

from __future__ import annotations

from collections.abc import Iterator

from arenden.dokument.ram import day, innehall
from arenden.models import Arende, Utredning
from arenden.rules.innehall import Avsnitt, Innehall, Text, tabell, varden


def utredning_innehall(utredning: Utredning) -> Innehall:
    """An open utredning says that it is not finished. The reporter is never named (OSL 26:5)."""
    arende = utredning.arende
    pagar = "" if utredning.avslutad else " (pågår, inte färdig)"
    return innehall(
        arende,
        f"Utredning{pagar}",
        utredning.avslutad or utredning.inledd,
        _sections(arende, utredning),
    )


def _sections(arende: Arende, utredning: Utredning) -> Iterator[Avsnitt]:
    yield Avsnitt(
        "",
        (
            varden(
                [
                    ("Gäller", arende.akt.person.namn),
                    ("Inledd", day(utredning.inledd)),
                    ("Avslutad", day(utredning.avslutad)),
                    ("Handläggare", arende.handlaggare),
                ]
            ),
        ),
    )
    yield came_in(arende)
    yield Avsnitt(
        "Så hördes barnet",
        (
            varden([("Hur", utredning.get_hord_display())]),
            Text(utredning.barnets_rost),
        ),
    )
    yield Avsnitt("Bedömning av barnets bästa", (Text(utredning.barnets_basta),))
    yield Avsnitt("Sammanfattning och bedömning", (Text(utredning.sammanfattning),))
    yield from asked_others(utredning)


def came_in(arende: Arende, niva: int = 2) -> Avsnitt:
    """What came in and when: kinds and days alone, since this is shown to the family."""
    rader = [(day(rad.inkom), rad.get_slag_display()) for rad in arende.anmalningar.all()]
    rader += [
        (day(handling.inkom), handling.get_slag_display())
        for handling in arende.handlingar.filter(felinford=None, anmalan=None)
    ]
    return Avsnitt("Det som har kommit in", (tabell(("Dag", "Vad"), sorted(rader)),), niva)


def asked_others(utredning: Utredning, niva: int = 2) -> Iterator[Avsnitt]:
    """Whom the utredning asked, no more than it needed (SoL 20:5–6)."""
    rader = [
        (day(rad.begard), rad.till, day(rad.senast), rad.get_svar_display() or "Väntar")
        for rad in utredning.begaranden.order_by("begard", "id")
    ]
    if rader:
        kolumner = ("Begärt", "Till", "Svar senast", "Svar")
        yield Avsnitt("Uppgifter som har begärts", (tabell(kolumner, rader),), niva)
