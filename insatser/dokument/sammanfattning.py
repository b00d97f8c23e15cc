"""Where the case stands and how it came there: reports, decisions, plan, follow-ups, outcome.

The reporter's name, the reports' texts and what was attached to them are left out: this paper is
shown to the family (OSL 26:5). Of other handlingar it says that they are there.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from arenden.dokument.ram import day, innehall, minute
from arenden.models import Arende, Beslut
from arenden.rules.innehall import Avsnitt, Innehall, Lista, Text, varden


def sammanfattning_innehall(arende: Arende) -> Innehall:
    return innehall(arende, "Sammanfattning av ärendet", timezone.now(), _sections(arende))


def _sections(arende: Arende) -> Iterator[Avsnitt]:
    yield Avsnitt(
        "",
        (
            varden(
                [
                    ("Gäller", arende.akt.person.namn),
                    ("Öppnat", day(arende.oppnat)),
                    ("Handläggare", arende.handlaggare or "Ingen än"),
                    ("Steg", arende.get_steg_display()),
                ]
            ),
        ),
    )
    inkommet = [f"{minute(rad.inkom)} {rad.get_slag_display()}" for rad in arende.anmalningar.all()]
    inkommet += [
        f"{handling.inkom} {handling.get_slag_display()}"
        for handling in arende.handlingar.filter(felinford=None, anmalan=None).order_by(
            "inkom", "id"
        )
    ]
    yield Avsnitt("Det som kommit in", (Lista(tuple(inkommet)),))
    if (utredning := getattr(arende, "utredning", None)) is not None:
        yield Avsnitt("Utredningen", (Text(utredning.sammanfattning),))
        yield Avsnitt("Barnets egna ord", (Text(utredning.barnets_rost),))
    for beslut in arende.beslut.filter(utfall=Beslut.Utfall.BESLUTAT).order_by("beslutad"):
        yield Avsnitt(f"Beslut {day(beslut.beslutad)}", (Text(beslut.text),))
    yield from _work(arende)


def _work(arende: Arende) -> Iterator[Avsnitt]:
    for plan in arende.planer.exclude(faststalld=None)[:1]:
        mal = [
            Text(f"Mål till {mal.tidsatt}: {mal.specifikt}\nMärks på: {mal.matbart}")
            for mal in plan.mal_set.all()
        ]
        yield Avsnitt(f"Plan {plan.nummer}", (Text(plan.behov), *mal))
    insatser = []
    for insats in arende.insatser.exclude(startdatum=None).select_related("insatstyp"):
        slut = f" till {insats.slutdatum}" if insats.slutdatum else ""
        insatser.append(f"{insats.insatstyp}, från {insats.startdatum}{slut}")
    if insatser:
        yield Avsnitt("Insatser", (Lista(tuple(insatser)),))
    for uppfoljning in arende.uppfoljningar.order_by("runda"):
        rubrik = f"Uppföljning {uppfoljning.runda}, {day(uppfoljning.genomford)}"
        yield Avsnitt(rubrik, (Text(uppfoljning.sammanfattning),))
    if (avslut := getattr(arende, "avslut", None)) is not None:
        slut = f"{avslut.get_orsak_display()}, {avslut.get_resultat_display().lower()}"
        yield Avsnitt(f"Avslut: {slut}", (Text(avslut.sammanfattning),))
