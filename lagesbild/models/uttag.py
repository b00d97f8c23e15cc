"""The pseudonymised extract that tables are counted on. It holds no akt, and nothing sealed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from django.db import models
from uuid6 import uuid7

from access.models import Anvandare, Roll
from arenden.models.akt import Kon
from lagesbild.rules.kvartal import Kvartal
from lagesbild.rules.underlag import Rad

ROLLER = (Roll.ANALYTIKER, Roll.SAMORDNARE)
"""Who works with numbers. None of them reaches an akt by it."""

KON_I_TABELL = {Kon.FLICKA.value: "Flickor", Kon.POJKE.value: "Pojkar"}


class UttagQuerySet(models.QuerySet["Uttag"]):
    def visible_to(self, user: Anvandare) -> Self:
        return self if user.has_roll(ROLLER) else self.none()


class Uttag(models.Model):
    """One quarter's extract under one version of the publication plan.

    Written by the worker only: the web sees a part of the akter, so a trigger refuses its writes.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    period = models.CharField(max_length=6)
    plan_version = models.PositiveSmallIntegerField()
    avser = models.DateField(help_text="Den dag vars läge räknas.")

    objects = UttagQuerySet.as_manager()

    class Meta:
        verbose_name = "uttag"
        verbose_name_plural = "uttag"
        ordering = ["-period"]
        constraints = [
            models.UniqueConstraint(fields=["period", "plan_version"], name="uttag_ett_per_period")
        ]

    def __str__(self) -> str:
        return f"Uttag {self.period}"

    @property
    def kvartal(self) -> Kvartal:
        return Kvartal.parse(self.period)

    def underlag(self) -> Iterator[Rad]:
        """The rows as the rules count them."""
        return (
            Rad(
                pseudonym=rad.pseudonym,
                omrade=rad.stadsdelsomrade or None,
                kon=KON_I_TABELL.get(rad.kon),
                has_skyddade_uppgifter=rad.has_skyddade_uppgifter,
            )
            for rad in self.rader.all()
        )


class Uttagsrad(models.Model):
    """One child with an ongoing ärende. The pseudonym is a keyed hash that leads back nowhere."""

    uttag = models.ForeignKey(Uttag, on_delete=models.CASCADE, related_name="rader")
    pseudonym = models.CharField(max_length=64)
    stadsdelsomrade = models.CharField(max_length=40, blank=True)
    kon = models.CharField(max_length=1, choices=Kon)
    has_skyddade_uppgifter = models.BooleanField()

    class Meta:
        verbose_name = "uttagsrad"
        verbose_name_plural = "uttagsrader"
        constraints = [
            models.UniqueConstraint(fields=["uttag", "pseudonym"], name="uttagsrad_ett_barn")
        ]

    def __str__(self) -> str:
        return "Uttagsrad"
