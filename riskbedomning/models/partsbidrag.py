"""A joint assessment: each party's own layer, shown as theirs and never mixed into ours."""

from __future__ import annotations

from django.db import models

from access.models import Organisation
from encryption.fields import SealedChoiceField, SealedDateField, SealedTextField
from riskbedomning.models.instrument import Faktor
from riskbedomning.models.rad import Bedomningsrad


class Partsbidrag(Bedomningsrad):
    """What one party said about one factor, level or the whole: who, when, how and what.

    `sekretess` is the party's own mark («OSL 35:1, förundersökning») and stands wherever the words
    are shown. An answer rests on it only through a Belagg that the assessor has made.
    """

    class Satt(models.TextChoices):
        MOTE = "mote", "Vid ett möte"
        SAMTAL = "samtal", "I samtal"
        TELEFON = "telefon", "Per telefon"
        SKRIFT = "skrift", "Skriftligt"

    partslag = SealedChoiceField("slag av part", choices=Organisation.Slag, blank=True)
    part = SealedTextField("part", max_length=120)
    lamnad_av = SealedTextField("vem som lämnade den", max_length=120)
    satt = SealedChoiceField("hur den lämnades", choices=Satt)
    dag = SealedDateField("dag")
    niva = SealedChoiceField("nivå", choices=Faktor.Niva, blank=True)
    faktor = models.ForeignKey(
        Faktor,
        verbose_name="faktor",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    text = SealedTextField("partens egna ord", max_length=10_000)
    sekretess = SealedTextField("partens egen sekretess", max_length=300, blank=True)

    class Meta:
        verbose_name = "bidrag från en part"
        verbose_name_plural = "bidrag från parter"
        ordering = ["skriven", "id"]

    def __str__(self) -> str:
        return "Bidrag från en part"

    @property
    def satt_text(self) -> str:
        return dict(self.Satt.choices)[self.satt]

    @property
    def partslag_text(self) -> str:
        return dict(Organisation.Slag.choices).get(self.partslag, "")
