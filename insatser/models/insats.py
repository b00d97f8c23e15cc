"""Insatser: what runs, for how long, and how often it was meant to happen."""

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
    dos_per_vecka = models.DecimalField(
        "tillfällen i veckan", max_digits=3, decimal_places=1, null=True, blank=True
    )
    dos_minuter = models.PositiveSmallIntegerField("minuter varje gång", null=True, blank=True)
    dos_veckor = models.PositiveSmallIntegerField("antal veckor", null=True, blank=True)

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
            models.CheckConstraint(
                name="insats_dos_hel",
                condition=Q(dos_per_vecka=None, dos_minuter=None, dos_veckor=None)
                | Q(
                    dos_per_vecka__isnull=False,
                    dos_minuter__isnull=False,
                    dos_veckor__isnull=False,
                    dos_per_vecka__gt=0,
                    dos_minuter__gt=0,
                    dos_veckor__gt=0,
                ),
                violation_error_message="Ange både hur ofta, hur länge och i hur många veckor.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.insatstyp}"
