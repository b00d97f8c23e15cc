"""Templates for notes: headings and guiding questions, never anything about a person."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from uuid6 import uuid7

from access.models import Anvandare
from arenden.models.journal import Journalanteckning


class TextmallQuerySet(models.QuerySet["Textmall"]):
    def current(self, dag: date | None = None) -> Self:
        """Those that a note may begin with on a day (today)."""
        dag = dag or timezone.localdate()
        publicerade = self.filter(status=Textmall.Status.PUBLICERAD, giltig_fran__lte=dag)
        return publicerade.filter(Q(giltig_till=None) | Q(giltig_till__gte=dag))


class Textmall(models.Model):
    """One wording of a template. A published one never changes; the next one takes its place.

    A note takes a copy of the words when it is begun, and keeps what its author makes of them.
    """

    class Status(models.TextChoices):
        UTKAST = "utkast", "Utkast"
        PUBLICERAD = "publicerad", "Publicerad"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slag = models.CharField("händelse", max_length=8, choices=Journalanteckning.Slag)
    namn = models.CharField("namn", max_length=60)
    stod = models.TextField("rubriker och frågor", max_length=4_000)
    giltig_fran = models.DateField("gäller från", default=timezone.localdate)
    giltig_till = models.DateField("gäller till och med", null=True, blank=True)
    status = models.CharField("status", max_length=10, choices=Status, default=Status.UTKAST)
    ersatter = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="ersatt_av",
        verbose_name="ersätter",
    )
    skriven = models.DateTimeField("skriven", default=timezone.now, editable=False)
    skriven_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="skriven av"
    )
    publicerad = models.DateTimeField("publicerad", null=True, blank=True)
    publicerad_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="publicerad av",
    )

    objects = TextmallQuerySet.as_manager()

    class Meta:
        verbose_name = "textmall"
        verbose_name_plural = "textmallar"
        ordering = ["slag", "namn", "-giltig_fran"]
        constraints = [
            models.CheckConstraint(
                name="textmall_giltig_framat",
                condition=Q(giltig_till=None) | Q(giltig_till__gte=F("giltig_fran")),
                violation_error_message="Mallen kan inte sluta gälla innan den börjar.",
            ),
            models.CheckConstraint(
                name="textmall_publicerad_av_en_annan",
                condition=Q(status="utkast", publicerad=None, publicerad_av=None)
                | (
                    Q(status="publicerad", publicerad__isnull=False, publicerad_av__isnull=False)
                    & ~Q(publicerad_av=F("skriven_av"))
                ),
                violation_error_message="Den som skrivit mallen publicerar den inte.",
            ),
        ]

    def __str__(self) -> str:
        return self.namn

    @property
    def is_publicerad(self) -> bool:
        return self.status == self.Status.PUBLICERAD
