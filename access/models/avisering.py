"""A line on somebody's own page: that something happened, by reference only."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from uuid6 import uuid7

from access.models.anvandare import Anvandare
from audit.andring import MinnsRaden


class Avisering(MinnsRaden):
    """Tells one person of one event. It says what and which, never about whom."""

    class Slag(models.TextChoices):
        NODOPPNING = "nodoppning", "Nödöppning att granska"
        BEKRAFTA = "bekrafta", "Nödöppning som väntar på din bekräftelse"
        FORSENAD = "forsenad", "Nödöppning som inte har granskats i tid"
        JAV = "jav", "Jäv är anmält i ett ärende"
        ERSATTARE = "ersattare", "Du ersätter en kollega"
        JOURPASS = "jourpass", "Du har fått ett jourpass"
        DELEGATION = "delegation", "Du har fått en delegation"
        FAKTOR = "faktor", "Ditt sätt att logga in har ändrats"
        GRANSKNING = "granskning", "Logggranskning att göra"
        GRANSKAS = "granskas", "Logggranskning som är försenad"
        FRAGA = "fraga", "Fråga om något du har öppnat"
        SVAR = "svar", "Svar i en logggranskning"
        LARM = "larm", "Larm om loggen"
        AVVIKELSE = "avvikelse", "Avvikelse att utreda"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    mottagare = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="aviseringar", verbose_name="mottagare"
    )
    slag = models.CharField("vad", max_length=10, choices=Slag)
    objekt_id = models.UUIDField("händelse")
    referens = models.CharField("referens", max_length=80)
    skapad = models.DateTimeField("skapad", default=timezone.now)
    last = models.DateTimeField("läst", null=True, blank=True)

    class Meta:
        ordering = ["-skapad"]
        verbose_name = "avisering"
        verbose_name_plural = "aviseringar"
        constraints = [
            models.UniqueConstraint(
                fields=["mottagare", "slag", "objekt_id"], name="en_avisering_per_handelse"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_slag_display()}: {self.referens}"
