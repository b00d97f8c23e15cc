"""The few papers that lie in the town's akter: certificates from schools that do not exist."""

from __future__ import annotations

from contextlib import closing

from django.utils import timezone

from access.models import Anvandare
from arenden.actions.handlingar import add_handling
from arenden.models import Arende, Handling
from arenden.pdf import Dokument
from arenden.uppladdning import receive

SKOLA = "Övningsskolan"


def attach_intyg(arende: Arende, text: str, *, actor: Anvandare) -> Handling:
    """A certificate of one page that came in today."""
    dokument = Dokument(
        titel=f"Utlåtande från {SKOLA}",
        arendenummer=arende.arendenummer,
        namnd=str(arende.namnd),
        nar=timezone.localtime(),
    )
    dokument.text(text)
    with closing(receive("utlatande.pdf", [dokument.render()])) as fil:
        return add_handling(
            arende=arende,
            fil=fil,
            titel="Skolans utlåtande",
            slag=Handling.Slag.SKOLA,
            avsandare=SKOLA,
            inkom=timezone.localdate(),
            actor=actor,
        )
