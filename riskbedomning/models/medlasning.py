"""A second pair of eyes on an assessment before it is completed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from access.models import Anvandare
from arenden.models import AktBunden
from encryption.fields import SealedChoiceField, SealedJSONField, SealedTextField
from riskbedomning.models.bedomning import Bedomning


class Medlasning(AktBunden):
    """What another competent person saw, and what the assessor answered. Both are kept.

    `avsag` is the concern that was read (rules/medlasning.py): the conclusion, and the codes of the
    risk factors marked as specially important. `bedomare` repeats the assessor's name so that the
    database itself refuses one's own second reading.
    """

    class Utfall(models.TextChoices):
        LIKA = "lika", "Jag ser det på samma sätt"
        ANNORLUNDA = "annorlunda", "Jag ser något på ett annat sätt"

    bedomning = models.ForeignKey(
        Bedomning,
        verbose_name="riskbedömning",
        on_delete=models.PROTECT,
        related_name="medlasningar",
    )
    bedomare = models.ForeignKey(
        Anvandare, verbose_name="bedömare", on_delete=models.PROTECT, related_name="+"
    )
    lasare = models.ForeignKey(
        Anvandare, verbose_name="medläsare", on_delete=models.PROTECT, related_name="+"
    )
    last = models.DateTimeField("medläst", default=timezone.now, editable=False)
    avsag = SealedJSONField("vad som lästes")
    utfall = SealedChoiceField("utfall", choices=Utfall)
    kommentar = SealedTextField("vad medläsaren ser", max_length=10_000, blank=True)
    svar = SealedTextField("bedömarens svar", max_length=10_000, blank=True)
    besvarad = models.DateTimeField("besvarad", null=True, blank=True)

    class Meta:
        verbose_name = "medläsning"
        verbose_name_plural = "medläsningar"
        ordering = ["last", "id"]
        constraints = [
            models.CheckConstraint(
                name="medlasning_av_nagon_annan", condition=~Q(lasare=F("bedomare"))
            ),
        ]

    def __str__(self) -> str:
        return f"Medläsning {timezone.localtime(self.last):%Y-%m-%d}"

    @property
    def is_annorlunda(self) -> bool:
        return bool(self.utfall == self.Utfall.ANNORLUNDA)

    @property
    def utfall_text(self) -> str:
        return dict(self.Utfall.choices)[self.utfall]
