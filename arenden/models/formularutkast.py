"""Words not yet sent in a form that is about no akt; one that is has `Utkast`."""

from __future__ import annotations

from typing import Self

from django.db import models
from uuid6 import uuid7

from access.models import Anvandare, Namnd
from access.regel import within
from encryption.fields import SealedJSONField


class FormularutkastQuerySet(models.QuerySet["Formularutkast"]):
    def visible_to(self, user: Anvandare) -> Self:
        """Only one's own."""
        return within(self, user)


class Formularutkast(models.Model):
    """One user's unsent words in one form; `objekt_id` names the form and what it is about."""

    radskydd = "eget"
    raderbar = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    anvandare = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="av"
    )
    namnd = models.ForeignKey(
        Namnd, on_delete=models.PROTECT, related_name="+", verbose_name="nämnd"
    )
    objekt_id = models.UUIDField("formulär")
    innehall = SealedJSONField("innehåll", agare="namnd_id")
    andrat = models.DateTimeField("ändrat", auto_now=True)

    objects = FormularutkastQuerySet.as_manager()

    class Meta:
        verbose_name = "utkast i formulär"
        verbose_name_plural = "utkast i formulär"
        constraints = [
            models.UniqueConstraint(
                fields=["anvandare", "objekt_id"], name="ett_formularutkast_var"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.andrat:%Y-%m-%d %H:%M}"
