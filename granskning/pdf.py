"""The protocol of a monthly review on paper."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from arenden.pdf import Dokument
from granskning.models import Loggranskning
from granskning.models.protokoll import Del


def protokoll_pdf(granskning: Loggranskning, delar: Iterable[Del]) -> bytes:
    """What was reviewed and found, in figures; names neither employees nor akter."""
    dokument = Dokument(
        titel="Protokoll från logggranskning",
        arendenummer=f"{granskning.manad:%Y-%m}",
        namnd=str(granskning.namnd),
        nar=timezone.localtime(granskning.avslutad),
        sekretess="",
    )
    for del_ in delar:
        dokument.rubrik(del_.rubrik)
        dokument.varden(del_.varden)
    return dokument.render()
