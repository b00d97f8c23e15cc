"""Kinds of teams, and every version that each has had: data that people change, not a release."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from uuid6 import uuid7

from access.models import Anvandare, Organisation


class Flode(models.TextChoices):
    """The way an ärende goes in a team of the kind. The graphs bear these codes."""

    SOCIALT_INSATSTEAM = "socialt_insatsteam", "Socialt insatsteam"
    SOCIAL_INSATSGRUPP = "social_insatsgrupp", "Social insatsgrupp"
    SSPF = "sspf", "SSPF"
    SKOLSOCIALT_TEAM = "skolsocialt_team", "Skolsocialt team"
    TREFAS = "trefas", "Trefas"
    AVHOPPARVERKSAMHET = "avhopparverksamhet", "Avhopparverksamhet"


class Teamtypinnehall(models.Model):
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


INNEHALL = tuple(falt.name for falt in Teamtypinnehall._meta.local_fields)
"""The names of the columns that a version holds."""


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


class Teamtypversion(Teamtypinnehall):
    """One wording of a kind of team: proposed by one method leader, tried by another."""

    class Status(models.TextChoices):
        GRUND = "grund", "Ur stadens grunddata"
        FORSLAG = "forslag", "Förslag"
        GODKAND = "godkand", "Godkänd"
        AVBOJD = "avbojd", "Inte godkänd"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kod = models.CharField("kod", max_length=30)
    nummer = models.PositiveSmallIntegerField("version")
    status = models.CharField("status", max_length=8, choices=Status, default=Status.FORSLAG)
    motiv = models.TextField("varför ändras den", max_length=2_000, blank=True)
    foreslagen_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="föreslagen av",
    )
    foreslagen = models.DateTimeField("föreslagen", default=timezone.now)
    provad_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="prövad av",
    )
    provad = models.DateTimeField("prövad", null=True, blank=True)
    kommentar = models.TextField("kommentar", max_length=2_000, blank=True)

    class Meta:
        verbose_name = "version av teamtyp"
        verbose_name_plural = "versioner av teamtyper"
        ordering = ["kod", "-nummer", "-foreslagen"]
        constraints = [
            models.UniqueConstraint(
                fields=["kod"],
                condition=Q(status="forslag"),
                name="ett_forslag_per_teamtyp",
                violation_error_message="Det finns redan ett förslag som väntar på prövning.",
            ),
            models.CheckConstraint(
                name="teamtypversion_provas_av_en_annan",
                condition=Q(provad_av__isnull=True) | ~Q(provad_av=F("foreslagen_av")),
                violation_error_message="Någon annan än den som föreslog prövar ändringen.",
            ),
            models.CheckConstraint(
                name="teamtypversion_provad_har_tid",
                condition=Q(status__in=["grund", "forslag"], provad__isnull=True)
                | Q(status__in=["godkand", "avbojd"], provad__isnull=False),
            ),
        ]
