"""What ends when a case ends."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from access.actions import end_tilltraden, give_tilltrade
from access.models import Anvandare, Niva, Omfattning, Skal, Tilltrade
from arenden.actions.frister import stop_all
from arenden.models import Arende

EFTERARBETE = timedelta(days=30)
"""How long the handläggare may still read a closed case, to finish letters and answer questions."""


def end_handlaggning(arende: Arende, *, actor: Anvandare | None) -> None:
    """Stop the clocks and end the grants of a closed case; reading stays for a month.

    When the time of the last step closed it (`actor` None) nobody has anything left to finish.
    """
    stop_all(arende, actor=actor)
    tilltraden = Tilltrade.objects.filter(
        kalla__in=[arende.pk, arende.akt_id], skal__in=[Skal.REGISTRERING, Skal.TILLDELNING]
    )
    people = {tilltrade.anvandare for tilltrade in tilltraden.live().select_related("anvandare")}
    end_tilltraden(tilltraden, actor=actor)
    if actor is None:
        return
    for anvandare in people:
        give_tilltrade(
            anvandare=anvandare,
            omfattning=Omfattning.AKT,
            omfattning_id=arende.akt_id,
            niva=Niva.LASA,
            skal=Skal.EFTERARBETE,
            kalla=arende.pk,
            till=timezone.now() + EFTERARBETE,
            actor=actor,
        )
