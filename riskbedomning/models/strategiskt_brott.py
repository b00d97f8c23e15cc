"""A note that a first lagföring was for an offence that research calls strategic."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from access.models import Anvandare
from arenden.models import AktBunden, Arende
from arenden.models.akt import AktBundenQuerySet
from encryption.fields import SealedDateField, SealedJSONField, SealedTextField


class StrategisktBrottQuerySet(AktBundenQuerySet["StrategisktBrott"]):
    def shown(self) -> Self:
        """The notes that may still be shown.

        They disappear from view when the case is closed, and when they are taken back.
        """
        return self.filter(arende__avslutat=None, aterkallad=None)


class StrategisktBrott(AktBunden):
    """A fact from a document, shown with its base rate. It sets nothing and routes nothing.

    Only for a first lagföring at 15–17; never for a suspicion. `katalog` and `kon` name the
    catalogue that the note was made from.
    """

    arende = models.ForeignKey(Arende, on_delete=models.PROTECT, related_name="strategiska_brott")
    katalog = models.CharField("katalog", max_length=40)
    kon = models.CharField("katalogens kön", max_length=1)
    brottstyp = SealedTextField("brottstyp", max_length=60)
    handling = SealedTextField("dom, strafföreläggande eller beslut", max_length=300)
    lagford = SealedDateField("första lagföringen")
    alder = SealedJSONField("ålder vid gärningen")
    noterad = models.DateTimeField(default=timezone.now, editable=False)
    noterad_av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")
    aterkallad = models.DateTimeField("återkallad", null=True, blank=True)
    aterkallad_av = models.ForeignKey(
        Anvandare,
        verbose_name="återkallad av",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    aterkallad_skal = SealedTextField("varför återkallad", max_length=1000, null=True, blank=True)

    objects = StrategisktBrottQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "strategiskt brott"
        verbose_name_plural = "strategiska brott"
        ordering = ["-noterad", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["arende"],
                condition=Q(aterkallad=None),
                name="en_forsta_lagforing_per_arende",
                violation_error_message="Den första lagföringen är redan noterad i ärendet.",
            ),
            models.CheckConstraint(
                name="strategiskt_brott_aterkallat_helt",
                condition=Q(
                    aterkallad__isnull=True,
                    aterkallad_av__isnull=True,
                    aterkallad_skal__isnull=True,
                )
                | Q(
                    aterkallad__isnull=False,
                    aterkallad_av__isnull=False,
                    aterkallad_skal__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return "Notering om strategiskt brott"
