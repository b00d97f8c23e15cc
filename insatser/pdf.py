"""The summary of a case on paper."""

from __future__ import annotations

from django.utils import timezone

from arenden.models import Arende, Beslut
from arenden.pdf import Dokument


def sammanfattning_pdf(arende: Arende) -> bytes:
    """Where the case stands and how it came there: reports, decisions, plan, follow-ups, outcome.

    The reporter's name, the reports' texts and what was attached to them are left out: this paper
    is shown to the family (OSL 26:5). Of other handlingar it says that they are there.
    """
    person = arende.akt.person
    dokument = Dokument(
        titel="Sammanfattning av ärendet",
        arendenummer=arende.arendenummer,
        namnd=str(arende.namnd),
        nar=timezone.localtime(),
    )
    dokument.varden(
        [
            ("Gäller", person.namn),
            ("Öppnat", f"{timezone.localtime(arende.oppnat):%Y-%m-%d}"),
            ("Handläggare", arende.handlaggare or "Ingen än"),
            ("Steg", arende.get_steg_display()),
        ]
    )
    dokument.rubrik("Det som kommit in")
    for anmalan in arende.anmalningar.all():
        dokument.text(
            f"{timezone.localtime(anmalan.inkom):%Y-%m-%d %H:%M} {anmalan.get_slag_display()}"
        )
    for handling in arende.handlingar.filter(felinford=None, anmalan=None).order_by("inkom", "id"):
        dokument.text(f"{handling.inkom} {handling.get_slag_display()}")
    utredning = getattr(arende, "utredning", None)
    if utredning is not None:
        dokument.rubrik("Utredningen")
        dokument.text(utredning.sammanfattning)
        dokument.rubrik("Barnets egna ord")
        dokument.text(utredning.barnets_rost)
    for beslut in arende.beslut.filter(utfall=Beslut.Utfall.BESLUTAT):
        dokument.rubrik(f"Beslut {timezone.localtime(beslut.beslutad):%Y-%m-%d}")
        dokument.text(beslut.text)
    for plan in arende.planer.exclude(faststalld=None)[:1]:
        dokument.rubrik(f"Plan {plan.nummer}")
        dokument.text(plan.behov)
        for mal in plan.mal_set.all():
            dokument.text(f"Mål till {mal.tidsatt}: {mal.specifikt}\nMärks på: {mal.matbart}")
    for insats in arende.insatser.select_related("insatstyp"):
        slut = f" till {insats.slutdatum}" if insats.slutdatum else ""
        dokument.text(f"Insats: {insats.insatstyp}, från {insats.startdatum}{slut}")
    for uppfoljning in arende.uppfoljningar.order_by("runda"):
        nar = timezone.localtime(uppfoljning.genomford)
        dokument.rubrik(f"Uppföljning {uppfoljning.runda}, {nar:%Y-%m-%d}")
        dokument.text(uppfoljning.sammanfattning)
    avslut = getattr(arende, "avslut", None)
    if avslut is not None:
        dokument.rubrik(
            f"Avslut: {avslut.get_orsak_display()}, {avslut.get_resultat_display().lower()}"
        )
        dokument.text(avslut.sammanfattning)
    return dokument.render()
