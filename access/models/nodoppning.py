"""Break-glass: an attempt to reach one akt without a grant, what came of it, and by whom."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from uuid6 import uuid7

from access.models.anvandare import Anvandare
from access.models.organisation import Enhet
from audit.andring import MinnsRaden
from encryption.fields import SealedTextField

OPPEN = timedelta(hours=4)
"""How long an akt stays open, and how long a request waits for its second person."""


class NodoppningQuerySet(models.QuerySet["Nodoppning"]):
    def live(self, nu: datetime) -> Self:
        """Open at this moment."""
        return self.filter(oppnad__lte=nu, till__gt=nu)

    def waiting(self, nu: datetime) -> Self:
        """For a second person, because the akt is protected."""
        return self.filter(oppnad=None, utgang=Nodoppning.Utgang.VANTAR, begard__gt=nu - OPPEN)

    def opened(self) -> Self:
        return self.exclude(oppnad=None)


class Nodoppning(MinnsRaden):
    """One attempt. Without an akt the number led nowhere that this person may go.

    Only the reason is sealed, under the akt's own key: it goes when the akt goes.
    """

    class Orsak(models.TextChoices):
        FARA = "fara", "Ett barn kan vara i akut fara"
        JOUR = "jour", "Akut kontakt utanför kontorstid"
        ONABAR = "onabar", "Handläggaren går inte att nå"
        ANNAN = "annan", "Annat som inte kan vänta"

    class Utgang(models.TextChoices):
        OPPNAD = "oppnad", "Öppnad"
        VANTAR = "vantar", "Väntar på en andra person"
        NEKAD = "nekad", "Öppnades inte"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    anvandare = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="nodoppningar", verbose_name="av"
    )
    akt_id = models.UUIDField("akt", null=True, blank=True)
    enhet = models.ForeignKey(
        Enhet,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="aktens enhet",
    )
    orsak = models.CharField("skäl", max_length=8, choices=Orsak)
    text = SealedTextField("varför", max_length=2000, null=True, blank=True)
    utgang = models.CharField("utgång", max_length=8, choices=Utgang)
    begard = models.DateTimeField("begärd", default=timezone.now)
    oppnad = models.DateTimeField("öppnad", null=True, blank=True)
    till = models.DateTimeField("öppen till", null=True, blank=True)
    bekraftad_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="bekräftad av",
    )
    paminnd = models.DateTimeField("påmind om granskning", null=True, blank=True)

    objects = NodoppningQuerySet.as_manager()

    class Meta:
        ordering = ["-begard"]
        verbose_name = "nödöppning"
        verbose_name_plural = "nödöppningar"
        indexes = [models.Index(fields=["anvandare", "akt_id"], name="nodoppning_vem")]
        constraints = [
            models.CheckConstraint(
                name="nodoppning_tva_personer",
                condition=Q(bekraftad_av=None) | ~Q(bekraftad_av=F("anvandare")),
                violation_error_message="Någon annan än du måste bekräfta.",
            ),
            models.CheckConstraint(
                name="nodoppning_hel",
                condition=Q(utgang="nekad", akt_id=None, oppnad=None)
                | Q(utgang="vantar", akt_id__isnull=False, oppnad=None)
                | Q(
                    utgang="oppnad",
                    akt_id__isnull=False,
                    oppnad__isnull=False,
                    till__gte=F("oppnad"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.referens

    @property
    def referens(self) -> str:
        """What notices call it: nothing about whom it concerned."""
        return f"NÖD-{timezone.localtime(self.begard):%Y%m%d}-{str(self.pk)[-4:].upper()}"
