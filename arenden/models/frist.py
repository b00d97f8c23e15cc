"""Statutory clocks (ADR 0008): budget, anchor and what was consumed; never a stored «overdue»."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils import timezone

from access.models import Anvandare
from arenden.models.akt import AktBunden, AktBundenQuerySet
from arenden.models.arende import Arende
from encryption.fields import SealedTextField


class FristQuerySet(AktBundenQuerySet["Frist"]):
    def running(self) -> Self:
        return self.filter(stoppad=None)

    def due(self, nu: datetime) -> Self:
        return self.running().filter(senast__lt=nu)


class Frist(AktBunden):
    """A running or stopped clock. `senast` is the last instant that keeps the law."""

    class Utgang(models.TextChoices):
        UPPFYLLD = "uppfylld", "Uppfylld"
        INAKTUELL = "inaktuell", "Inte längre aktuell"

    arende = models.ForeignKey(Arende, on_delete=models.PROTECT, related_name="frister")
    anmalan = models.ForeignKey(
        "arenden.Anmalan", null=True, blank=True, on_delete=models.PROTECT, related_name="frister"
    )
    kalla = models.UUIDField(
        "det den hör till",
        null=True,
        blank=True,
        help_text="Arbetsgången, insatsen eller annat i ärendet som fristen gäller.",
    )
    slag = models.CharField(max_length=30)
    lagrum = models.CharField(max_length=60)
    ankare = models.DateTimeField(help_text="Händelsen som startar klockan.")
    budget = models.CharField(max_length=12, help_text="ISO 8601-varaktighet, t.ex. P14D.")
    forbrukat = models.DurationField(
        default=timedelta, help_text="Tid som gått före den senaste starten."
    )
    gar_sedan = models.DateTimeField(help_text="Senaste starten; ankaret tills den vilat.")
    mal = models.DateField("strikt dag", help_text="Sista dagen enligt kalendern.")
    senast = models.DateTimeField("lagens gräns")
    stoppad = models.DateTimeField(null=True, blank=True)
    utgang = models.CharField(max_length=10, choices=Utgang, blank=True)

    objects = FristQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "frist"
        verbose_name_plural = "frister"
        ordering = ["senast"]
        indexes = [
            models.Index(fields=["senast"], condition=models.Q(stoppad=None), name="frist_lopande"),
            models.Index(fields=["arende", "senast"], name="frist_arende"),
            models.Index(
                fields=["kalla"], condition=models.Q(stoppad=None), name="frist_lopande_kalla"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="frist_stoppad_med_utgang",
                condition=models.Q(stoppad__isnull=True, utgang="")
                | (models.Q(stoppad__isnull=False) & ~models.Q(utgang="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slag} {self.mal}"

    def is_overdue(self, nu: datetime | None = None) -> bool:
        return (self.stoppad or nu or timezone.now()) > self.senast


class Fristforlangning(AktBunden):
    """A decision to extend a clock, with its ground and who decided."""

    class Grund(models.TextChoices):
        SYNNERLIGA = "synnerliga", "Synnerliga skäl"
        SARSKILDA = "sarskilda", "Särskilda skäl"

    frist = models.ForeignKey(Frist, on_delete=models.PROTECT, related_name="forlangningar")
    grund = models.CharField(max_length=10, choices=Grund)
    motivering = SealedTextField("motivering", max_length=10_000)
    tidigare = models.DateField()
    till = models.DateField("ny sista dag")
    beslutad = models.DateTimeField(default=timezone.now)
    beslutad_av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "fristförlängning"
        verbose_name_plural = "fristförlängningar"
        constraints = [
            models.CheckConstraint(
                name="forlangning_framat",
                condition=models.Q(till__gt=models.F("tidigare")),
                violation_error_message="Den nya sista dagen måste ligga efter den tidigare.",
            ),
        ]

    def __str__(self) -> str:
        return f"Förlängd till {self.till}"


class Fristvarning(models.Model):
    """A rung of the escalation ladder that has fired. The unique row is the claim: once only."""

    radskydd = "barn"

    frist = models.ForeignKey(Frist, on_delete=models.PROTECT, related_name="varningar")
    akt = models.ForeignKey("arenden.Personakt", on_delete=models.PROTECT, related_name="+")
    dagar_fore = models.SmallIntegerField()
    skapad = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "fristvarning"
        verbose_name_plural = "fristvarningar"
        constraints = [
            models.UniqueConstraint(fields=["frist", "dagar_fore"], name="varning_en_gang"),
        ]

    def __str__(self) -> str:
        return f"{self.dagar_fore} dagar före"
