"""Whose akter a person must never open: their own, and those of people close to them (FL 16 §)."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from uuid6 import uuid7

from access.models.anvandare import Anvandare
from audit.andring import MinnsRaden
from encryption.fields import SealedTextField
from encryption.index import blind_index


def jav_index(siffror: str) -> bytes:
    """The keyed index of an identity number in the register; the same in every nämnd."""
    return blind_index(siffror, purpose="jav")


class JavuppgiftQuerySet(models.QuerySet["Javuppgift"]):
    def in_force(self, dag: date | None = None) -> Self:
        return self.filter(Q(till=None) | Q(till__gt=dag or timezone.localdate()))


class Javuppgift(MinnsRaden):
    """An identity number that its declarer must be kept from, before any akt is known.

    Number and relation are sealed with the declarer's own key. The index finds the row when an akt
    gets that number.
    """

    class Slag(models.TextChoices):
        EGEN = "egen", "Jag själv"
        NARSTAENDE = "narstaende", "Närstående"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    anvandare = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="javuppgifter", verbose_name="anmäld av"
    )
    slag = models.CharField("vem", max_length=10, choices=Slag)
    nummer = SealedTextField("identitetsnummer", max_length=13, agare="anvandare_id")
    relation = SealedTextField("relation", max_length=60, agare="anvandare_id", blank=True)
    blindindex = models.BinaryField(max_length=32, editable=False)
    fran = models.DateField("från och med", default=timezone.localdate)
    till = models.DateField("avslutad", null=True, blank=True)
    avslutad_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="avslutad av",
    )

    objects = JavuppgiftQuerySet.as_manager()

    class Meta:
        ordering = ["fran", "id"]
        verbose_name = "jävsuppgift"
        verbose_name_plural = "jävsuppgifter"
        indexes = [models.Index(fields=["blindindex"], name="javuppgift_index")]
        constraints = [
            models.UniqueConstraint(
                fields=["anvandare", "blindindex"],
                condition=Q(till=None),
                name="en_javuppgift_per_nummer",
                violation_error_message="Numret är redan anmält.",
            ),
            models.CheckConstraint(
                name="javuppgift_annan_avslutar",
                condition=Q(avslutad_av=None) | ~Q(avslutad_av=models.F("anvandare")),
                violation_error_message="Någon annan måste avsluta jävet.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.anvandare}, {self.get_slag_display().lower()}, sedan {self.fran}"
