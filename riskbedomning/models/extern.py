"""An assessment with an instrument that is not ours: a reference, and a conclusion in words."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from access.models import Anvandare
from arenden.models import AktBunden, Arende, Handling
from encryption.fields import SealedChoiceField, SealedDateField, SealedTextField


class Externbedomning(AktBunden):
    """That a licensed instrument was used, by whom, and what the professional concluded.

    There is no column for its questions, answers or points, and none is made out of the words. The
    form itself, if it may be kept, is a handling of the same ärende. What was noted never changes:
    a rättelse stands beside it, and what belongs to another child is marked `felinford`.
    """

    class Certifierad(models.TextChoices):
        JA = "ja", "Ja"
        NEJ = "nej", "Nej"
        OKANT = "okant", "Framgår inte"

    arende = models.ForeignKey(Arende, on_delete=models.PROTECT, related_name="externbedomningar")
    instrument = SealedTextField("instrumentets namn", max_length=120)
    instrument_version = SealedTextField("instrumentets version", max_length=60, blank=True)
    bedomare = SealedTextField("bedömare", max_length=200)
    certifierad = SealedChoiceField("bedömaren är certifierad", choices=Certifierad)
    utford = SealedDateField("bedömningen gjordes")
    kallor = SealedTextField("källor som användes", max_length=10_000)
    slutsats = SealedTextField("slutsats med egna ord", max_length=20_000)
    ny_bedomning = models.DateField("ny bedömning senast", null=True, blank=True)
    handling = models.ForeignKey(
        Handling, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    registrerad = models.DateTimeField(default=timezone.now, editable=False)
    registrerad_av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")
    felinford = models.DateTimeField("felinförd", null=True, blank=True)
    felinford_av = models.ForeignKey(
        Anvandare,
        verbose_name="markerad som felinförd av",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    felinford_skal = SealedTextField("varför felinförd", max_length=1_000, null=True, blank=True)

    class Meta:
        verbose_name = "extern bedömning"
        verbose_name_plural = "externa bedömningar"
        ordering = ["-registrerad", "-id"]
        constraints = [
            models.CheckConstraint(
                name="extern_felinford_av_nagon_av_ett_skal",
                condition=Q(
                    felinford__isnull=True,
                    felinford_av__isnull=True,
                    felinford_skal__isnull=True,
                )
                | Q(
                    felinford__isnull=False,
                    felinford_av__isnull=False,
                    felinford_skal__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return "Extern bedömning"


class Externrattelse(AktBunden):
    """What was wrong in an external assessment and the right words. Both stand, side by side."""

    extern = models.ForeignKey(
        Externbedomning,
        verbose_name="extern bedömning",
        on_delete=models.PROTECT,
        related_name="rattelser",
    )
    fel = SealedTextField("vad som var fel", max_length=5_000)
    ratt = SealedTextField("hur det ska stå", max_length=20_000)
    rattad = models.DateTimeField("rättad", default=timezone.now, editable=False)
    rattad_av = models.ForeignKey(
        Anvandare, verbose_name="rättad av", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "rättelse av extern bedömning"
        verbose_name_plural = "rättelser av externa bedömningar"
        ordering = ["rattad", "id"]

    def __str__(self) -> str:
        return f"Rättelse {timezone.localtime(self.rattad):%Y-%m-%d}"

    @property
    def felinford(self) -> datetime | None:
        """A correction follows what it corrects."""
        return self.extern.felinford
