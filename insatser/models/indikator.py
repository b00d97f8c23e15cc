"""How a goal is seen to come nearer: what is measured, from where and to where."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from django.db import models

from arenden.models import AktBunden
from encryption.fields import SealedChoiceField, SealedTextField
from insatser.models.plan import Mal


class Indikator(AktBunden):
    """One measure of a goal, with its baseline and its target.

    Both are kept as written, sealed; `baslinje_tal` and `malvarde_tal` are their numbers.
    """

    raderbar = True  # out of a plan that is still a draft; the history stays

    class Slag(models.TextChoices):
        SKOLNARVARO = "skolnarvaro", "Närvaro i skolan"
        EGEN_SKATTNING = "egen_skattning", "Egen skattning"
        ANTAL = "antal", "Antal gånger"
        JA_NEJ = "ja_nej", "Ja eller nej"
        ANNAT = "annat", "Annat, med ord"

    class Riktning(models.TextChoices):
        OKA = "oka", "Ska öka"
        MINSKA = "minska", "Ska minska"
        BEHALL = "behall", "Ska hållas kvar"

    I_TAL = (Slag.SKOLNARVARO, Slag.EGEN_SKATTNING, Slag.ANTAL)

    mal = models.ForeignKey(
        Mal, on_delete=models.PROTECT, related_name="indikatorer", verbose_name="mål"
    )
    slag = models.CharField("slag", max_length=14, choices=Slag)
    namn = SealedTextField("vad följs", max_length=200)
    enhet = SealedTextField("räknas i", max_length=60, blank=True)
    baslinje = SealedTextField("utgångsläge", max_length=200)
    baslinje_dag = models.DateField("utgångslägets dag")
    malvarde = SealedTextField("målvärde", max_length=200)
    riktning = SealedChoiceField("riktning", choices=Riktning)

    class Meta:
        verbose_name = "indikator"
        verbose_name_plural = "indikatorer"
        ordering = ["id"]

    def __str__(self) -> str:
        return "Indikator"

    @property
    def is_i_tal(self) -> bool:
        return self.slag in self.I_TAL

    @property
    def baslinje_tal(self) -> Decimal | None:
        return tal(self.baslinje)

    @property
    def malvarde_tal(self) -> Decimal | None:
        return tal(self.malvarde)


def tal(text: str) -> Decimal | None:
    """A number as people write it, «38» or «2,5»; None for anything else."""
    try:
        varde = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return varde if varde.is_finite() else None
