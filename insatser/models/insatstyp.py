"""The city's catalogue of insatser, and every version that it has had."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from arenden.models.forslag import Lydelse, Version
from insatser.models.plan import Mal


class Malgrupp(models.TextChoices):
    """Whom an insats is meant for. A child is under 12 here, a young adult 18 or more."""

    BARN = "barn", "Barn"
    UNG = "ung", "Unga"
    UNG_VUXEN = "ung_vuxen", "Unga vuxna"
    FORALDER = "foralder", "Föräldrar"
    PLATS = "plats", "En plats eller en grupp"


class Provning(models.TextChoices):
    BEHOVSPROVAD = "behovsprovad", "Behovsprövad (SoL 11:1)"
    UTAN = "utan", "Utan behovsprövning (SoL 11:5)"
    BADA = "bada", "Kan ges på båda sätten"


class Kataloginnehall(Lydelse):
    """What the catalogue says of an insats: the same columns in force and in each version.

    `samtyckesregler`: whether the ages of SoL 21:1–2 decide who agrees to it; they do not for what
    is meant for parents, for a place, or follows from a judgment. `platser`: None without a limit.
    """

    namn = models.CharField("namn", max_length=120)
    malgrupper = ArrayField(
        models.CharField(max_length=10, choices=Malgrupp), verbose_name="målgrupp", default=list
    )
    malgrupp = models.CharField("för vem", max_length=300)
    nivaer = ArrayField(
        models.CharField(max_length=12, choices=Mal.Niva), verbose_name="nivåer", default=list
    )
    provning = models.CharField("rättslig form", max_length=12, choices=Provning)
    alder_fran = models.PositiveSmallIntegerField("från ålder", null=True, blank=True)
    alder_till = models.PositiveSmallIntegerField("till och med ålder", null=True, blank=True)
    samtyckesregler = models.BooleanField("åldersreglerna för samtycke gäller", default=True)
    aldersregel = models.CharField("åldersregel i ord", max_length=300, blank=True)
    utforare = models.CharField("utförare", max_length=120)
    platser = models.PositiveSmallIntegerField("antal platser", null=True, blank=True)
    kunskapsstod = models.TextField("kunskapsläge", blank=True, max_length=2_000)
    kalla = models.CharField("källa", max_length=300)
    giltig_fran = models.DateField("kan ges från och med")
    giltig_till = models.DateField("kan ges till och med", null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.namn

    @property
    def malgrupper_i_ord(self) -> str:
        return ", ".join(str(Malgrupp(kod).label) for kod in self.malgrupper).capitalize()

    @property
    def nivaer_i_ord(self) -> str:
        return ", ".join(str(Mal.Niva(kod).label).lower() for kod in self.nivaer)

    @property
    def aldrar_i_ord(self) -> str:
        if self.alder_fran is None and self.alder_till is None:
            return "Alla åldrar"
        if self.alder_till is None:
            return f"Från {self.alder_fran} år"
        return f"{self.alder_fran or 0}–{self.alder_till} år"


class InsatstypQuerySet(models.QuerySet["Insatstyp"]):
    def choosable(self, dag: date) -> Self:
        """Those that may be started on a day."""
        return self.filter(Q(giltig_till=None) | Q(giltig_till__gte=dag), giltig_fran__lte=dag)


class Insatstyp(Kataloginnehall):
    """A row of the catalogue as it stands. It changes by a version that two people agree on."""

    Provning = Provning

    kod = models.CharField("kod", primary_key=True, max_length=40)
    nummer = models.PositiveSmallIntegerField("version", default=1)

    objects = InsatstypQuerySet.as_manager()

    class Meta:
        verbose_name = "insatstyp"
        verbose_name_plural = "insatstyper"
        ordering = ["namn"]
        constraints = [
            models.CheckConstraint(
                name="insatstyp_aldrar_stigande",
                condition=Q(alder_fran__isnull=True)
                | Q(alder_till__isnull=True)
                | Q(alder_till__gte=F("alder_fran")),
                violation_error_message="Den högsta åldern kan inte vara lägre än den lägsta.",
            ),
            models.CheckConstraint(
                name="insatstyp_giltig_stigande",
                condition=Q(giltig_till__isnull=True) | Q(giltig_till__gte=F("giltig_fran")),
                violation_error_message="Sista dagen kan inte ligga före den första.",
            ),
        ]


class Insatstypversion(Kataloginnehall, Version):
    """One wording of a row of the catalogue: proposed by one method leader, tried by another."""

    class Meta(Version.Meta):
        verbose_name = "version av insatstyp"
        verbose_name_plural = "versioner av insatstyper"
