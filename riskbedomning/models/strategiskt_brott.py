"""A note that a first lagföring was for an offence that research calls strategic."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils import timezone

from access.models import Anvandare
from arenden.models import AktBunden, Arende
from arenden.models.akt import AktBundenQuerySet
from encryption.fields import SealedDateField, SealedJSONField, SealedTextField


class StrategisktBrottQuerySet(AktBundenQuerySet["StrategisktBrott"]):
    def shown(self) -> Self:
        """The notes that may still be shown: they disappear from view when the case is closed."""
        return self.filter(arende__avslutat=None)


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

    objects = StrategisktBrottQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "strategiskt brott"
        verbose_name_plural = "strategiska brott"
        ordering = ["-noterad", "-id"]

    def __str__(self) -> str:
        return "Notering om strategiskt brott"
