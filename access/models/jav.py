"""Jäv: an akt that somebody may never reach, whatever else is granted (SFS 2017:900 16-18 §)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from uuid6 import uuid7

from access.models.anvandare import Anvandare
from audit.andring import MinnsRaden


class Jav(MinnsRaden):
    """Closes one akt for one person while it is in force; no grant and no emergency opens it."""

    class Slag(models.TextChoices):
        EGEN = "egen", "Egen akt"
        NARSTAENDE = "narstaende", "Närstående"
        ANMALD = "anmald", "Anmält jäv"

    radskydd = "jav"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    anvandare = models.ForeignKey(
        Anvandare, verbose_name="vem", on_delete=models.PROTECT, related_name="jav"
    )
    akt_id = models.UUIDField("akt")
    slag = models.CharField("slag", max_length=10, choices=Slag)
    fran = models.DateTimeField("från", default=timezone.now)
    till = models.DateTimeField("till", null=True, blank=True)
    anmald_av = models.ForeignKey(
        Anvandare, verbose_name="anmält av", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "jäv"
        verbose_name_plural = "jäv"
        ordering = ["-fran"]
        indexes = [models.Index(fields=["akt_id", "fran"], name="jav_akt")]
        constraints = [
            models.CheckConstraint(
                name="jav_till_efter_fran",
                condition=Q(till__isnull=True) | Q(till__gte=F("fran")),
            ),
            models.UniqueConstraint(
                fields=["anvandare", "akt_id"],
                condition=Q(till=None),
                name="ett_oppet_jav_per_akt",
                violation_error_message="Jävet är redan anmält.",
            ),
        ]

    def __str__(self) -> str:
        return f"Jäv, {self.get_slag_display().lower()}"
