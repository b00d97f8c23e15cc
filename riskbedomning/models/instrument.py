"""Instruments as versioned data (ADR 0009, ADR 0039). A published version is frozen, by trigger."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from uuid6 import uuid7

from access.models import Anvandare, Roll


class Instrument(models.Model):
    """A form for structured professional judgement, named once; what it asks is in its versions.

    A licensed one is a reference: its versions say what it is for and never hold a factor, and
    nothing is assessed with it here (Externbedomning).
    """

    class Slag(models.TextChoices):
        EGET = "eget", "Eget formulär"
        LICENS = "licens", "Kräver licens: bara en hänvisning"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kod = models.CharField(max_length=40, unique=True)
    namn = models.CharField(max_length=120)
    slag = models.CharField("slag", max_length=6, choices=Slag, default=Slag.EGET)
    sista_dag = models.DateField(
        "sista dag", null=True, blank=True, help_text="Den sista dagen som det erbjuds."
    )

    class Meta:
        ordering = ["namn"]
        verbose_name = "instrument"
        verbose_name_plural = "instrument"

    def __str__(self) -> str:
        return self.namn

    @property
    def is_licens(self) -> bool:
        return self.slag == self.Slag.LICENS


class InstrumentversionQuerySet(models.QuerySet["Instrumentversion"]):
    def visible_to(self, user: Anvandare) -> Self:
        """Whoever keeps the methods sees every version; everybody else what is published."""
        return self if user.has_roll({Roll.METODLEDARE}) else self.published()

    def published(self) -> Self:
        return self.exclude(publicerad=None)

    def current(self, dag: date | None = None) -> Self:
        """The latest published version of each form to assess with on a day (today)."""
        return self._latest(Instrument.Slag.EGET, dag)

    def references(self, dag: date | None = None) -> Self:
        """The latest published version of each licensed instrument on a day (today)."""
        return self._latest(Instrument.Slag.LICENS, dag)

    def _latest(self, slag: str, dag: date | None) -> Self:
        dag = dag or timezone.localdate()
        return (
            self.published()
            .filter(instrument__slag=slag)
            .exclude(instrument__sista_dag__lt=dag)
            .select_related("instrument")
            .order_by("instrument_id", "-nummer")
            .distinct("instrument_id")
        )


class Instrumentversion(models.Model):
    """One wording of an instrument: written by one method leader, reviewed by another, published.

    Without `forfattare` it came with the code. `fingeravtryck` is the SHA-256 of that file, or of
    the content as it was when it was published.
    """

    class Status(models.TextChoices):
        UTKAST = "utkast", "Utkast"
        GRANSKAS = "granskas", "Väntar på granskning"
        GRANSKAD = "granskad", "Granskad"
        PUBLICERAD = "publicerad", "Publicerad"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="versioner")
    nummer = models.PositiveSmallIntegerField()
    beskrivning = models.TextField(blank=True)
    kalla = models.TextField("källa", blank=True)
    alder_fran = models.PositiveSmallIntegerField("från ålder")
    alder_till = models.PositiveSmallIntegerField("till och med ålder")
    fingeravtryck = models.BinaryField(max_length=32, null=True, editable=False)
    publicerad = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.UTKAST)
    bygger_pa = models.ForeignKey(
        "self",
        verbose_name="bygger på",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    anledning = models.TextField("vad som ändras och varför", blank=True)
    forfattare = models.ForeignKey(
        Anvandare,
        verbose_name="författare",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    granskad_av = models.ForeignKey(
        Anvandare,
        verbose_name="granskad av",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

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
                condition=Q(alder_till__gte=F("alder_fran")),
                violation_error_message="Den högre åldern kan inte vara lägre än den lägre.",
            ),
            models.CheckConstraint(
                name="instrument_publicerat_har_tid",
                condition=Q(status="publicerad", publicerad__isnull=False)
                | (~Q(status="publicerad") & Q(publicerad__isnull=True)),
            ),
            models.CheckConstraint(
                name="instrument_granskat_av_en_annan",
                condition=Q(forfattare__isnull=True)
                | Q(status__in=["utkast", "granskas"], granskad_av__isnull=True)
                | (
                    Q(status__in=["granskad", "publicerad"], granskad_av__isnull=False)
                    & ~Q(granskad_av=F("forfattare"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument}, version {self.nummer}"

    @property
    def is_utkast(self) -> bool:
        return self.status == self.Status.UTKAST


class Instrumentgranskning(models.Model):
    """What another method leader said of a version that waited for review; each time is kept."""

    class Utfall(models.TextChoices):
        GODKAND = "godkand", "Godkänd"
        ATERLAMNAD = "aterlamnad", "Återlämnad för ändring"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    instrumentversion = models.ForeignKey(
        Instrumentversion, on_delete=models.PROTECT, related_name="granskningar"
    )
    granskare = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")
    utfall = models.CharField(max_length=10, choices=Utfall)
    kommentar = models.TextField(max_length=4_000)
    nar = models.DateTimeField("när", default=timezone.now, editable=False)

    class Meta:
        ordering = ["nar", "id"]
        verbose_name = "granskning av instrument"
        verbose_name_plural = "granskningar av instrument"

    def __str__(self) -> str:
        return f"Granskning av {self.instrumentversion}"


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
