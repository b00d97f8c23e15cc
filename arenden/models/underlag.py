"""What one receiver is shown before a decision: chosen, masked, and kept as it was shown."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from access.models import Anvandare
from arenden.models.akt import AktBunden, AktBundenQuerySet
from arenden.models.beslut import Beslut
from arenden.models.kommunicering import Kommunicering
from encryption.fields import SealedJSONField, SealedTextField


class UnderlagQuerySet(AktBundenQuerySet["Kommuniceringsunderlag"]):
    def drafts(self) -> Self:
        return self.filter(fryst=None)

    def frozen(self) -> Self:
        return self.exclude(fryst=None)


class Kommuniceringsunderlag(AktBunden):
    """What one receiver sees of the akt (FL 25 §; OSL 10:3). Each receiver has one of their own.

    A draft holds which parts were chosen and what is masked in each, never a copy of the texts.
    When it is sent, `innehall` becomes the exact copy of what was shown, without a masked word.
    """

    raderbar = True  # while it is a draft; the history stays

    beslut = models.ForeignKey(
        Beslut, on_delete=models.PROTECT, related_name="underlag", verbose_name="förslag"
    )
    kommunicering = models.ForeignKey(
        Kommunicering,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="underlag",
        verbose_name="kommunicering",
    )
    mottagare = SealedTextField("mottagare", max_length=200)
    delar = SealedJSONField("valda delar")
    maskning = SealedJSONField("maskning", null=True, blank=True)
    skal_att_visa = SealedTextField("varför det skyddade visas", max_length=2_000, blank=True)
    innehall = SealedJSONField("det som visades", null=True, blank=True)
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

    objects = UnderlagQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "kommuniceringsunderlag"
        verbose_name_plural = "kommuniceringsunderlag"
        ordering = ["skapad", "id"]
        constraints = [
            models.CheckConstraint(
                name="underlag_fryst_med_innehall",
                condition=Q(
                    fryst__isnull=True,
                    fryst_av__isnull=True,
                    kommunicering__isnull=True,
                    innehall__isnull=True,
                )
                | Q(
                    fryst__isnull=False,
                    fryst_av__isnull=False,
                    kommunicering__isnull=False,
                    innehall__isnull=False,
                    fryst__gte=F("skapad"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return "Underlag till den enskilde"

    @property
    def is_fryst(self) -> bool:
        return self.fryst is not None

    @property
    def is_granskat(self) -> bool:
        """Whether somebody has gone through every chosen part and said what is masked."""
        return self.maskning is not None
