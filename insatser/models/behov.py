"""What a plan answers to: something in the assessment, or what came up beside it."""

from __future__ import annotations

from django.db import models

from arenden.models import AktBunden
from encryption.fields import SealedChoiceField, SealedTextField
from insatser.models.plan import Mal, Plan
from riskbedomning.models import Bedomning


class Behov(AktBunden):
    """One need of a plan, in the worker's own words.

    Which factor it came from is sealed: that a row exists would otherwise tell of the child.
    """

    raderbar = True  # out of a plan that is still a draft; the history stays

    class Slag(models.TextChoices):
        RISK = "risk", "Något som ska ändras"
        SKYDD = "skydd", "Något som ska stärkas"

    plan = models.ForeignKey(
        Plan, on_delete=models.PROTECT, related_name="behovsrader", verbose_name="plan"
    )
    bedomning = models.ForeignKey(
        Bedomning,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="bedömningen som behovet kommer ur",
    )
    niva = models.CharField("nivå", max_length=12, choices=Mal.Niva)
    slag = SealedChoiceField("vad planen ska göra", choices=Slag)
    faktor = SealedTextField("faktor i bedömningen", max_length=36, blank=True)
    rubrik = SealedTextField("behov", max_length=200)
    egna_ord = SealedTextField("med egna ord", max_length=5_000, blank=True)
    lamnas_varfor = SealedTextField(
        "varför planen inte tar sig an det nu", max_length=2_000, blank=True
    )

    class Meta:
        verbose_name = "behov"
        verbose_name_plural = "behov"
        ordering = ["id"]

    def __str__(self) -> str:
        return "Behov"
