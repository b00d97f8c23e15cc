"""Follow-up in rounds."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from access.models import Anvandare
from arenden.models import AktBunden, Arende
from encryption.fields import SealedTextField
from insatser.models.plan import Mal, Plan


class Uppfoljning(AktBunden):
    """One round: how it went by goal, the child's own view, and what happens next."""

    class Beslut(models.TextChoices):
        FORTSATT = "fortsatt", "Fortsätt som planerat"
        ANDRA = "andra", "Ändra planen"
        AVSLUTA = "avsluta", "Avsluta insatsen"

    arende = models.ForeignKey(Arende, on_delete=models.PROTECT, related_name="uppfoljningar")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="uppfoljningar")
    runda = models.PositiveSmallIntegerField()
    sammanfattning = SealedTextField("sammanfattning", max_length=20_000)
    barnets_rost = SealedTextField("barnets egna ord", max_length=20_000)
    beslut = models.CharField("vad händer nu", max_length=8, choices=Beslut)
    nasta_senast = models.DateField("nästa uppföljning senast", null=True, blank=True)
    genomford = models.DateTimeField(default=timezone.now)
    genomford_av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "uppföljning"
        verbose_name_plural = "uppföljningar"
        ordering = ["-runda"]
        constraints = [
            models.UniqueConstraint(fields=["arende", "runda"], name="uppfoljning_runda"),
            models.CheckConstraint(
                name="fortsatt_har_nasta_datum",
                condition=~models.Q(beslut="fortsatt") | models.Q(nasta_senast__isnull=False),
                violation_error_message="Ange när nästa uppföljning senast ska vara gjord.",
            ),
        ]

    def __str__(self) -> str:
        return f"Uppföljning {self.runda}"


class Maluppfyllelse(AktBunden):
    """How far one goal had come at one round (goal attainment scaling, −2 … +2)."""

    class Grad(models.IntegerChoices):
        MYCKET_SAMRE = -2, "Mycket sämre än väntat"
        SAMRE = -1, "Sämre än väntat"
        SOM_VANTAT = 0, "Som väntat"
        BATTRE = 1, "Bättre än väntat"
        MYCKET_BATTRE = 2, "Mycket bättre än väntat"

    uppfoljning = models.ForeignKey(
        Uppfoljning, on_delete=models.PROTECT, related_name="maluppfyllelser"
    )
    mal = models.ForeignKey(Mal, on_delete=models.PROTECT, related_name="uppfyllelser")
    grad = models.SmallIntegerField("så gick det", choices=Grad)
    kommentar = SealedTextField("kommentar", max_length=2_000, blank=True)

    class Meta:
        verbose_name = "måluppfyllelse"
        verbose_name_plural = "måluppfyllelser"
        constraints = [
            models.UniqueConstraint(
                fields=["uppfoljning", "mal"], name="en_grad_per_mal_och_runda"
            ),
        ]

    def __str__(self) -> str:
        return self.get_grad_display()
