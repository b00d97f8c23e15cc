"""The protocol of a destruction, which tells of no person."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from arenden.models import Gallringsprotokoll
from arenden.pdf.ram import Dokument


def gallringsprotokoll_pdf(protokoll: Gallringsprotokoll) -> bytes:
    """What was destroyed, by which rules and on whose decision: numbers, and no name of a child."""
    dokument = Dokument(
        titel="Gallringsprotokoll",
        arendenummer=", ".join(protokoll.arendenummer),
        namnd=str(protokoll.namnd),
        nar=timezone.localtime(protokoll.verkstalld),
    )
    dokument.varden(
        [
            ("Personakt", protokoll.akt_id),
            ("Omfattning", protokoll.get_omfattning_display()),
            ("Ärenden", ", ".join(protokoll.arendenummer) or "Inga"),
            ("Godkänt", f"{_minute(protokoll.forsta)} av {protokoll.forsta_av}"),
            ("Beslutat", f"{_minute(protokoll.andra)} av {protokoll.andra_av}"),
            ("Verkställt", _minute(protokoll.verkstalld)),
            ("Rader i databasen", protokoll.rader),
            ("Filer", protokoll.filer),
            ("Förstörda nycklar", len(protokoll.nycklar)),
        ]
    )
    dokument.rubrik("Regler")
    for klass in protokoll.provning:
        utfall = "gallrat" if klass["gallras"] else "bevaras tills vidare"
        dokument.text(f"{klass['namn']}, {utfall}: {', '.join(klass['arenden']) or 'akten'}")
        dokument.varden(
            (skal["lagrum"], f"{skal['regel']} {skal['till'] or 'Aldrig'}")
            for skal in klass["skal"]
        )
    dokument.rubrik("Gallrade handlingar")
    dokument.varden((f"{rad['klass']}, {rad['slag']}", rad["antal"]) for rad in protokoll.antal)
    dokument.rubrik("Gallringsintyg")
    dokument.text(protokoll.intyg)
    return dokument.render()


def _minute(nar: datetime) -> str:
    return f"{timezone.localtime(nar):%Y-%m-%d %H:%M}"
