"""What the child and the guardians say themselves, kept beside the assessor's words."""

from __future__ import annotations

from django.db import models

from encryption.fields import SealedChoiceField, SealedDateField, SealedTextField
from riskbedomning.models.instrument import Faktor
from riskbedomning.models.rad import Bedomningsrad


class EgenSyn(Bedomningsrad):
    """Somebody's own view of one level or one factor, how it was given and when."""

    class Vem(models.TextChoices):
        BARNET = "barnet", "Barnet"
        VARDNADSHAVARE = "vardnadshavare", "Vårdnadshavare"

    class Satt(models.TextChoices):
        SAMTAL = "samtal", "I samtal"
        TOLK = "tolk", "I samtal med tolk"
        STOD = "stod", "Med bilder, tecken eller annat stöd"
        SKRIFT = "skrift", "Skriftligt"
        OMBUD = "ombud", "Genom någon annan"

    vem = SealedChoiceField("vems syn", choices=Vem)
    namn = SealedTextField("vem av dem", max_length=120, blank=True)
    niva = SealedChoiceField("nivå", choices=Faktor.Niva)
    faktor = models.ForeignKey(
        Faktor,
        verbose_name="faktor",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    satt = SealedChoiceField("hur den lämnades", choices=Satt)
    dag = SealedDateField("dag")
    text = SealedTextField("egna ord", max_length=10_000)

    class Meta:
        verbose_name = "egen syn"
        verbose_name_plural = "egna syner"
        ordering = ["skriven", "id"]

    def __str__(self) -> str:
        return "Egen syn"

    @property
    def is_barnets(self) -> bool:
        return bool(self.vem == self.Vem.BARNET)

    @property
    def vem_text(self) -> str:
        return self.namn or dict(self.Vem.choices)[self.vem]

    @property
    def satt_text(self) -> str:
        return dict(self.Satt.choices)[self.satt]
