"""Two ärenden about one person become one."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

from access.models import Anvandare
from arenden.models.akt import AktBunden
from arenden.models.arende import Arende, Steg
from encryption.fields import SealedTextField

ANGERTID = timedelta(minutes=10)


class Sammanforing(AktBunden):
    """An ärende was brought into another in the same akt: its reports went there, its texts stayed.

    The row that is in force closes `fran`. `steg` is where it stood, so that the merge can be
    taken back within ten minutes.
    """

    fran = models.ForeignKey(
        Arende,
        on_delete=models.PROTECT,
        related_name="sammanforingar",
        verbose_name="ärendet som fördes hit",
    )
    till = models.ForeignKey(
        Arende,
        on_delete=models.PROTECT,
        related_name="mottagna_arenden",
        verbose_name="ärendet som går vidare",
    )
    steg = models.CharField("steget som ärendet stod i", max_length=18, choices=Steg)
    motivering = SealedTextField("motivering", max_length=5_000)
    gjord = models.DateTimeField("gjord", default=timezone.now)
    gjord_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="gjord av"
    )
    angrad = models.DateTimeField("ångrad", null=True, blank=True)
    angrad_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="ångrad av",
    )

    class Meta:
        verbose_name = "sammanföring"
        verbose_name_plural = "sammanföringar"
        ordering = ["-gjord"]
        constraints = [
            models.UniqueConstraint(
                fields=["fran"],
                condition=models.Q(angrad=None),
                name="sammanford_en_gang",
                violation_error_message="Ärendet är redan fört till ett annat.",
            ),
            models.CheckConstraint(
                name="sammanforing_till_ett_annat",
                condition=~models.Q(fran=models.F("till")),
                violation_error_message="Ärendet kan inte föras till sig självt.",
            ),
        ]

    def __str__(self) -> str:
        return "Sammanföring"

    def may_be_regretted(self, nu: datetime) -> bool:
        return self.angrad is None and nu < self.gjord + ANGERTID
