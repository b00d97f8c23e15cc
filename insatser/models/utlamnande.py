"""What somebody outside asked to have, item by item, and whether it could be given."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils import timezone

from access.models import Anvandare
from arenden.models import AktBunden
from arenden.models.akt import AktBundenQuerySet
from encryption.fields import SealedTextField
from insatser.models.arbetsgang import Arbetsgang


class UtlamnandepostQuerySet(AktBundenQuerySet["Utlamnandepost"]):
    def in_force(self) -> Self:
        """The newest judgement of each item."""
        return self.order_by("objekt_id", "-provad", "-id").distinct("objekt_id")


class Utlamnandepost(AktBunden):
    """One item of a request, tried (TF 2:15–16, OSL 6:3): whole, with passages masked, or not.

    `objekt_id` names the note, decision or handling. Judging it anew makes a row of its own.
    """

    class Slag(models.TextChoices):
        ANTECKNING = "anteckning", "Journalanteckning"
        BESLUT = "beslut", "Beslut"
        HANDLING = "handling", "Handling"

    class Utfall(models.TextChoices):
        HELT = "helt", "Lämnas ut"
        MASKAT = "maskat", "Lämnas ut med strykningar"
        NEKAS = "nekas", "Lämnas inte ut"

    arbetsgang = models.ForeignKey(
        Arbetsgang,
        on_delete=models.PROTECT,
        related_name="utlamnandeposter",
        verbose_name="arbetsgång",
    )
    slag = models.CharField("slag", max_length=10, choices=Slag)
    objekt_id = models.UUIDField("vad som prövats")
    rubrik = SealedTextField("vad det är", max_length=300)
    utfall = models.CharField("utfall", max_length=6, choices=Utfall)
    lagrum = SealedTextField("sekretessbestämmelse", max_length=100, blank=True)
    struket = SealedTextField("vad som stryks", max_length=20_000, blank=True)
    skal = SealedTextField("skäl", max_length=20_000)
    provad = models.DateTimeField("prövad", default=timezone.now)
    provad_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="prövad av"
    )
    lamnad = models.DateTimeField("lämnad", null=True, blank=True)

    objects = UtlamnandepostQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "utlämnandepost"
        verbose_name_plural = "utlämnandeposter"
        ordering = ["provad", "id"]
        constraints = [
            models.CheckConstraint(
                name="utlamnandepost_nekad_lamnas_inte",
                condition=~models.Q(utfall="nekas") | models.Q(lamnad=None),
            ),
        ]

    def __str__(self) -> str:
        return self.get_utfall_display()
