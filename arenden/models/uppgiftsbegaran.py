"""What others are asked to tell while a utredning goes on (SoL 20:6)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from access.models import Anvandare
from arenden.models.akt import AktBunden
from arenden.models.beslut import Satt
from arenden.models.utredning import Utredning
from encryption.fields import SealedTextField


class Uppgiftsbegaran(AktBunden):
    """An authority or its staff is asked for what matters to a utredning, in one letter.

    Only a utredning that is open gives the right to ask; before it there is none (SoL 20:6).
    """

    class Svar(models.TextChoices):
        INKOM = "inkom", "Uppgifterna kom in"
        INGA = "inga", "De har inga uppgifter"
        UTEBLEV = "uteblev", "Inget svar"

    utredning = models.ForeignKey(
        Utredning, on_delete=models.PROTECT, related_name="begaranden", verbose_name="utredning"
    )
    till = SealedTextField("till", max_length=500)
    vad = SealedTextField("vad vi ber om", max_length=10_000)
    satt = models.CharField("hur", max_length=12, choices=Satt)
    senast = models.DateField("svar senast")
    begard = models.DateTimeField("begärd", default=timezone.now)
    begard_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="begärd av"
    )
    svar = models.CharField("svar", max_length=7, choices=Svar, blank=True)
    besvarad = models.DateField("svaret kom", null=True, blank=True)

    class Meta:
        verbose_name = "begäran om uppgifter"
        verbose_name_plural = "begäranden om uppgifter"
        ordering = ["-begard", "-id"]
        constraints = [
            models.CheckConstraint(
                name="begaran_besvarad_pa_nagot_satt",
                condition=Q(svar="", besvarad=None) | (~Q(svar="") & Q(besvarad__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return "Begäran om uppgifter"

    @property
    def is_besvarad(self) -> bool:
        return self.besvarad is not None
