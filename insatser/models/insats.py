"""Insatser: what runs, and each time it happened."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from access.models import Anvandare
from arenden.models import AktBunden, Arende
from encryption.fields import SealedTextField
from insatser.models.insatstyp import Insatstyp
from insatser.models.plan import Mal, Plan
from samverkansteam.models import Team


class Insats(AktBunden):
    class Status(models.TextChoices):
        PLANERAD = "planerad", "Planerad"
        PAGAENDE = "pagaende", "Pågående"
        AVSLUTAD = "avslutad", "Avslutad"

    arende = models.ForeignKey(Arende, on_delete=models.PROTECT, related_name="insatser")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="insatser")
    insatstyp = models.ForeignKey(Insatstyp, on_delete=models.PROTECT, related_name="insatser")
    mal = models.ManyToManyField(Mal, related_name="insatser", blank=True)
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="insatser"
    )
    ansvarig = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")
    beskrivning = SealedTextField("så här gör vi", max_length=10_000, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANERAD)
    startdatum = models.DateField("startdatum", null=True, blank=True)
    slutdatum = models.DateField("slutdatum", null=True, blank=True)

    class Meta:
        verbose_name = "insats"
        verbose_name_plural = "insatser"
        ordering = ["startdatum", "id"]
        constraints = [
            models.CheckConstraint(
                name="insats_slut_efter_start",
                condition=Q(slutdatum__isnull=True) | Q(slutdatum__gte=F("startdatum")),
                violation_error_message="Slutdatum kan inte ligga före startdatum.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.insatstyp}"


class Tillfalle(AktBunden):
    """One session of an insats: planned, held, or missed with a reason."""

    class Utfall(models.TextChoices):
        GENOMFORT = "genomfort", "Genomfört"
        UTEBLEV = "uteblev", "Uteblev"
        AVBOKAT = "avbokat", "Avbokat"

    insats = models.ForeignKey(Insats, on_delete=models.PROTECT, related_name="tillfallen")
    nar = models.DateTimeField("när")
    minuter = models.PositiveSmallIntegerField("hur länge (minuter)", default=30)
    utfall = models.CharField("utfall", max_length=10, choices=Utfall)
    anteckning = SealedTextField("vad hände", max_length=5_000, blank=True)
    loggad_av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "tillfälle"
        verbose_name_plural = "tillfällen"
        ordering = ["-nar"]

    def __str__(self) -> str:
        return self.get_utfall_display()
