"""Alarms about the log itself, the clocks of an incident, and the synthetic accesses."""

from __future__ import annotations

from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from uuid6 import uuid7

from access.models import Anvandare
from audit.andring import MinnsRaden
from granskning.rules.larm import INCIDENTER, Klocka, Larmslag


class LarmQuerySet(models.QuerySet["Larm"]):
    def ongoing(self) -> Self:
        return self.filter(avslutad=None)


class Larm(MinnsRaden):
    """Something is wrong with the log. One at a time for each kind, for as long as it lasts.

    `sedan` is since when it is wrong, `upptackt` when the system found it; from there the clocks
    run. What is known is told without content; what people write says what they did.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slag = models.CharField("slag", max_length=12, choices=Larmslag.choices())
    sedan = models.DateTimeField("sedan")
    uppgift = models.CharField("vad som är känt", max_length=300)
    upptackt = models.DateTimeField("upptäckt", default=timezone.now)
    kvitterad = models.DateTimeField("kvitterad", null=True, blank=True)
    kvitterad_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="kvitterad av",
    )
    kvittering = models.CharField("vad som görs", max_length=1000, blank=True)
    avslutad = models.DateTimeField("avslutad", null=True, blank=True)
    avslutad_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="avslutad av",
        help_text="Tomt när larmet har upphört av sig självt.",
    )
    slutsats = models.CharField("slutsats", max_length=1000, blank=True)

    objects = LarmQuerySet.as_manager()

    class Meta:
        ordering = ["-upptackt"]
        verbose_name = "larm om loggen"
        verbose_name_plural = "larm om loggen"
        constraints = [
            models.UniqueConstraint(
                fields=["slag"], condition=Q(avslutad=None), name="ett_larm_at_gangen_av_varje_slag"
            ),
        ]

    def __str__(self) -> str:
        return self.get_slag_display()

    @property
    def is_incident(self) -> bool:
        return self.slag in INCIDENTER


class Larmsteg(MinnsRaden):
    """One step of an incident, ticked off by a person: done, or why it was not called for."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    larm = models.ForeignKey(
        Larm, on_delete=models.PROTECT, related_name="steg", verbose_name="larm"
    )
    klocka = models.CharField("steg", max_length=12, choices=Klocka.choices())
    anteckning = models.CharField("anteckning", max_length=1000)
    gjort = models.DateTimeField("gjort", default=timezone.now)
    gjort_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="gjort av"
    )

    class Meta:
        ordering = ["gjort"]
        verbose_name = "steg i larm"
        verbose_name_plural = "steg i larm"
        constraints = [
            models.UniqueConstraint(
                fields=["larm", "klocka"],
                name="varje_steg_i_larmet_en_gang",
                violation_error_message="Steget är redan avbockat.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_klocka_display()


class Provatkomst(models.Model):
    """A synthetic access that the log must show; how it went when it was looked for."""

    class Plats(models.TextChoices):
        """Where it must be found."""

        LOGGEN = "loggen", "i loggen"
        FALTEN = "falten", "med rätt fält"
        TRADET = "tradet", "under den nyaste kontrollpunkten"
        AVLOPPET = "avloppet", "i avloppet"
        GRANSKNINGEN = "granskningen", "i det granskaren ser"
        UTDRAGET = "utdraget", "i det personen får"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    gjord = models.DateTimeField("gjord", default=timezone.now)
    sokt = models.DateTimeField("sökt", null=True)
    saknas: Any = ArrayField(
        models.CharField(max_length=12, choices=Plats), verbose_name="saknas", default=list
    )

    class Meta:
        ordering = ["-gjord"]
        verbose_name = "syntetisk åtkomst"
        verbose_name_plural = "syntetiska åtkomster"

    def __str__(self) -> str:
        return f"{self.gjord:%Y-%m-%d %H:%M}"
