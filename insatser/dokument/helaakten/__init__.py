"""The whole of an ärende on paper: every part in order, with contents, handlingar and releases.

Left out: what is not signed, set or completed, notes on strategic crimes of a closed ärende, the
place of whoever is protected, and the files themselves, of which the list tells name, kind, size
and fingerprint. Parts that are sentences and tables of their own are written out in this package;
the rest stands row by row, as `slag` says.
"""

from __future__ import annotations

from django.utils import timezone

from arenden.dokument.ram import innehall
from arenden.models import Arende
from arenden.rules.innehall import Innehall
from insatser.dokument.helaakten.arendet import (
    clocks,
    decisions,
    intake,
    investigation,
    person,
)
from insatser.dokument.helaakten.bedomning import assessments
from insatser.dokument.helaakten.gangar import Grafer, courses
from insatser.dokument.helaakten.handlingar import files, journal, releases
from insatser.dokument.helaakten.insatserna import closing, plans, work
from insatser.dokument.helaakten.rubriker import part, row_by_row
from insatser.dokument.helaakten.samverkan import cooperation
from insatser.dokument.helaakten.slag.arendet import HANDLAGGNINGEN


def akt_innehall(arende: Arende, graf: Grafer) -> Innehall:
    """Everything, in the order in which a case goes. `graf` knows the flows of its arbetsgångar."""
    avsnitt = [
        *person(arende),
        *intake(arende),
        *investigation(arende),
        *assessments(arende),
        *decisions(arende),
        *plans(arende),
        *work(arende),
        *closing(arende),
        *cooperation(arende),
        *journal(arende),
        *clocks(arende),
        *part("Handläggningen", [*courses(arende, graf), *row_by_row(arende, HANDLAGGNINGEN)]),
        *releases(arende),
        files(arende),
    ]
    titel = f"Hela akten i ärende {arende.arendenummer}"
    return innehall(arende, titel, timezone.now(), avsnitt, forteckning=True)
