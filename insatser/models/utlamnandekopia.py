"""What somebody outside is given of one item: struck for good, and kept just as it was given."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from access.models import Anvandare
from arenden.models import AktBunden
from arenden.models.akt import AktBundenQuerySet
from encryption.fields import SealedJSONField, SealedTextField
from insatser.models.utlamnande import Utlamnandepost


class UtlamnandekopiaQuerySet(AktBundenQuerySet["Utlamnandekopia"]):
    def frozen(self) -> Self:
        return self.exclude(fryst=None)


class Utlamnandekopia(AktBunden):
    """The copy of one item that goes out (TF 2:15–16; OSL 6:3).

    A draft holds what is struck and on what ground, never the text. When it is frozen `innehall`
    becomes the exact words, without anything struck, with the förbehåll they are given under.
    """

    raderbar = True  # until it has been handed over; the history stays

    post = models.OneToOneField(
        Utlamnandepost, on_delete=models.PROTECT, related_name="kopia", verbose_name="post"
    )
    strykning = SealedJSONField("det som stryks", null=True, blank=True)
    skal_att_visa = SealedTextField("varför det skyddade visas", max_length=2_000, blank=True)
    innehall = SealedJSONField("det som lämnas", null=True, blank=True)
    skapad = models.DateTimeField("skapad", default=timezone.now, editable=False)
    skapad_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="skapad av"
    )
    fryst = models.DateTimeField("fryst", null=True, blank=True)
    fryst_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="fryst av",
    )

    objects = UtlamnandekopiaQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "utlämnandekopia"
        verbose_name_plural = "utlämnandekopior"
        ordering = ["skapad", "id"]
        constraints = [
            models.CheckConstraint(
                name="utlamnandekopia_fryst_med_innehall",
                condition=Q(fryst__isnull=True, fryst_av__isnull=True, innehall__isnull=True)
                | Q(
                    fryst__isnull=False,
                    fryst_av__isnull=False,
                    innehall__isnull=False,
                    fryst__gte=F("skapad"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return "Kopia att lämna ut"

    @property
    def is_fryst(self) -> bool:
        return self.fryst is not None
