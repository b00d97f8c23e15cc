"""One published table, so that whoever opens the town finds numbers to read."""

from __future__ import annotations

from access.models import Anvandare, Roll
from lagesbild.actions.publicering import approve_publicering, compose_publicering
from lagesbild.models import Publicering, Uttag


def publish_oldest() -> Publicering:
    """Compose the table of the earliest extract and let another person approve it."""
    forslag = compose_publicering(
        uttag=Uttag.objects.earliest("period"), actor=_with(Roll.ANALYTIKER)
    )
    return approve_publicering(publicering=forslag, actor=_with(Roll.SAMORDNARE))


def _with(roll: Roll) -> Anvandare:
    return Anvandare.objects.filter(uppdrag__roll=roll).earliest("anvandarnamn")
