"""What the employer knows of an employee's home: read by the drawing of the log review alone."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from uuid6 import uuid7

from access.models.anvandare import Anvandare
from audit.andring import MinnsRaden
from encryption.fields import SealedJSONField, SealedTextField
from encryption.history import SealedHistoricalRecords


class Personaluppgift(MinnsRaden):
    """Address and the surnames of the household, sealed with the employee's own key.

    Out of reach for the web: only the worker's role may read the table.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    anvandare = models.OneToOneField(
        Anvandare,
        on_delete=models.PROTECT,
        related_name="personaluppgift",
        verbose_name="anställd",
    )
    adress = SealedTextField("adress", max_length=300, blank=True, agare="anvandare_id")
    efternamn = SealedJSONField(
        "efternamn i hushållet", blank=True, default=list, agare="anvandare_id"
    )
    inlast = models.DateTimeField("inläst", default=timezone.now)

    historik = SealedHistoricalRecords()

    class Meta:
        verbose_name = "personaluppgift"
        verbose_name_plural = "personaluppgifter"

    def __str__(self) -> str:
        return "Personaluppgift"
