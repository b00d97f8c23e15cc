"""What every document of an ärende bears: the nämnd, the number, the day, the classification."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from arenden.models import Arende
from arenden.rules.innehall import SEKRETESS, Avsnitt, Innehall

SKYDDAD = "Skyddade personuppgifter."


def innehall(
    arende: Arende,
    titel: str,
    nar: date | datetime,
    avsnitt: Iterable[Avsnitt],
    *,
    lattlast: bool = False,
    forteckning: bool = False,
) -> Innehall:
    """The document of an ärende. It bears no address, school or unit of anybody's."""
    skyddad = f"{SKYDDAD} " if arende.akt.is_skyddad else ""
    return Innehall(
        titel=titel,
        arendenummer=arende.arendenummer,
        namnd=str(arende.namnd),
        nar=day(nar),
        avsnitt=tuple(avsnitt),
        sekretess=f"{skyddad}{SEKRETESS}",
        lattlast=lattlast,
        forteckning=forteckning,
    )


def day(nar: date | datetime | None) -> str:
    """A day as documents write it; nothing where there is none."""
    if nar is None:
        return ""
    return f"{timezone.localtime(nar) if isinstance(nar, datetime) else nar:%Y-%m-%d}"


def minute(nar: datetime) -> str:
    return f"{timezone.localtime(nar):%Y-%m-%d %H:%M}"
