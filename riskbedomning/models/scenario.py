"""What may come: not how likely it is, but what would hinder it and how one would notice."""

from __future__ import annotations

from django.db import models

from encryption.fields import SealedChoiceField, SealedTextField
from riskbedomning.models.rad import Bedomningsrad


class Scenario(Bedomningsrad):
    """One course of events that the plan should meet. It has neither level nor likelihood."""

    class Snart(models.TextChoices):
        NU = "nu", "Kan hända när som helst"
        VECKOR = "veckor", "Inom några veckor"
        MANADER = "manader", "Inom några månader"
        SENARE = "senare", "Längre fram"
        OKANT = "okant", "Går inte att säga"

    vad = SealedTextField("vad kan hända", max_length=5_000)
    situation = SealedTextField("i vilken situation", max_length=5_000, blank=True)
    snart = SealedChoiceField("hur snart", choices=Snart, default=Snart.OKANT)
    hindrar = SealedTextField("vad skulle hindra det", max_length=5_000, blank=True)
    tecken = SealedTextField("det första tecknet", max_length=5_000, blank=True)

    class Meta:
        verbose_name = "scenario"
        verbose_name_plural = "scenarier"
        ordering = ["skriven", "id"]

    def __str__(self) -> str:
        return "Scenario"

    @property
    def snart_text(self) -> str:
        return dict(self.Snart.choices)[self.snart]
