"""Evidence: what an answer rests on, and where that can be read."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from arenden.models import Handling, Journalanteckning
from encryption.fields import SealedChoiceField, SealedDateField, SealedTextField
from riskbedomning.models.instrument import Faktor
from riskbedomning.models.partsbidrag import Partsbidrag
from riskbedomning.models.rad import Bedomningsrad


class Belagg(Bedomningsrad):
    """One piece of evidence for one factor, with its source, its day and what it says.

    `kalla` is what the source was called when it was chosen, or who said it. The source itself is
    a row of the same akt, or the key `annan_kalla` of a thing in another room (kallor.py).
    """

    class Slag(models.TextChoices):
        JOURNALANTECKNING = "journalanteckning", "Journalanteckning"
        HANDLING = "handling", "Handling"
        MOTE = "mote", "Möte"
        PARTSUPPGIFT = "partsuppgift", "Uppgift från någon"

    faktor = models.ForeignKey(
        Faktor, verbose_name="faktor", on_delete=models.PROTECT, related_name="+"
    )
    slag = SealedChoiceField("slag av källa", choices=Slag)
    anteckning = models.ForeignKey(
        Journalanteckning,
        verbose_name="journalanteckning",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    handling = models.ForeignKey(
        Handling,
        verbose_name="handling",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    bidrag = models.ForeignKey(
        Partsbidrag,
        verbose_name="bidrag från en part",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="belagg",
    )
    annan_kalla = SealedTextField("källans nyckel", max_length=80, blank=True)
    kalla = SealedTextField("källa", max_length=300)
    dag = SealedDateField("dag")
    text = SealedTextField("vad det säger", max_length=5_000)

    class Meta:
        verbose_name = "belägg"
        verbose_name_plural = "belägg"
        ordering = ["skriven", "id"]
        constraints = [
            models.CheckConstraint(
                name="belagg_har_hogst_en_rad_som_kalla",
                condition=Q(anteckning=None, handling=None)
                | Q(anteckning=None, bidrag=None)
                | Q(handling=None, bidrag=None),
            ),
        ]

    def __str__(self) -> str:
        return "Belägg"

    @property
    def slag_text(self) -> str:
        return dict(self.Slag.choices)[self.slag]
