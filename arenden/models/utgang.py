"""How a case goes on when its decision is not an insats here: handed over, or followed up."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import models
from django.utils import timezone

from access.models import Anvandare
from arenden.models.akt import AktBunden
from arenden.models.arende import Arende
from arenden.models.beslut import PLACERAR, Beslut
from encryption.fields import SealedTextField


class Placeringsoverlamning(AktBunden):
    """A placement is taken over by those who arrange it: what they got, and that they got it."""

    beslut = models.OneToOneField(
        Beslut, on_delete=models.PROTECT, related_name="overlamning", verbose_name="beslut"
    )
    till = SealedTextField("till vem", max_length=500)
    omfattar = SealedTextField("vad som lämnades över", max_length=10_000)
    lamnad = models.DateField("lämnat")
    kvittens = models.DateField("kvitterat")
    kvitterad_av = SealedTextField("vem som tog emot", max_length=200)
    gjord = models.DateTimeField("gjord", default=timezone.now)
    gjord_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="gjord av"
    )

    class Meta:
        verbose_name = "placeringsöverlämning"
        verbose_name_plural = "placeringsöverlämningar"
        constraints = [
            models.CheckConstraint(
                name="placering_kvitterad_efter_lamnad",
                condition=models.Q(kvittens__gte=models.F("lamnad")),
                violation_error_message="Kvittensen kan inte vara äldre än överlämningen.",
            ),
        ]

    def __str__(self) -> str:
        return "Överlämning"


class UppfoljningUtanInsats(AktBunden):
    """A round of following up a child for whom no insats was decided (SoL 23:1–5).

    The last one ends it. `gjord_av` is empty where the half year ran out with nothing left to do.
    """

    class Beslut(models.TextChoices):
        FORTSATT = "fortsatt", "Fortsätt följa upp"
        AVSLUTA = "avsluta", "Avsluta uppföljningen"

    arende = models.ForeignKey(
        Arende,
        on_delete=models.PROTECT,
        related_name="uppfoljningar_utan_insats",
        verbose_name="ärende",
    )
    runda = models.PositiveSmallIntegerField("runda")
    informerade = SealedTextField("vilka som vet om uppföljningen", max_length=2_000, blank=True)
    sammanfattning = SealedTextField("så har barnet det", max_length=20_000, blank=True)
    barnets_rost = SealedTextField("barnets egna ord", max_length=20_000, blank=True)
    beslut = models.CharField("vad händer nu", max_length=8, choices=Beslut)
    gjord = models.DateTimeField("gjord", default=timezone.now)
    gjord_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="gjord av",
    )

    class Meta:
        verbose_name = "uppföljning utan insats"
        verbose_name_plural = "uppföljningar utan insats"
        ordering = ["-runda"]
        constraints = [
            models.UniqueConstraint(fields=["arende", "runda"], name="utan_insats_runda"),
        ]

    def __str__(self) -> str:
        return f"Uppföljning utan insats {self.runda}"


def ended_in_placement(akt_id: UUID) -> Iterable[tuple[UUID, str]]:
    """The ärenden of an akt where a placement was decided (SoL 16:2: kept for ever)."""
    beslut = Beslut.objects.filter(akt=akt_id, utfall=Beslut.Utfall.BESLUTAT, slag__in=PLACERAR)
    return [(arende_id, "placering") for arende_id in beslut.values_list("arende_id", flat=True)]
