"""An assessment with an instrument that is not ours: a reference, and a conclusion in words."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from access.models import Anvandare
from arenden.models import AktBunden, Arende, Handling
from encryption.fields import SealedChoiceField, SealedDateField, SealedTextField


class Externbedomning(AktBunden):
    """That a licensed instrument was used, by whom, and what the professional concluded.

    There is no column for its questions, answers or points, and none is made out of the words. The
    form itself, if it may be kept, is a handling of the same ärende.
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

    class Meta:
        verbose_name = "extern bedömning"
        verbose_name_plural = "externa bedömningar"
        ordering = ["-registrerad", "-id"]

    def __str__(self) -> str:
        return "Extern bedömning"
