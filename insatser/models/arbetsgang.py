"""An arbetsgång: a way of its own inside an ärende, and the facts of every step taken on it."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from viewflow.workflow.models import Process

from access.models import Anvandare
from arenden.models import AktBunden, Arende
from arenden.models.akt import AktBundenQuerySet
from encryption.fields import SealedJSONField, SealedTextField
from insatser.rules.graf import Utfall
from samverkansteam.models import Part


class Arbetsgangsfard(Process):
    """Viewflow's process row as the way of an arbetsgång; without columns of its own."""

    class Meta:
        proxy = True
        verbose_name = "arbetsgångens färd"
        verbose_name_plural = "arbetsgångars färder"


class ArbetsgangQuerySet(AktBundenQuerySet["Arbetsgang"]):
    def ongoing(self) -> Self:
        return self.filter(avslutad=None)


class Arbetsgang(AktBunden):
    """Which flow, in which frozen version, is travelled in which ärende, and about what.

    `amne_id` names the row that it is about, by id alone: a team, an insats, a plan.
    """

    foljer_med = ("process",)  # destroyed with this row: nobody else's, and without an akt

    process = models.OneToOneField(
        Process, on_delete=models.PROTECT, related_name="arbetsgang", verbose_name="process"
    )
    arende = models.ForeignKey(
        Arende, on_delete=models.PROTECT, related_name="arbetsgangar", verbose_name="ärende"
    )
    flode = models.CharField("flöde", max_length=40)
    flodesversion = models.PositiveSmallIntegerField("flödets version")
    definition = models.CharField("definition", max_length=64, help_text="SHA-256 av flödet.")
    amne_id = models.UUIDField("vad den handlar om", null=True, blank=True)
    ankare = models.DateTimeField(
        "händelsen", help_text="Då det hände som arbetsgångens klockor räknas från."
    )
    dag = models.DateField(
        "bestämd dag", null=True, blank=True, help_text="En sista dag som någon annan har satt."
    )
    startad = models.DateTimeField("startad", default=timezone.now)
    startad_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="startad av",
        help_text="Tomt när systemet har startat den.",
    )
    avslutad = models.DateTimeField("avslutad", null=True, blank=True)
    slut = models.CharField("hur den slutade", max_length=60, blank=True)

    objects = ArbetsgangQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "arbetsgång"
        verbose_name_plural = "arbetsgångar"
        ordering = ["-startad", "id"]
        indexes = [models.Index(fields=["arende", "flode"], name="arbetsgang_arende")]
        constraints = [
            models.CheckConstraint(
                name="arbetsgang_slut_nar_avslutad",
                condition=Q(avslutad__isnull=True, slut="")
                | (Q(avslutad__isnull=False) & ~Q(slut="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.flode} v{self.flodesversion}"


class StegutfallQuerySet(AktBundenQuerySet["Stegutfall"]):
    def in_force(self) -> Self:
        """Those that have not been undone, in the order the steps were taken."""
        return self.filter(angrat=None).order_by("nummer")

    def as_facts(self) -> list[Utfall]:
        """What the rules need of them; opens no sealed answer."""
        rader = self.in_force().values_list("steg", "utfall", "kvar")
        return [Utfall(steg, kod, kvar) for steg, kod, kvar in rader]


class Stegutfall(AktBunden):
    """A step that was done, or passed over with a reason: who, when, how it ended, what was said.

    `kvar`: how many of the invited parties had still not answered after this one.
    """

    class Hur(models.TextChoices):
        GJORT = "gjort", "Gjort"
        OVERHOPPAT = "overhoppat", "Överhoppat"

    arbetsgang = models.ForeignKey(
        Arbetsgang, on_delete=models.PROTECT, related_name="utfall", verbose_name="arbetsgång"
    )
    nummer = models.PositiveSmallIntegerField("nummer i arbetsgången")
    steg = models.CharField("steg", max_length=60)
    utfall = models.CharField("utfall", max_length=40, blank=True)
    kvar = models.PositiveSmallIntegerField("parter som inte svarat", default=0)
    hur = models.CharField("hur", max_length=10, choices=Hur, default=Hur.GJORT)
    svar = SealedJSONField("svar", default=dict, blank=True)
    skal = SealedTextField("skäl", max_length=5_000, blank=True)
    gjort = models.DateTimeField("gjort", default=timezone.now)
    gjort_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="gjort av",
        help_text="Tomt när systemet har gjort steget.",
    )
    angrat = models.DateTimeField("ångrat", null=True, blank=True)
    part = models.ForeignKey(
        Part,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="part",
    )

    objects = StegutfallQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "stegutfall"
        verbose_name_plural = "stegutfall"
        ordering = ["arbetsgang", "nummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["arbetsgang", "nummer"], name="stegutfall_nummer_i_gangen"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nummer}. {self.steg}"


class Partsinbjudan(AktBunden):
    """That one party was asked to answer in a step, and the answer, when it has come."""

    raderbar = True  # when the flow goes back before the step; the history stays

    arbetsgang = models.ForeignKey(
        Arbetsgang, on_delete=models.PROTECT, related_name="inbjudningar", verbose_name="arbetsgång"
    )
    steg = models.CharField("steg", max_length=60)
    part = models.ForeignKey(
        Part, on_delete=models.PROTECT, related_name="inbjudningar", verbose_name="part"
    )
    uppgift_id = models.BigIntegerField(
        "uppgift i flödet", help_text="Vilken rad i flödet som väntar på parten."
    )
    bjuden = models.DateTimeField("bjuden", default=timezone.now)
    svar = models.OneToOneField(
        Stegutfall,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="inbjudan",
        verbose_name="svar",
    )

    class Meta:
        verbose_name = "partsinbjudan"
        verbose_name_plural = "partsinbjudningar"
        constraints = [
            models.UniqueConstraint(fields=["uppgift_id"], name="partsinbjudan_en_per_uppgift"),
        ]

    def __str__(self) -> str:
        return f"{self.steg}: {self.part}"
