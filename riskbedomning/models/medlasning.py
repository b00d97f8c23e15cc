"""A second pair of eyes on an assessment before it is completed: that it is wanted, and given."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from access.models import Anvandare, Roll
from arenden.models import AktBunden
from arenden.models.akt import AktBundenQuerySet
from encryption.fields import SealedChoiceField, SealedJSONField, SealedTextField
from riskbedomning.models.bedomning import Bedomning, Faktorsvar

MEDLASARE = frozenset({Roll.SOCIALSEKRETERARE, Roll.GRUPPLEDARE})
"""Whose duty it is to be the second pair of eyes."""


class MedlasningsbegaranQuerySet(AktBundenQuerySet["Medlasningsbegaran"]):
    def waiting(self) -> Self:
        return self.filter(avslutad=None)

    def for_reader(self, user: Anvandare) -> Self:
        """Those that wait for anybody but whoever assesses or has answered: policy's four eyes."""
        if not user.has_roll(MEDLASARE):
            return self.none()
        svarat = Faktorsvar.historik.filter(bedomning_id=OuterRef("bedomning_id"), andrad_av=user)
        return (
            self.visible_to(user)
            .waiting()
            .filter(bedomning__arende__avslutat=None)
            .exclude(bedomning__bedomare=user)
            .exclude(Exists(svarat))
        )


class Medlasningsbegaran(AktBunden):
    """That an assessment waits for a second reading, from when to when.

    It says what its being there says: that somebody's concern is high, never which.
    """

    bedomning = models.ForeignKey(
        Bedomning,
        verbose_name="riskbedömning",
        on_delete=models.PROTECT,
        related_name="medlasningsbegaran",
    )
    begard = models.DateTimeField("begärd", default=timezone.now, editable=False)
    avslutad = models.DateTimeField("avslutad", null=True, blank=True)

    objects = MedlasningsbegaranQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "begäran om medläsning"
        verbose_name_plural = "begäran om medläsning"
        ordering = ["begard", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["bedomning"],
                condition=Q(avslutad=None),
                name="en_medlasning_begard_i_taget",
            ),
        ]

    def __str__(self) -> str:
        return f"Begäran om medläsning {timezone.localtime(self.begard):%Y-%m-%d}"


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
