"""The summary of a case on paper, the yttrande to the prosecutor, and a refusal to give out."""

from __future__ import annotations

from django.utils import timezone

from arenden.models import Arende, Beslut
from arenden.pdf import Dokument
from insatser.models import Arbetsgang, Utlamnandepost

YTTRANDE = {
    "tidigare": "Tidigare åtgärder",
    "behov": "Behov av åtgärder som motverkar risken att utvecklas ogynnsamt",
    "fullgjort": "Så har tidigare ungdomsvård eller ungdomstjänst fullgjorts",
    "planerat": "Planerade åtgärder",
    "utveckling": "Personlig utveckling och levnadsförhållanden",
    "ungdomstjanst": "Om ungdomstjänst är lämpligt",
    "egna_ord": "Den unges egna ord",
}
DOKUMENT = {
    "ungdomskontrakt": "Åtgärderna står i ett ungdomskontrakt, som följer med.",
    "vardplan": "Åtgärderna står i en vårdplan enligt LVU, som följer med.",
    "inga": "Inga åtgärder planeras.",
}

TILL_KAMMARRATTEN = (
    "Du kan överklaga beslutet hos kammarrätten. Skriv vilket beslut du överklagar och vad du vill "
    "ha ut. Lämna överklagandet till nämnden, som måste ha fått det inom tre veckor från den dag "
    "då du fick del av beslutet."
)


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


def yttrande_pdf(gang: Arbetsgang) -> bytes | None:
    """The yttrande as a letter: what LUL 11 asks for and no more. None until it is approved."""
    steg = {rad.steg: rad for rad in gang.utfall.in_force().select_related("gjort_av")}
    godkant = steg.get("godkann")
    if godkant is None or godkant.utfall != "godkant":
        return None
    svar = steg["utkast"].svar
    arende = gang.arende
    dokument = Dokument(
        titel="Yttrande enligt 11 § lagen om unga lagöverträdare",
        arendenummer=arende.arendenummer,
        namnd=str(arende.namnd),
        nar=timezone.localtime(godkant.gjort),
    )
    dokument.varden(
        [
            ("Till", steg["begart"].svar["fran_vem"]),
            ("Gäller", arende.akt.person.namn),
            ("Begärt till", gang.dag or "Ingen bestämd dag"),
            ("Godkänt av", godkant.gjort_av),
        ]
    )
    for namn, rubrik in YTTRANDE.items():
        if text := svar.get(namn):
            dokument.rubrik(rubrik)
            dokument.text(text)
    dokument.text(DOKUMENT[svar["dokument"]])
    return dokument.render()


def utlamnandebeslut_pdf(gang: Arbetsgang) -> bytes | None:
    """The nämnd's refusal as a letter, with how to appeal (OSL 6:3, 6:7). None until it is taken.

    It names no child, and of what is refused only the law and its reasons: whoever asked reads it.
    """
    steg = {rad.steg: rad for rad in gang.utfall.in_force().select_related("gjort_av")}
    beslut = steg.get("besluta")
    if beslut is None or beslut.utfall != "star_fast":
        return None
    dokument = Dokument(
        titel="Beslut om utlämnande av allmän handling",
        arendenummer=gang.arende.arendenummer,
        namnd=str(gang.arende.namnd),
        nar=timezone.localtime(beslut.gjort),
        sekretess="",
    )
    dokument.varden(
        [
            ("Begäran", steg["registrera"].svar["vad"]),
            ("Beslutat", f"{timezone.localtime(beslut.gjort):%Y-%m-%d}"),
            ("Beslutsfattare", beslut.gjort_av),
        ]
    )
    poster = Utlamnandepost.objects.filter(arbetsgang=gang).in_force()
    utfall = [post for post in poster if post.utfall != Utlamnandepost.Utfall.HELT]
    dokument.rubrik("Beslutet")
    for nummer, post in enumerate(utfall, start=1):
        lagrum = f"OSL {post.lagrum}"
        dokument.text(
            f"{nummer}. {post.get_slag_display()}: {post.get_utfall_display()} ({lagrum})."
        )
    dokument.rubrik("Skälen för beslutet")
    dokument.text(beslut.svar["skal"])
    dokument.rubrik("Om du vill överklaga")
    dokument.text(TILL_KAMMARRATTEN)
    return dokument.render()
