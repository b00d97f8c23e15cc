"""The release ledger: every table that was proposed or published, frozen as it was shown."""

from __future__ import annotations

import hashlib
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from uuid6 import uuid7

from access.models import Anvandare
from audit.andring import MinnsRaden
from audit.kropp import canonical
from lagesbild.models.uttag import ROLLER, Uttag
from lagesbild.rules.innehall import from_innehall
from lagesbild.rules.kvartal import Kvartal
from lagesbild.rules.tabell import RoundedTable


class Matt(models.TextChoices):
    """What the publication plan allows to be counted."""

    PAGAENDE = "pagaende", "Barn och unga med pågående ärende"


class PubliceringQuerySet(models.QuerySet["Publicering"]):
    def visible_to(self, user: Anvandare) -> Self:
        return self if user.has_roll(ROLLER) else self.none()

    def standing(self) -> Self:
        """Proposed or published, and not withdrawn."""
        return self.exclude(status=Publicering.Status.TILLBAKADRAGEN)

    def of(self, uttag: Uttag) -> Self:
        return self.filter(period=uttag.period, plan_version=uttag.plan_version)

    def holding(self, uttag: Uttag) -> Self:
        """Those for whose sake the extract must stay as it is.

        A second table over corrected rows would give the corrections away, so an extract that
        something was published from is kept, also after a withdrawal.
        """
        ever_published = Q(lopnummer__isnull=False)
        return self.of(uttag).filter(ever_published | Q(status=Publicering.Status.FORSLAG))


GODKAND_HELT = Q(
    ~Q(status="publicerad"), godkand_av=None, publicerad=None, lopnummer=None, fingeravtryck=""
) | Q(
    ~Q(status="forslag"),
    ~Q(fingeravtryck=""),
    godkand_av__isnull=False,
    publicerad__isnull=False,
    lopnummer__isnull=False,
)
TILLBAKADRAGEN_HELT = Q(
    ~Q(status="tillbakadragen"), tillbakadragen_av=None, tillbakadragen=None, skal=""
) | Q(
    ~Q(skal=""),
    status="tillbakadragen",
    tillbakadragen_av__isnull=False,
    tillbakadragen__isnull=False,
)


class Publicering(MinnsRaden):
    """A rounded table with its method note, composed by one person and approved by another.

    Holds what the table shows and nothing more: true numbers are never stored. What was composed
    never changes; a trigger refuses it. `fingeravtryck` covers the whole release and the
    fingerprint of the one published before it.
    """

    class Status(models.TextChoices):
        FORSLAG = "forslag", "Förslag"
        PUBLICERAD = "publicerad", "Publicerad"
        TILLBAKADRAGEN = "tillbakadragen", "Tillbakadragen"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    matt = models.CharField("mått", max_length=20, choices=Matt)
    period = models.CharField(max_length=6)
    plan_version = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField()
    titel = models.CharField(max_length=200)
    metod = models.TextField()
    avser = models.DateField()
    innehall = models.JSONField()
    status = models.CharField(max_length=14, choices=Status, default=Status.FORSLAG)
    sammanstalld_av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")
    sammanstalld = models.DateTimeField(default=timezone.now)
    godkand_av = models.ForeignKey(
        Anvandare, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    publicerad = models.DateTimeField(null=True, blank=True)
    lopnummer = models.PositiveIntegerField(null=True, blank=True, unique=True)
    foregaende = models.CharField(max_length=64, blank=True)
    fingeravtryck = models.CharField(max_length=64, blank=True)
    tillbakadragen_av = models.ForeignKey(
        Anvandare, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    tillbakadragen = models.DateTimeField(null=True, blank=True)
    skal = models.CharField("skäl", max_length=500, blank=True)

    objects = PubliceringQuerySet.as_manager()

    class Meta:
        verbose_name = "publicering"
        verbose_name_plural = "publiceringar"
        ordering = ["-period", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["matt", "period", "plan_version", "version"], name="publicering_version"
            ),
            models.UniqueConstraint(
                fields=["matt", "period", "plan_version"],
                condition=~Q(status="tillbakadragen"),
                name="publicering_en_gallande",
            ),
            models.CheckConstraint(
                name="publicering_fyra_ogon", condition=~Q(godkand_av=F("sammanstalld_av"))
            ),
            models.CheckConstraint(name="publicering_godkand_helt", condition=GODKAND_HELT),
            models.CheckConstraint(
                name="publicering_tillbakadragen_helt", condition=TILLBAKADRAGEN_HELT
            ),
        ]

    def __str__(self) -> str:
        return f"{self.titel}, version {self.version}"

    @property
    def kvartal(self) -> Kvartal:
        return Kvartal.parse(self.period)

    def tabell(self) -> RoundedTable:
        return from_innehall(self.innehall)

    def computed_fingeravtryck(self) -> str:
        """SHA-256 in hex over what a reader sees and the release before; needs `lopnummer`."""
        return hashlib.sha256(
            canonical(
                {
                    "avser": self.avser.isoformat(),
                    "foregaende": self.foregaende,
                    "innehall": self.innehall,
                    "lopnummer": self.lopnummer,
                    "matt": self.matt,
                    "metod": self.metod,
                    "period": self.period,
                    "plan_version": self.plan_version,
                    "publicerad": self.publicerad,
                    "titel": self.titel,
                    "version": self.version,
                }
            )
        ).hexdigest()

    @property
    def is_whole(self) -> bool:
        return self.fingeravtryck == self.computed_fingeravtryck()
