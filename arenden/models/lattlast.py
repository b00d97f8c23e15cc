"""The plan in easy words, for the young person."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from access.models import Anvandare
from arenden.models.akt import AktBunden
from arenden.models.arende import Arende
from encryption.fields import SealedTextField


class Lattlast(AktBunden):
    """The young person's own text of one plan; written by a person out of what the plan says.

    `plan_id` names a row of the room above, which this one does not see.
    """

    arende = models.ForeignKey(
        Arende, on_delete=models.PROTECT, related_name="lattlasta", verbose_name="ärende"
    )
    plan_id = models.UUIDField("plan", unique=True)
    text = SealedTextField("text", max_length=20_000)
    skriven = models.DateTimeField("skriven", default=timezone.now)
    skriven_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="skriven av"
    )

    class Meta:
        verbose_name = "lättläst plan"
        verbose_name_plural = "lättlästa planer"

    def __str__(self) -> str:
        return "Lättläst plan"
