"""What people in the city have met during twelve months. Like every extract it holds no akt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from django.db import models
from uuid6 import uuid7

from access.models import Anvandare, Roll
from arenden.models.akt import Kon
from lagesbild.models.uttag import KON_I_TABELL, ROLLER
from lagesbild.rules.kvartal import Kvartal
from lagesbild.rules.likvardighet import Klassrad, Likvardighetsmatt

LIKVARDIGHET_ROLLER = (*ROLLER, Roll.METODLEDARE)
"""Who compares what people meet: those who work with numbers, and those who keep the methods."""

MATT = [(matt.value, matt.namn) for matt in Likvardighetsmatt]


class LikvardighetsuttagQuerySet(models.QuerySet["Likvardighetsuttag"]):
    def visible_to(self, user: Anvandare) -> Self:
        return self if user.has_roll(LIKVARDIGHET_ROLLER) else self.none()


class Likvardighetsuttag(models.Model):
    """The twelve months that ended with a quarter, built once and never anew.

    A second building over corrected cases would give the corrections away. Written by the worker
    only; a trigger refuses the web.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    period = models.CharField("kvartal", max_length=6, unique=True)

    objects = LikvardighetsuttagQuerySet.as_manager()

    class Meta:
        verbose_name = "likvärdighetsuttag"
        verbose_name_plural = "likvärdighetsuttag"
        ordering = ["-period"]

    def __str__(self) -> str:
        return f"Likvärdighetsuttag {self.period}"

    @property
    def kvartal(self) -> Kvartal:
        return Kvartal.parse(self.period)

    def underlag(self, matt: Likvardighetsmatt) -> Iterator[Klassrad]:
        """One measure's rows as the rules count them."""
        return (
            Klassrad(
                pseudonym=rad.pseudonym,
                omrade=rad.stadsdelsomrade or None,
                kon=KON_I_TABELL.get(rad.kon),
                has_skyddade_uppgifter=rad.has_skyddade_uppgifter,
                klass=rad.klass,
            )
            for rad in self.rader.filter(matt=matt)
        )


class Likvardighetsrad(models.Model):
    """One child's class in one measure, under a pseudonym that leads back nowhere."""

    uttag = models.ForeignKey(
        Likvardighetsuttag, on_delete=models.CASCADE, related_name="rader", verbose_name="uttag"
    )
    pseudonym = models.CharField("pseudonym", max_length=64)
    stadsdelsomrade = models.CharField("stadsdelsområde", max_length=40, blank=True)
    kon = models.CharField("kön", max_length=1, choices=Kon)
    has_skyddade_uppgifter = models.BooleanField("skyddade uppgifter")
    matt = models.CharField("mått", max_length=20, choices=MATT)
    klass = models.CharField("klass", max_length=30)

    class Meta:
        verbose_name = "likvärdighetsrad"
        verbose_name_plural = "likvärdighetsrader"
        constraints = [
            models.UniqueConstraint(
                fields=["uttag", "matt", "pseudonym"], name="likvardighetsrad_ett_barn"
            )
        ]

    def __str__(self) -> str:
        return "Likvärdighetsrad"
