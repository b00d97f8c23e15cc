"""The verdict on a break-glass."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from uuid6 import uuid7

from access.models import Anvandare, Nodoppning
from audit.andring import MinnsRaden
from encryption.fields import SealedTextField


class Nodoppningsgranskning(MinnsRaden):
    """The verdict on one break-glass, given once by somebody else than who opened or confirmed."""

    class Utfall(models.TextChoices):
        MOTIVERAD = "motiverad", "Motiverad"
        EJ_MOTIVERAD = "ej_motiverad", "Inte motiverad"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    nodoppning = models.OneToOneField(
        Nodoppning,
        on_delete=models.PROTECT,
        related_name="granskning",
        verbose_name="nödöppning",
    )
    akt_id = models.UUIDField("akt")
    utfall = models.CharField("bedömning", max_length=12, choices=Utfall)
    kommentar = SealedTextField("kommentar", max_length=2000)
    granskad_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="granskad av"
    )
    granskad = models.DateTimeField("granskad", default=timezone.now)

    class Meta:
        ordering = ["-granskad"]
        verbose_name = "granskning av nödöppning"
        verbose_name_plural = "granskningar av nödöppningar"

    def __str__(self) -> str:
        return self.get_utfall_display()
