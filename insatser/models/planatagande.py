"""Who does what by when, for a goal to be reached."""

from __future__ import annotations

from django.db import models

from arenden.models import AktBunden
from encryption.fields import SealedTextField
from insatser.models.insatstyp import Insatstyp
from insatser.models.plan import Mal, Plan


class Planatagande(AktBunden):
    """What somebody takes upon themselves: socialtjänsten, the young person, family or a party.

    With an `insatstyp` it is an insats of the catalogue that the plan means to start.
    """

    raderbar = True  # out of a plan that is still a draft; the history stays

    class Vem(models.TextChoices):
        SOCIALTJANSTEN = "socialtjansten", "Socialtjänsten"
        DEN_UNGE = "den_unge", "Barnet eller den unge"
        FAMILJEN = "familjen", "Familjen"
        PART = "part", "Någon annan, till exempel skolan"

    plan = models.ForeignKey(
        Plan, on_delete=models.PROTECT, related_name="ataganden", verbose_name="plan"
    )
    mal = models.ForeignKey(
        Mal,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="ataganden",
        verbose_name="mål",
    )
    insatstyp = models.ForeignKey(
        Insatstyp,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="insats ur katalogen",
    )
    vem = models.CharField("vem", max_length=14, choices=Vem)
    namn = SealedTextField("namn eller funktion", max_length=200, blank=True)
    vad = SealedTextField("gör vad", max_length=2_000)
    senast = models.DateField("senast")
    klart = models.DateTimeField("klart", null=True, blank=True)

    class Meta:
        verbose_name = "åtagande i planen"
        verbose_name_plural = "åtaganden i planen"
        ordering = ["senast", "id"]

    def __str__(self) -> str:
        return f"Åtagande till {self.senast}"
