"""The link between a stored flow and the review it guides. Nothing personal stands in the flow."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from viewflow.workflow.models import Process

from access.models import Anvandare
from granskning.models.loggranskning import Loggranskning


class Granskningsfard(Process):
    """Viewflow's process row as the way of a monthly review; without columns of its own."""

    class Meta:
        proxy = True
        verbose_name = "granskningens färd"
        verbose_name_plural = "granskningars färder"


class Granskningsprocess(models.Model):
    """Which flow, in which frozen version, carries which review. The system starts most of them."""

    process = models.OneToOneField(
        Process,
        on_delete=models.PROTECT,
        related_name="granskningsprocess",
        verbose_name="process",
    )
    granskning = models.OneToOneField(
        Loggranskning,
        on_delete=models.PROTECT,
        related_name="process",
        verbose_name="logggranskning",
    )
    flode = models.CharField("flöde", max_length=40)
    flodesversion = models.PositiveSmallIntegerField("flödets version")
    definition = models.CharField("definition", max_length=64, help_text="SHA-256 av flödet.")
    startad_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="startad av",
    )
    startad = models.DateTimeField("startad", default=timezone.now)

    class Meta:
        verbose_name = "granskningsprocess"
        verbose_name_plural = "granskningsprocesser"

    def __str__(self) -> str:
        return f"{self.flode} v{self.flodesversion}"
