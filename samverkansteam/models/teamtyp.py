"""Kinds of teams, and every version that each has had: data that people change, not a release."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from access.models import Organisation
from arenden.models.forslag import Lydelse, Version


class Flode(models.TextChoices):
    """The way an ärende goes in a team of the kind. The graphs bear these codes."""

    SOCIALT_INSATSTEAM = "socialt_insatsteam", "Socialt insatsteam"
    SOCIAL_INSATSGRUPP = "social_insatsgrupp", "Social insatsgrupp"
    SSPF = "sspf", "SSPF"
    SKOLSOCIALT_TEAM = "skolsocialt_team", "Skolsocialt team"
    TREFAS = "trefas", "Trefas"
    AVHOPPARVERKSAMHET = "avhopparverksamhet", "Avhopparverksamhet"


class Teamtypinnehall(Lydelse):
    """What is said of a kind of team: the same columns in force and in each version.

    `parter` always take part. `forsta_kontakt_timmar` and `markeringens_dagar` are None where the
    kind has no such clock or mark; `flode` is empty where its ärenden go no way of their own.
    """

    namn = models.CharField("namn", max_length=80)
    syfte = models.CharField("syfte", max_length=300)
    malgrupp = models.CharField("för vem", max_length=300, blank=True)
    parter = ArrayField(
        models.CharField(max_length=20, choices=Organisation.Slag),
        verbose_name="parter som alltid är med",
    )
    parter_vid_behov = ArrayField(
        models.CharField(max_length=20, choices=Organisation.Slag),
        verbose_name="parter vid behov",
        default=list,
        blank=True,
    )
    roller = ArrayField(
        models.CharField(max_length=200), verbose_name="roller", default=list, blank=True
    )
    motesintervall_dagar = models.PositiveSmallIntegerField("dagar mellan möten")
    rattslig_form = models.CharField("rättslig form", max_length=300)
    samtyckesregel = models.CharField("regel för samtycke", max_length=300)
    kraver_jurist = models.BooleanField(
        "kräver jurist",
        default=False,
        help_text="Ett möte får bara hållas när en jurist är närvarande.",
    )
    markeringens_dagar = models.PositiveSmallIntegerField(
        "markeringens längd i dagar",
        null=True,
        blank=True,
        help_text="Hur länge en riskmarkering gäller; tomt där den inte används.",
    )
    foljer_franvaro = models.BooleanField("följer frånvaro", default=False)
    forsta_kontakt_timmar = models.PositiveSmallIntegerField(
        "timmar till första kontakten",
        null=True,
        blank=True,
        help_text="Räknat från att händelsen blev känd; tomt där det inte finns något sådant mål.",
    )
    planrubriker = ArrayField(
        models.CharField(max_length=200), verbose_name="mall för planen", default=list, blank=True
    )
    dagordning = ArrayField(
        models.CharField(max_length=200),
        verbose_name="mall för dagordningen",
        default=list,
        blank=True,
    )
    flode = models.CharField("arbetsgång", max_length=30, choices=Flode, blank=True)
    kalla = models.CharField("källa", max_length=300, blank=True)
    giltig_fran = models.DateField("kan bildas från och med")
    giltig_till = models.DateField("kan bildas till och med", null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.namn


class TeamtypQuerySet(models.QuerySet["Teamtyp"]):
    def choosable(self, dag: date) -> Self:
        """Those that a team may be formed of on a day."""
        return self.filter(Q(giltig_till=None) | Q(giltig_till__gte=dag), giltig_fran__lte=dag)


class Teamtyp(Teamtypinnehall):
    """A form of cooperation: who takes part, how often, on what legal footing.

    It changes by a version that two people agree on.
    """

    kod = models.CharField("kod", primary_key=True, max_length=30)
    nummer = models.PositiveSmallIntegerField("version", default=1)

    objects = TeamtypQuerySet.as_manager()

    class Meta:
        verbose_name = "teamtyp"
        verbose_name_plural = "teamtyper"
        ordering = ["namn"]
        constraints = [
            models.CheckConstraint(
                name="teamtyp_giltig_stigande",
                condition=Q(giltig_till__isnull=True) | Q(giltig_till__gte=F("giltig_fran")),
                violation_error_message="Sista dagen kan inte ligga före den första.",
            ),
        ]


class Teamtypversion(Teamtypinnehall, Version):
    """One wording of a kind of team: proposed by one method leader, tried by another."""

    class Meta(Version.Meta):
        verbose_name = "version av teamtyp"
        verbose_name_plural = "versioner av teamtyper"
