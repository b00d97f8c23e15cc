"""The journal: a working note until it is signed, then locked for ever."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from access.models import Anvandare
from arenden.models.akt import AktBunden
from arenden.models.arende import Arende
from encryption.fields import SealedTextField


class Journalanteckning(AktBunden):
    """A note. Once signed it never changes; a correction or remark stands beside it (SoL 14:6)."""

    class Slag(models.TextChoices):
        SAMTAL = "samtal", "Samtal"
        BESOK = "besok", "Besök"
        MOTE = "mote", "Möte"
        KONTAKT = "kontakt", "Kontakt"
        OVRIGT = "ovrigt", "Övrigt"

    class Roll(models.TextChoices):
        ORIGINAL = "original", "Anteckning"
        RATTELSE = "rattelse", "Rättelse"
        STAMMER_INTE = "stammer_inte", "Den enskilde uppger att uppgiften inte stämmer"

    arende = models.ForeignKey(Arende, on_delete=models.PROTECT, related_name="anteckningar")
    slag = models.CharField("händelse", max_length=8, choices=Slag)
    roll = models.CharField(max_length=12, choices=Roll, default=Roll.ORIGINAL)
    galler = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="tillagg"
    )
    nar = models.DateTimeField("när")
    narvarande = SealedTextField("närvarande", max_length=500, blank=True)
    text = SealedTextField("text", max_length=100_000)
    forfattare = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")
    skapad = models.DateTimeField(default=timezone.now, editable=False)
    signerad = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "journalanteckning"
        verbose_name_plural = "journalanteckningar"
        ordering = ["-nar", "-id"]
        constraints = [
            models.CheckConstraint(
                name="tillagg_galler_en_anteckning",
                condition=Q(roll="original", galler__isnull=True)
                | (~Q(roll="original") & Q(galler__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.get_slag_display()

    @property
    def is_signerad(self) -> bool:
        return self.signerad is not None
