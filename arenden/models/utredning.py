"""The utredning: four months to understand, with the child's own voice in it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from access.models import Anvandare
from arenden.models.akt import AktBunden
from arenden.models.arende import Arende
from encryption.fields import SealedTextField


class Utredning(AktBunden):
    raderbar = True  # when the decision that opened it is taken back at once; the history stays

    class Hord(models.TextChoices):
        """How the child was heard; a reason is needed where it was not (SoL 3:3)."""

        SAMTAL = "samtal", "Eget samtal"
        MED_STOD = "med_stod", "Samtal med stödperson eller tolk"
        ANNAT_SATT = "annat_satt", "På annat sätt"
        VILL_INTE = "vill_inte", "Ville inte uttrycka sig"

    arende = models.OneToOneField(Arende, on_delete=models.PROTECT, related_name="utredning")
    inledd = models.DateTimeField(default=timezone.now)
    inledd_av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")
    hord = models.CharField("hur barnet hördes", max_length=12, choices=Hord, blank=True)
    barnets_rost = SealedTextField("barnets egna ord", max_length=20_000, blank=True)
    barnets_basta = SealedTextField("barnets bästa", max_length=20_000, blank=True)
    sammanfattning = SealedTextField("sammanfattning", max_length=40_000, blank=True)
    avslutad = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "utredning"
        verbose_name_plural = "utredningar"

    def __str__(self) -> str:
        return "Utredning"
