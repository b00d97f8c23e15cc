"""What happens to a way besides its steps: pauses, steps done anew, hand-overs, moved versions."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from access.models import Anvandare, Enhet
from arenden.models import AktBunden, Arende
from arenden.models.akt import AktBundenQuerySet
from encryption.fields import SealedTextField
from insatser.models.arbetsgang import Arbetsgang
from insatser.models.fard import Arendeprocess

ANGERTID = timedelta(minutes=10)
"""For how long what was done last can be taken back by whoever did it."""


class UppehallQuerySet(AktBundenQuerySet["Uppehall"]):
    def ongoing(self) -> Self:
        return self.filter(till=None)


class Uppehall(AktBunden):
    """A pause of an arbetsgång: no step of it is done meanwhile. The law's clocks go on."""

    arbetsgang = models.ForeignKey(
        Arbetsgang, on_delete=models.PROTECT, related_name="uppehall", verbose_name="arbetsgång"
    )
    fran = models.DateTimeField("från", default=timezone.now)
    till = models.DateTimeField("till", null=True, blank=True)
    skal = SealedTextField("skäl", max_length=5_000)
    av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="pausad av"
    )

    objects = UppehallQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "uppehåll"
        verbose_name_plural = "uppehåll"
        ordering = ["fran", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["arbetsgang"], condition=Q(till=None), name="uppehall_ett_i_taget"
            ),
            models.CheckConstraint(
                name="uppehall_slutar_efter_start",
                condition=Q(till=None) | Q(till__gte=models.F("fran")),
            ),
        ]

    def __str__(self) -> str:
        return f"Uppehåll från {self.fran:%Y-%m-%d}"


class Omtag(AktBunden):
    """That something done is done anew, with the reason; what was done before stays to be read.

    `arbetsgang` is empty where the ärende itself is opened again.
    """

    class Slag(models.TextChoices):
        OMGJORT = "omgjort", "Steget görs om"
        ATEROPPNAT = "ateroppnat", "Öppnad igen"

    arende = models.ForeignKey(
        Arende, on_delete=models.PROTECT, related_name="omtag", verbose_name="ärende"
    )
    arbetsgang = models.ForeignKey(
        Arbetsgang,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="omtag",
        verbose_name="arbetsgång",
    )
    slag = models.CharField("vad", max_length=10, choices=Slag)
    steg = models.CharField("steg", max_length=60, blank=True)
    skal = SealedTextField("skäl", max_length=5_000)
    nar = models.DateTimeField("när", default=timezone.now)
    av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="av")

    class Meta:
        verbose_name = "omtag"
        verbose_name_plural = "omtag"
        ordering = ["nar", "id"]

    def __str__(self) -> str:
        return f"{self.get_slag_display()}: {self.steg}" if self.steg else self.get_slag_display()


class OverlamningQuerySet(AktBundenQuerySet["Overlamning"]):
    def waiting(self) -> Self:
        return self.filter(svar="")


class Overlamning(AktBunden):
    """A case offered by its handläggare to another, with a note; both reach it until the answer."""

    class Svar(models.TextChoices):
        TAGEN = "tagen", "Tagen"
        TILLBAKA = "tillbaka", "Skickad tillbaka"
        INDRAGEN = "indragen", "Indragen"

    arende = models.ForeignKey(
        Arende, on_delete=models.PROTECT, related_name="overlamningar", verbose_name="ärende"
    )
    fran = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="lämnas av"
    )
    till = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="lämnas till"
    )
    enhet = models.ForeignKey(
        Enhet, on_delete=models.PROTECT, related_name="+", verbose_name="till enheten"
    )
    anteckning = SealedTextField("anteckning", max_length=10_000)
    erbjuden = models.DateTimeField("erbjuden", default=timezone.now)
    svar = models.CharField("svar", max_length=10, choices=Svar, blank=True)
    svarad = models.DateTimeField("besvarad", null=True, blank=True)
    kommentar = SealedTextField("kommentar", max_length=5_000, blank=True)

    objects = OverlamningQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "överlämning"
        verbose_name_plural = "överlämningar"
        ordering = ["erbjuden", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["arende"], condition=Q(svar=""), name="overlamning_en_i_taget"
            ),
            models.CheckConstraint(
                name="overlamning_svar_med_tid",
                condition=Q(svar="", svarad=None) | (~Q(svar="") & Q(svarad__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fran} till {self.till}"


class Fordelning(AktBunden):
    """One case of many that were given out at once, with who had it before."""

    omgang = models.UUIDField("omgång", db_index=True)
    arende = models.ForeignKey(
        Arende, on_delete=models.PROTECT, related_name="fordelningar", verbose_name="ärende"
    )
    fore = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="handläggare före",
    )
    fore_enhet = models.ForeignKey(
        Enhet, on_delete=models.PROTECT, related_name="+", verbose_name="enhet före"
    )
    till = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="handläggare"
    )
    fordelad = models.DateTimeField("fördelad", default=timezone.now)
    av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="fördelad av"
    )
    angrad = models.DateTimeField("ångrad", null=True, blank=True)

    class Meta:
        verbose_name = "fördelning"
        verbose_name_plural = "fördelningar"
        ordering = ["fordelad", "id"]
        constraints = [
            models.UniqueConstraint(fields=["omgang", "arende"], name="fordelning_en_per_arende"),
        ]

    def __str__(self) -> str:
        return f"{self.arende} till {self.till}"

    def may_be_undone_at(self, nu: datetime) -> bool:
        return self.angrad is None and nu - self.fordelad <= ANGERTID


class Flodesflytt(AktBunden):
    """That a running case was moved to another version of its flow: from where, to where, why.

    The open steps before and after are their names in the two versions, with commas between.
    """

    omgang = models.UUIDField("omgång", db_index=True)
    arbetsgang = models.ForeignKey(
        Arbetsgang,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="flyttar",
        verbose_name="arbetsgång",
    )
    arendeprocess = models.ForeignKey(
        Arendeprocess,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="flyttar",
        verbose_name="ärendeprocess",
    )
    fran = models.PositiveSmallIntegerField("från version")
    till = models.PositiveSmallIntegerField("till version")
    fran_steg = models.CharField("öppna steg före", max_length=300, blank=True)
    till_steg = models.CharField("öppna steg efter", max_length=300, blank=True)
    skal = SealedTextField("skäl", max_length=5_000)
    flyttad = models.DateTimeField("flyttad", default=timezone.now)
    tillbaka = models.DateTimeField("flyttad tillbaka", null=True, blank=True)

    class Meta:
        verbose_name = "flödesflytt"
        verbose_name_plural = "flödesflyttar"
        ordering = ["flyttad", "id"]
        constraints = [
            models.CheckConstraint(
                name="flodesflytt_av_ett",
                condition=Q(arbetsgang__isnull=True) ^ Q(arendeprocess__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Från version {self.fran} till {self.till}"
