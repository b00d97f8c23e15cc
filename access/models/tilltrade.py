"""The grant: one table answers who may see what, and why (ADR 0004).

Lists, object checks and row level security all read these rows through the database function
`access_omfattning(anvandare, omfattning)`, as the rules in `access.regel` say.
"""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from uuid6 import uuid7

from access.models.anvandare import Anvandare
from audit.andring import MinnsRaden


class Omfattning(models.TextChoices):
    """What a grant reaches. Named by kind and id: the things themselves live in packages above."""

    AKT = "akt", "Personakt"
    ENHET = "enhet", "Enhetens alla akter"
    TEAM = "team", "Samverkansteam"
    FACK = "fack", "Aktens adressfack"


class Niva(models.IntegerChoices):
    """What a grant allows; each level includes the ones below."""

    LASA = 10, "Läsa"
    ARBETA = 20, "Arbeta"
    BESLUTA = 30, "Besluta"


class Skal(models.TextChoices):
    """The event that gave the grant."""

    UPPDRAG = "uppdrag", "Uppdrag i enheten"
    REGISTRERING = "registrering", "Tog emot inflödet"
    TILLDELNING = "tilldelning", "Tilldelad handläggare"
    TEAM = "team", "Medlem i teamet"
    EFTERARBETE = "efterarbete", "Efterarbete en månad"
    UTFALL = "utfall", "Uppföljning efter avslut"
    FRANVARO = "franvaro", "Ersätter vid frånvaro"
    JOUR = "jour", "Jourpass"
    DELEGATION = "delegation", "Delegation"
    NODOPPNING = "nodoppning", "Nödöppning"
    SKYDD = "skydd", "Namngiven vid skyddade uppgifter"


class TilltradeQuerySet(models.QuerySet["Tilltrade"]):
    def live(self, nu: datetime | None = None) -> Self:
        """In force at a moment; now by the database's clock, as everything that decides asks it."""
        when = nu or Now()
        return self.filter(Q(till=None) | Q(till__gt=when), fran__lte=when)

    def unended(self) -> Self:
        """In force, or still to begin."""
        return self.filter(Q(till=None) | Q(till__gt=Now()))


class Tilltrade(MinnsRaden):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    anvandare = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="tilltraden")
    omfattning = models.CharField(max_length=5, choices=Omfattning)
    omfattning_id = models.UUIDField()
    niva = models.PositiveSmallIntegerField(choices=Niva)
    skal = models.CharField(max_length=14, choices=Skal)
    kalla = models.UUIDField(help_text="Uppdraget, tilldelningen eller teamet som gav tillträdet.")
    fran = models.DateTimeField(default=timezone.now)
    till = models.DateTimeField(null=True, blank=True)
    given_av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")

    objects = TilltradeQuerySet.as_manager()

    class Meta:
        ordering = ["-fran"]
        verbose_name = "tillträde"
        verbose_name_plural = "tillträden"
        indexes = [
            models.Index(fields=["anvandare", "omfattning", "omfattning_id"], name="tilltrade_vem"),
            models.Index(fields=["omfattning_id", "fran"], name="tilltrade_vad"),
        ]
        constraints = [
            models.CheckConstraint(
                name="tilltrade_till_efter_fran",
                condition=Q(till__isnull=True) | Q(till__gte=F("fran")),
            ),
            models.UniqueConstraint(
                fields=["anvandare", "omfattning", "omfattning_id", "skal", "kalla"],
                condition=Q(till=None),
                name="ett_oppet_tilltrade_per_skal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_omfattning_display()}: {self.get_skal_display()}"
