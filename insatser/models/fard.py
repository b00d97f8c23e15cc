"""The link between a stored flow and the case it guides. Nothing personal stands in the flow."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from viewflow.workflow.models import Process

from access.models import Anvandare
from arenden.models import Anmalan, Arende, Personakt


class Arendefard(Process):
    """Viewflow's process row as the route of an ärende; without columns of its own."""

    class Meta:
        proxy = True
        verbose_name = "ärendets färd"
        verbose_name_plural = "ärendens färder"


class Arendeprocess(models.Model):
    """Which flow, in which frozen version, carries which report of which case."""

    radskydd = "barn"
    foljer_med = ("process",)  # destroyed with this row: nobody else's, and without an akt

    process = models.OneToOneField(Process, on_delete=models.PROTECT, related_name="arendeprocess")
    arende = models.ForeignKey(Arende, on_delete=models.PROTECT, related_name="processer")
    anmalan = models.OneToOneField(Anmalan, on_delete=models.PROTECT, related_name="process")
    akt = models.ForeignKey(Personakt, on_delete=models.PROTECT, related_name="+")
    flode = models.CharField(max_length=40)
    flodesversion = models.PositiveSmallIntegerField()
    definition = models.CharField(max_length=64, help_text="SHA-256 av flödets definition.")
    startad_av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")
    startad = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "ärendeprocess"
        verbose_name_plural = "ärendeprocesser"

    def __str__(self) -> str:
        return f"{self.flode} v{self.flodesversion}"
