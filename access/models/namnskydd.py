"""Whose name is kept from people outside, because of a threat in the work."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from uuid6 import uuid7

from access.models.anvandare import Anvandare
from access.models.organisation import Namnd
from audit.andring import MinnsRaden
from encryption.fields import SealedTextField


class NamnskyddQuerySet(models.QuerySet["Namnskydd"]):
    def in_force(self) -> Self:
        return self.filter(avslutat=None)


class Namnskydd(MinnsRaden):
    """A decision that an employee's name is not told to those whom the akter are about.

    Role and unit are told all the same. The reason is sealed with the nämnd's key: it may name who
    threatens.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    anvandare = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="namnskydd", verbose_name="vem"
    )
    namnd = models.ForeignKey(
        Namnd, on_delete=models.PROTECT, related_name="+", verbose_name="nämnd"
    )
    skal = SealedTextField("skäl", max_length=2000, agare="namnd_id")
    fran = models.DateTimeField("från", default=timezone.now, editable=False)
    given_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="beslutat av"
    )
    avslutat = models.DateTimeField("avslutat", null=True, blank=True)
    avslutat_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="avslutat av",
    )

    objects = NamnskyddQuerySet.as_manager()

    class Meta:
        ordering = ["-fran"]
        verbose_name = "namnskydd"
        verbose_name_plural = "namnskydd"
        constraints = [
            models.UniqueConstraint(
                fields=["anvandare"],
                condition=Q(avslutat=None),
                name="ett_namnskydd_per_anvandare",
                violation_error_message="Namnet är redan skyddat.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.anvandare)
