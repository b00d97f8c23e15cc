"""What an indicator showed on one day."""

from __future__ import annotations

from decimal import Decimal

from django.db import models

from access.models import Anvandare
from arenden.models import AktBunden
from encryption.fields import SealedChoiceField, SealedTextField
from insatser.models.indikator import Indikator, tal
from insatser.models.uppfoljning import Uppfoljning


class Indikatorvarde(AktBunden):
    """One measured value, with the day it is about and where it comes from.

    `varde` is kept as written, sealed; `tal` is its number. One value for an indicator and day.
    """

    class Kalla(models.TextChoices):
        NARVARO = "narvaro", "Närvaro från skolan"
        EGEN = "egen", "Barnets eller den unges egen skattning"
        VARDNADSHAVARE = "vardnad", "Vårdnadshavarens uppgift"
        TEAMET = "teamet", "Samverkansteamets frånvaro"
        ANNAN = "annan", "Annan källa"

    indikator = models.ForeignKey(
        Indikator, on_delete=models.PROTECT, related_name="varden", verbose_name="indikator"
    )
    dag = models.DateField("dag")
    varde = SealedTextField("värde", max_length=200)
    kalla = SealedChoiceField("var kommer det ifrån", choices=Kalla)
    anteckning = SealedTextField("att tänka på", max_length=1_000, blank=True)
    uppfoljning = models.ForeignKey(
        Uppfoljning,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="indikatorvarden",
        verbose_name="uppföljning",
    )
    infort_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="infört av"
    )

    class Meta:
        verbose_name = "indikatorvärde"
        verbose_name_plural = "indikatorvärden"
        ordering = ["dag"]
        constraints = [
            models.UniqueConstraint(
                fields=["indikator", "dag"],
                name="ett_indikatorvarde_per_dag",
                violation_error_message="Det finns redan ett värde för den dagen. Rätta det.",
            ),
        ]

    def __str__(self) -> str:
        return "Indikatorvärde"

    @property
    def tal(self) -> Decimal | None:
        return tal(self.varde)
