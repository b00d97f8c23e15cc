"""Words not yet sent in a review: the reviewer's question or remark, the asked person's answer."""

from __future__ import annotations

from typing import Self

from django.db import models
from uuid6 import uuid7

from access.models import Anvandare, Namnd
from access.regel import within
from encryption.fields import SealedJSONField


class GranskningsutkastQuerySet(models.QuerySet["Granskningsutkast"]):
    def visible_to(self, user: Anvandare) -> Self:
        """Only one's own."""
        return within(self, user)


class Granskningsutkast(models.Model):
    """One user's unsent words about one access, or in answer to one question."""

    radskydd = "eget"
    raderbar = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    anvandare = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="av"
    )
    namnd = models.ForeignKey(
        Namnd, on_delete=models.PROTECT, related_name="+", verbose_name="nämnd"
    )
    objekt_id = models.UUIDField("åtkomst eller fråga")
    innehall = SealedJSONField("innehåll", agare="namnd_id")
    andrat = models.DateTimeField("ändrat", auto_now=True)

    objects = GranskningsutkastQuerySet.as_manager()

    class Meta:
        verbose_name = "utkast i granskning"
        verbose_name_plural = "utkast i granskning"
        constraints = [
            models.UniqueConstraint(
                fields=["anvandare", "objekt_id"], name="ett_granskningsutkast_var"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.andrat:%Y-%m-%d %H:%M}"
