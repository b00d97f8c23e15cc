"""The plan: needs turned into SMART goals. A changed plan is a new version, the old one stays."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils import timezone

from access.models import Anvandare
from arenden.models import AktBunden, Arende
from arenden.models.akt import AktBundenQuerySet
from encryption.fields import SealedTextField


class PlanQuerySet(AktBundenQuerySet["Plan"]):
    def for_document(self) -> Self:
        """With everything that the plan says, in as many queries whatever its size."""
        return self.select_related("faststalld_av").prefetch_related(
            "behovsrader",
            "ataganden__insatstyp",
            "ataganden__mal",
            "mal_set__behov",
            "mal_set__indikatorer",
            "mal_set__insatser__insatstyp",
        )


class Plan(AktBunden):
    """One version of the plan; `behov` sums up what its needs say one by one."""

    arende = models.ForeignKey(Arende, on_delete=models.PROTECT, related_name="planer")
    nummer = models.PositiveSmallIntegerField()
    behov = SealedTextField("behov", max_length=20_000)
    barnets_syn = SealedTextField("barnets syn på planen", max_length=20_000)
    team_valt = models.BooleanField("ett samverkansteam ska arbeta med planen", default=False)
    teamtyp = models.CharField("teamtyp", max_length=30, blank=True)
    uppfoljning_senast = models.DateField("första uppföljningen senast")
    skapad_av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")
    skapad = models.DateTimeField(default=timezone.now)
    faststalld = models.DateTimeField(null=True, blank=True)
    faststalld_av = models.ForeignKey(
        Anvandare, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = PlanQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "plan"
        verbose_name_plural = "planer"
        ordering = ["-nummer"]
        constraints = [
            models.UniqueConstraint(fields=["arende", "nummer"], name="plan_nummer_per_arende"),
            models.CheckConstraint(
                name="plan_team_har_typ",
                condition=models.Q(team_valt=False) | ~models.Q(teamtyp=""),
                violation_error_message="Välj vilken sorts team som ska arbeta med planen.",
            ),
        ]

    def __str__(self) -> str:
        return f"Plan {self.nummer}"


class Mal(AktBunden):
    """A goal: specific, measurable, accepted, realistic, with a date – and a baseline."""

    raderbar = True  # out of a plan that is still a draft; the history stays

    class Niva(models.TextChoices):
        INDIVIDUELL = "individuell", "Individuell nivå"
        SOCIAL = "social", "Social nivå"
        STRUKTURELL = "strukturell", "Strukturell nivå"

    class Sikt(models.TextChoices):
        KORT = "kort", "På kort sikt"
        LANG = "lang", "På lång sikt"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="mal_set")
    niva = models.CharField("nivå", max_length=12, choices=Niva)
    sikt = models.CharField("sikt", max_length=4, choices=Sikt)
    specifikt = SealedTextField("vad ska ha hänt", max_length=2_000)
    matbart = SealedTextField("hur märks det", max_length=2_000)
    baslinje = SealedTextField("hur är det nu", max_length=2_000)
    accepterat = SealedTextField("vem står bakom målet", max_length=500)
    realistiskt = SealedTextField("varför är det möjligt", max_length=2_000)
    tidsatt = models.DateField("nås senast")
    behov = models.ManyToManyField(
        "insatser.Behov", related_name="mal_set", blank=True, verbose_name="behov"
    )

    class Meta:
        verbose_name = "mål"
        verbose_name_plural = "mål"
        ordering = ["tidsatt", "id"]

    def __str__(self) -> str:
        return f"Mål {self.tidsatt}"
