"""Vignettes: constructed cases that many assess, to see how alike a form is read (ADR 0041)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from uuid6 import uuid7

from access.models import Anvandare
from audit.andring import MinnsRaden


class VinjettQuerySet(models.QuerySet["Vinjett"]):
    def published(self) -> Self:
        return self.filter(status=Vinjett.Status.PUBLICERAD)


class Vinjett(MinnsRaden):
    """A case about nobody: written by one method leader, reviewed by another, then published.

    A published text never changes, by trigger as well: answers keep the words they were given to.
    """

    class Status(models.TextChoices):
        UTKAST = "utkast", "Utkast"
        GRANSKAD = "granskad", "Granskad"
        PUBLICERAD = "publicerad", "Publicerad"
        TILLBAKADRAGEN = "tillbakadragen", "Tillbakadragen"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    rubrik = models.CharField("rubrik", max_length=120)
    text = models.TextField("text", max_length=20_000)
    alder = models.PositiveSmallIntegerField("barnets ålder i texten")
    status = models.CharField("läge", max_length=14, choices=Status, default=Status.UTKAST)
    skriven_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="skriven av"
    )
    skapad = models.DateTimeField("skriven", default=timezone.now, editable=False)
    granskad_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="granskad av",
    )
    publicerad = models.DateTimeField("publicerad", null=True, blank=True)

    objects = VinjettQuerySet.as_manager()

    class Meta:
        verbose_name = "vinjett"
        verbose_name_plural = "vinjetter"
        ordering = ["-skapad", "-id"]
        constraints = [
            models.CheckConstraint(
                name="vinjett_fyra_ogon",
                condition=Q(granskad_av__isnull=True) | ~Q(granskad_av=F("skriven_av")),
                violation_error_message="Den som har skrivit vinjetten granskar den inte själv.",
            ),
            models.CheckConstraint(
                name="vinjett_granskad_av_nagon",
                condition=Q(status="utkast", granskad_av=None)
                | Q(status="tillbakadragen")
                | Q(status__in=["granskad", "publicerad"], granskad_av__isnull=False),
            ),
            models.CheckConstraint(
                name="vinjett_publicerad_har_tid",
                condition=Q(status__in=["utkast", "granskad"], publicerad=None)
                | Q(status="tillbakadragen")
                | Q(status="publicerad", publicerad__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.rubrik
