"""That an ärende is asked to be taken over by somebody else, with exactly what goes along."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from access.models import Anvandare, Namnd
from arenden.models import AktBunden, Arende
from arenden.models.akt import AktBundenQuerySet
from encryption.fields import SealedJSONField, SealedTextField
from insatser.models.arbetsgang import Arbetsgang


class OverflyttningQuerySet(AktBundenQuerySet["Overflyttning"]):
    def waiting(self) -> Self:
        """Asked of a nämnd of the city, and not answered."""
        return self.exclude(tillfragad=None).filter(besvarad=None, aterkallad=None)


class Overflyttning(AktBunden):
    """A request to take over an ärende. `innehall` is all that the receiver gets to read.

    It belongs to the akt that is asked about and is sealed with its key; of the receiving nämnd
    those who answer questions reach it, and nothing else of the akt (OSL 8:1). `tillfragad` is
    empty for another kommun, which is asked by letter. `mottaget` is what the receiver calls it.
    """

    radskydd = "namndfraga"

    class Grund(models.TextChoices):
        SAMTYCKE = "C", "Samtycke (OSL 10:1, 12:2)"
        VARD_OCH_STOD = "V", "Nödvändig vård eller stöd (OSL 26:9)"
        NODVANDIGT = "N", "Nödvändigt för den egna uppgiften (OSL 10:2)"
        FLYTT = "M", "Ärendet flyttas till en annan kommun (SoL 29:12)"

    class Svar(models.TextChoices):
        JA = "ja", "Ja, vi tar emot ärendet"
        NEJ = "nej", "Nej"

    arende = models.ForeignKey(
        Arende, on_delete=models.PROTECT, related_name="overflyttningar", verbose_name="ärende"
    )
    arbetsgang = models.ForeignKey(
        Arbetsgang, on_delete=models.PROTECT, related_name="+", verbose_name="arbetsgång"
    )
    tillfragad = models.ForeignKey(
        Namnd,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="tillfrågad nämnd",
    )
    kommun = SealedTextField("annan kommun", max_length=200, blank=True)
    grund = models.CharField("grund", max_length=1, choices=Grund)
    skal = SealedTextField("varför ärendet bör flyttas", max_length=20_000)
    person = SealedJSONField("vem det gäller")
    innehall = SealedTextField("exakt vad som följer med", max_length=100_000)
    begard = models.DateTimeField("begärd", default=timezone.now)
    begard_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="begärd av"
    )
    svar = models.CharField("svar", max_length=3, choices=Svar, blank=True)
    svarsskal = SealedTextField("skäl för svaret", max_length=20_000, blank=True)
    besvarad = models.DateTimeField("besvarad", null=True, blank=True)
    besvarad_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="besvarad av",
    )
    mottaget = SealedTextField("ärendenummer hos mottagaren", max_length=60, blank=True)
    aterkallad = models.DateTimeField("återkallad", null=True, blank=True)
    overlamnad = models.DateTimeField("överlämnad", null=True, blank=True)

    objects = OverflyttningQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "överflyttning"
        verbose_name_plural = "överflyttningar"
        ordering = ["begard", "id"]
        indexes = [
            models.Index(
                fields=["tillfragad", "begard"],
                condition=Q(besvarad=None, aterkallad=None),
                name="overflyttning_vantar",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="overflyttning_svar_med_tid",
                condition=Q(svar="", besvarad=None, besvarad_av=None)
                | (~Q(svar="") & Q(besvarad__isnull=False, besvarad_av__isnull=False)),
            ),
            models.CheckConstraint(
                name="overflyttning_lamnas_till_den_som_sagt_ja",
                condition=Q(overlamnad=None) | Q(svar="ja"),
            ),
            models.UniqueConstraint(
                fields=["arende"],
                condition=Q(besvarad=None, aterkallad=None),
                name="overflyttning_en_fraga_i_taget",
                violation_error_message="Frågan är redan ställd och väntar på svar.",
            ),
        ]

    def __str__(self) -> str:
        return f"Överflyttning, {self.get_svar_display() or 'väntar på svar'}"

    @property
    def mottagare(self) -> str:
        return str(self.tillfragad) if self.tillfragad else self.kommun
