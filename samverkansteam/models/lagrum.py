"""Legal grounds for passing information on: versioned by validity, and changed by two people."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from arenden.models.forslag import Forslag, Lydelse
from samverkansteam.rules.lagrum import Lagrumsregel, Villkor


class Lagrumsinnehall(Lydelse):
    """What the law says in a ground: the same columns in force and in what is proposed.

    `vagar`: from each kind of party, the kinds it can carry something to. `logg`: what the log must
    hold. `undantag`: where it never applies. `ordning`: the gentlest ground is offered first.
    """

    namn = models.CharField("namn", max_length=120)
    paragraf = models.CharField("paragraf", max_length=120)
    text = models.TextField("med enkla ord", max_length=1_000)
    logg = models.CharField("det här ska antecknas", max_length=200)
    undantag = models.CharField("gäller inte", max_length=300, blank=True)
    ordning = models.PositiveSmallIntegerField("plats i ordningen", default=500)
    vagar = models.JSONField("från vem till vem", default=dict)
    alder_under = models.PositiveSmallIntegerField(
        "gäller bara under åldern", null=True, blank=True
    )
    villkor = models.JSONField("villkor", default=list, blank=True)
    kraver_samtycke = models.BooleanField("kräver samtycke", default=False)
    kraver_avvagning = models.BooleanField("kräver en skriven avvägning", default=False)
    kraver_utredning = models.BooleanField("kräver att en utredning är inledd", default=False)
    bara_myndighet = models.BooleanField("mottagaren måste vara en myndighet", default=False)
    kalla = models.CharField("källa", max_length=300)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.namn} ({self.paragraf})"


class LagrumQuerySet(models.QuerySet["Lagrum"]):
    def in_force(self, dag: date) -> Self:
        return self.filter(Q(giltig_till=None) | Q(giltig_till__gte=dag), giltig_fran__lte=dag)

    def regler(self) -> list[Lagrumsregel]:
        return [lagrum.regel() for lagrum in self]


class Lagrum(Lagrumsinnehall):
    """One basis that opens secrecy, as the law stood in a period. A change of law is a new row."""

    class Ursprung(models.TextChoices):
        GRUND = "grund", "Följer med systemet"
        STADEN = "staden", "Fastställd i staden"

    kod = models.CharField("kod", max_length=10)
    giltig_fran = models.DateField("gäller från och med")
    giltig_till = models.DateField("gäller till och med", null=True, blank=True)
    ursprung = models.CharField(
        "ursprung", max_length=6, choices=Ursprung, default=Ursprung.GRUND, editable=False
    )

    objects = LagrumQuerySet.as_manager()

    class Meta:
        verbose_name = "lagrum"
        verbose_name_plural = "lagrum"
        ordering = ["ordning", "kod", "giltig_fran"]
        constraints = [
            models.UniqueConstraint(
                fields=["kod", "giltig_fran"], name="lagrum_en_version_per_dag"
            ),
            models.CheckConstraint(
                name="lagrum_slutar_efter_borjan",
                condition=Q(giltig_till__isnull=True) | Q(giltig_till__gte=F("giltig_fran")),
            ),
        ]

    def regel(self) -> Lagrumsregel:
        """What the rules need to know."""
        return Lagrumsregel(
            kod=self.kod,
            giltig_fran=self.giltig_fran,
            giltig_till=self.giltig_till,
            **self.innehall() | {"villkor": [Villkor(**villkor) for villkor in self.villkor]},
        )


class Lagrumsandring(Lagrumsinnehall, Forslag):
    """A change of law on its way in: proposed by one person, tried by another, in force from a day.

    `upphor`: the ground ends the day before `galler_fran`, and nothing comes after it. `kommentar`
    is what the city's jurist has judged.
    """

    kod = models.CharField("kod", max_length=10)
    galler_fran = models.DateField("från och med")
    upphor = models.BooleanField("lagrummet upphör", default=False)

    class Meta(Forslag.Meta):
        verbose_name = "ändring av lagrum"
        verbose_name_plural = "ändringar av lagrum"
        ordering = ["-foreslagen"]
