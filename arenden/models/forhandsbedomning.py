"""Shall a utredning be opened (SoL 20:2), and what the reporter may be told (SoL 19:6)."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from access.models import Anvandare
from arenden.models.akt import AktBunden
from arenden.models.arende import Arende
from arenden.models.inflode import Anmalan
from encryption.fields import SealedTextField


class Forhandsbedomning(AktBunden):
    """The decision to open a utredning or not, with its reasons."""

    raderbar = True  # within ten minutes, when it is taken back; the history stays

    arende = models.OneToOneField(
        Arende, on_delete=models.PROTECT, related_name="forhandsbedomning"
    )
    inleds = models.BooleanField("utredning inleds")
    motivering = SealedTextField("motivering", max_length=20_000)
    beslutad = models.DateTimeField(default=timezone.now)
    beslutad_av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "förhandsbedömning"
        verbose_name_plural = "förhandsbedömningar"

    def __str__(self) -> str:
        return "Förhandsbedömning"


class Aterkoppling(AktBunden):
    """What the reporter was told: one of three facts and nothing else, or why it was unsuitable."""

    class Uppgift(models.TextChoices):
        INLEDD = "inledd", "Utredning har inletts"
        INTE_INLEDD = "inte_inledd", "Utredning inleds inte"
        PAGAR = "pagar", "Utredning pågår redan"
        OLAMPLIG = "olamplig", "Ingen återkoppling, olämpligt"

    anmalan = models.OneToOneField(Anmalan, on_delete=models.PROTECT, related_name="aterkoppling")
    uppgift = models.CharField("uppgift", max_length=12, choices=Uppgift)
    motivering = SealedTextField("skäl", max_length=5_000, blank=True)
    lamnad = models.DateTimeField(default=timezone.now)
    lamnad_av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "återkoppling"
        verbose_name_plural = "återkopplingar"

    def __str__(self) -> str:
        return "Återkoppling"
