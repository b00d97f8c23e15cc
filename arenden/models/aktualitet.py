"""Questions between the city's social nämnder: is this person aktuell with you (SoL 15:8)?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

from django.db import connection, models
from django.utils import timezone

from access.models import Anvandare, Enhet, Namnd
from access.regel import within
from arenden.models.akt import AktBunden, AktBundenQuerySet
from arenden.models.arende import Arende
from arenden.models.nummer import SealedNummerField
from encryption.fields import SealedChoiceField

SVARSTID = timedelta(days=14)


class AktualitetsforfraganQuerySet(AktBundenQuerySet["Aktualitetsforfragan"]):
    def visible_to(self, user: Anvandare) -> Self:
        return within(self, user)

    def waiting(self, nu: datetime | None = None) -> Self:
        """Asked, not answered, and not so old that nobody will answer."""
        return self.filter(besvarad=None, stalld__gt=(nu or timezone.now()) - SVARSTID)


class Aktualitetsforfragan(AktBunden):
    """Asked in an ärende about the person it is about, and answered by the other nämnd with a yes
    or a no. It belongs to the akt of whoever asked, and is sealed with its key.
    """

    radskydd = "namndfraga"

    class Andamal(models.TextChoices):
        SKYDD = "skydd", "Bedöma behov av skydd"
        FORHANDSBEDOMNING = "forhandsbedomning", "Förhandsbedömning"
        UTREDNING = "utredning", "Utredning"
        INSATS = "insats", "Planera eller följa upp insats"

    class Svar(models.TextChoices):
        JA = "ja", "Ja, personen är aktuell"
        NEJ = "nej", "Nej, personen är inte aktuell"

    arende = models.ForeignKey(
        Arende, on_delete=models.PROTECT, related_name="namndfragor", verbose_name="ärende"
    )
    tillfragad = models.ForeignKey(
        Namnd, on_delete=models.PROTECT, related_name="+", verbose_name="tillfrågad nämnd"
    )
    nummer = SealedNummerField("identitetsnummer")
    andamal = SealedChoiceField("ändamål", choices=Andamal)
    stalld = models.DateTimeField("ställd", default=timezone.now, editable=False)
    fragad_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="frågad av"
    )
    svar = SealedChoiceField("svar", choices=Svar, null=True, blank=True)
    besvarad = models.DateTimeField("besvarad", null=True, blank=True)
    besvarad_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="besvarad av",
    )

    objects = AktualitetsforfraganQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "fråga om aktualitet"
        verbose_name_plural = "frågor om aktualitet"
        indexes = [
            models.Index(
                fields=["tillfragad", "stalld"],
                condition=models.Q(besvarad=None),
                name="namndfraga_vantar",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="namndfraga_svar_med_tid",
                condition=models.Q(svar__isnull=True, besvarad__isnull=True, besvarad_av=None)
                | models.Q(svar__isnull=False, besvarad__isnull=False, besvarad_av__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Fråga till {self.tillfragad}"

    @property
    def svara_senast(self) -> datetime:
        return self.stalld + SVARSTID

    @property
    def is_waiting(self) -> bool:
        return self.besvarad is None and self.svara_senast > timezone.now()

    @property
    def lage(self) -> str:
        """Where the question stands, in words; the same while it waits, whoever it is about."""
        if self.svar is not None:
            return str(self.Svar(self.svar).label)
        if self.is_waiting:
            return "Frågan är ställd"
        return "Inget svar. Ring nämndens mottagning."


def social_namnder() -> models.QuerySet[Namnd]:
    """The nämnder that receive reports about children: those with a mottagning."""
    return Namnd.objects.filter(enheter__slag=Enhet.Slag.MOTTAGNING)


@dataclass(frozen=True)
class Aktualitet:
    """What a nämnd's register says of one person, to one who may answer."""

    aktuell: bool
    skyddad: bool
    javig: bool


def aktualitet_of(akt_id: UUID | None) -> Aktualitet:
    """For somebody with a duty in the nämnd of the akt; to anybody else the person is not there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT aktuell, skyddad, javig FROM arenden_aktualitet(%s)", [akt_id])
        found = cursor.fetchone()
    return Aktualitet(*found) if found else Aktualitet(aktuell=False, skyddad=False, javig=False)
