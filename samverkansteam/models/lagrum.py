"""Legal grounds for passing information on: reference data, versioned by validity."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from access.models import Organisation
from samverkansteam.rules.lagrum import Lagrumsregel, Villkor


class LagrumQuerySet(models.QuerySet["Lagrum"]):
    def in_force(self, dag: date) -> Self:
        return self.filter(Q(giltig_till=None) | Q(giltig_till__gte=dag), giltig_fran__lte=dag)


class Lagrum(models.Model):
    """One basis that opens secrecy, as the law stood in a period. A change of law is a new row."""

    kod = models.CharField(max_length=10)
    namn = models.CharField(max_length=120)
    paragraf = models.CharField(max_length=120)
    fran = ArrayField(models.CharField(max_length=20, choices=Organisation.Slag))
    till = ArrayField(models.CharField(max_length=20, choices=Organisation.Slag))
    alder_under = models.PositiveSmallIntegerField(null=True, blank=True)
    villkor = models.JSONField(default=list, blank=True)
    kraver_samtycke = models.BooleanField(default=False)
    kraver_avvagning = models.BooleanField(default=False)
    kalla = models.CharField(max_length=300)
    giltig_fran = models.DateField()
    giltig_till = models.DateField(null=True, blank=True)

    objects = LagrumQuerySet.as_manager()

    class Meta:
        verbose_name = "lagrum"
        verbose_name_plural = "lagrum"
        ordering = ["kod", "giltig_fran"]
        constraints = [
            models.UniqueConstraint(
                fields=["kod", "giltig_fran"], name="lagrum_en_version_per_dag"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.namn} ({self.paragraf})"

    def regel(self) -> Lagrumsregel:
        """What the rules need to know."""
        return Lagrumsregel(
            kod=self.kod,
            namn=self.namn,
            paragraf=self.paragraf,
            fran=self.fran,
            till=self.till,
            alder_under=self.alder_under,
            villkor=[Villkor(**villkor) for villkor in self.villkor],
            kraver_samtycke=self.kraver_samtycke,
            kraver_avvagning=self.kraver_avvagning,
            kalla=self.kalla,
            giltig_fran=self.giltig_fran,
            giltig_till=self.giltig_till,
        )
