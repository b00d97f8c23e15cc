"""Where the cases of the city stood one Monday. Like every extract it holds no akt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from django.db import models
from uuid6 import uuid7

from access.models import Anvandare, Roll
from arenden.models import Steg
from lagesbild.models.uttag import ROLLER
from lagesbild.rules.vantan import VANTAN, Stegrad

VANTAN_ROLLER = (*ROLLER, Roll.GRUPPLEDARE, Roll.ENHETSCHEF)
"""Who may see where cases stand: those who work with numbers, and those who lead the work."""


class SteguttagQuerySet(models.QuerySet["Steguttag"]):
    def visible_to(self, user: Anvandare) -> Self:
        return self if user.has_roll(VANTAN_ROLLER) else self.none()


class Steguttag(models.Model):
    """One week's extract of open steps.

    Once a week is enough to see where cases wait, and leaves little to learn from the difference
    between two. Written by the worker only; a trigger refuses the web.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    avser = models.DateField(
        "avser", unique=True, help_text="Måndagen i den vecka då läget räknades."
    )

    objects = SteguttagQuerySet.as_manager()

    class Meta:
        verbose_name = "steguttag"
        verbose_name_plural = "steguttag"
        ordering = ["-avser"]

    def __str__(self) -> str:
        return f"Steguttag {self.avser}"

    def underlag(self) -> Iterator[Stegrad]:
        """The rows as the rules count them."""
        return (
            Stegrad(rad.pseudonym, Steg(rad.steg).label, rad.vantat) for rad in self.rader.all()
        )


class Steguttagsrad(models.Model):
    """One open step of one ärende, under the child's pseudonym, which leads back nowhere."""

    uttag = models.ForeignKey(
        Steguttag, on_delete=models.CASCADE, related_name="rader", verbose_name="uttag"
    )
    pseudonym = models.CharField("pseudonym", max_length=64)
    steg = models.CharField("steg", max_length=18)
    vantat = models.CharField("väntat", max_length=20, choices=[(namn, namn) for namn in VANTAN])

    class Meta:
        verbose_name = "steguttagsrad"
        verbose_name_plural = "steguttagsrader"

    def __str__(self) -> str:
        return "Steguttagsrad"
