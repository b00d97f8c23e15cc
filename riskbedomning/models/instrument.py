"""Instruments as versioned data (ADR 0009). A published version is frozen, by trigger as well."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from uuid6 import uuid7


class Instrument(models.Model):
    """A form for structured professional judgement, named once; what it asks is in its versions."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kod = models.CharField(max_length=40, unique=True)
    namn = models.CharField(max_length=120)

    class Meta:
        ordering = ["namn"]
        verbose_name = "instrument"
        verbose_name_plural = "instrument"

    def __str__(self) -> str:
        return self.namn


class InstrumentversionQuerySet(models.QuerySet["Instrumentversion"]):
    def published(self) -> Self:
        return self.exclude(publicerad=None)

    def current(self) -> Self:
        """The latest published version of each instrument."""
        return (
            self.published()
            .select_related("instrument")
            .order_by("instrument_id", "-nummer")
            .distinct("instrument_id")
        )


class Instrumentversion(models.Model):
    """One wording of an instrument. `fingeravtryck` is the SHA-256 of the file it came from."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="versioner")
    nummer = models.PositiveSmallIntegerField()
    beskrivning = models.TextField(blank=True)
    kalla = models.TextField("källa", blank=True)
    alder_fran = models.PositiveSmallIntegerField("från ålder")
    alder_till = models.PositiveSmallIntegerField("till och med ålder")
    fingeravtryck = models.BinaryField(max_length=32, editable=False)
    publicerad = models.DateTimeField(null=True, blank=True)

    objects = InstrumentversionQuerySet.as_manager()

    class Meta:
        ordering = ["instrument", "-nummer"]
        verbose_name = "instrumentversion"
        verbose_name_plural = "instrumentversioner"
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "nummer"], name="instrumentversion_nummer"
            ),
            models.UniqueConstraint(
                fields=["instrument", "fingeravtryck"], name="instrumentversion_en_gang"
            ),
            models.CheckConstraint(
                name="instrument_alder_stigande",
                condition=Q(alder_till__gte=models.F("alder_fran")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument}, version {self.nummer}"


class Faktor(models.Model):
    """One factor: where it belongs, how to think about it, and from where the knowledge comes."""

    class Niva(models.TextChoices):
        INDIVIDUELL = "individuell", "Individuell nivå"
        SOCIAL = "social", "Social nivå"
        STRUKTURELL = "strukturell", "Strukturell nivå"

    class Slag(models.TextChoices):
        RISK = "risk", "Riskfaktor"
        SKYDD = "skydd", "Skyddsfaktor"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    instrumentversion = models.ForeignKey(
        Instrumentversion, on_delete=models.PROTECT, related_name="faktorer"
    )
    kod = models.SlugField(max_length=40)
    niva = models.CharField(max_length=12, choices=Niva)
    slag = models.CharField(max_length=5, choices=Slag)
    rubrik = models.CharField(max_length=160)
    vagledning = models.TextField("vägledning")
    bbic = models.CharField("BBIC-område", max_length=80)
    kalla = models.TextField("källa")
    ordning = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["ordning"]
        verbose_name = "faktor"
        verbose_name_plural = "faktorer"
        constraints = [
            models.UniqueConstraint(fields=["instrumentversion", "kod"], name="faktor_kod"),
            models.UniqueConstraint(fields=["instrumentversion", "ordning"], name="faktor_ordning"),
        ]

    def __str__(self) -> str:
        return self.rubrik
