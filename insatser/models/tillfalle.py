"""Each time an insats happens: planned, held, missed or called off, and what worried somebody."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from access.models import Anvandare
from arenden.models import AktBunden, Anmalan, Arende
from arenden.models.akt import AktBundenQuerySet
from encryption.fields import SealedChoiceField, SealedTextField
from insatser.models.insats import Insats

ANGERTID = timedelta(minutes=10)
"""For how long what was noted of a session can be taken back."""


class TillfalleQuerySet(AktBundenQuerySet["Tillfalle"]):
    def planned(self) -> Self:
        return self.filter(utfall=Tillfalle.Utfall.PLANERAT)

    def logged(self) -> Self:
        """What has an outcome: held, missed or called off."""
        return self.exclude(utfall=Tillfalle.Utfall.PLANERAT)


class Tillfalle(AktBunden):
    """One session of an insats: planned, held, missed with a reason, or called off by somebody.

    `loggad` is when its outcome was noted, and empty while it is only planned.
    """

    raderbar = True  # within ten minutes, when it is taken back; the history stays

    class Utfall(models.TextChoices):
        PLANERAT = "planerat", "Planerat"
        GENOMFORT = "genomfort", "Genomfört"
        UTEBLEV = "uteblev", "Uteblev"
        AVBOKAT = "avbokat", "Avbokat"

    class Orsak(models.TextChoices):
        SJUK = "sjuk", "Sjuk"
        GLOMDE = "glomde", "Glömde tiden"
        VILLE_INTE = "ville_inte", "Ville inte komma"
        KROCKADE = "krockade", "Något annat samtidigt"
        KOM_INTE_FRAM = "kom_inte", "Kunde inte ta sig dit"
        VET_INTE = "vet_inte", "Vi vet inte"
        ANNAT = "annat", "Annat"

    class Part(models.TextChoices):
        BARNET = "barnet", "Barnet eller den unge"
        VARDNADSHAVARE = "vardnad", "Vårdnadshavare"
        VI = "vi", "Vi"
        UTFORAREN = "utforaren", "Utföraren"
        ANNAN = "annan", "Någon annan"

    insats = models.ForeignKey(
        Insats, on_delete=models.PROTECT, related_name="tillfallen", verbose_name="insats"
    )
    nar = models.DateTimeField("när")
    minuter = models.PositiveSmallIntegerField("hur länge (minuter)", default=30)
    utfall = models.CharField("utfall", max_length=10, choices=Utfall)
    orsak = SealedChoiceField("orsak", choices=Orsak, null=True, blank=True)
    orsak_ord = SealedTextField("orsaken, med egna ord", max_length=1_000, null=True, blank=True)
    avbokat_av = models.CharField("vem avbokade", max_length=9, choices=Part, blank=True)
    anteckning = SealedTextField("vad hände", max_length=5_000, blank=True)
    loggad_av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")
    loggad = models.DateTimeField("loggad", null=True, blank=True)
    planerat_forst = models.BooleanField("planerades i förväg", default=False)

    objects = TillfalleQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "tillfälle"
        verbose_name_plural = "tillfällen"
        ordering = ["-nar"]
        indexes = [
            models.Index(fields=["nar"], condition=Q(utfall="planerat"), name="tillfalle_planerat")
        ]
        constraints = [
            models.CheckConstraint(
                name="planerat_tillfalle_utan_utfall",
                condition=~Q(utfall="planerat") | Q(loggad=None, planerat_forst=True),
            ),
            models.CheckConstraint(
                name="avbokat_av_hor_till_avbokat",
                condition=Q(utfall="avbokat") | Q(avbokat_av=""),
                violation_error_message="Vem som avbokade anges bara för ett avbokat tillfälle.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_utfall_display()

    @property
    def is_planerat(self) -> bool:
        return self.utfall == self.Utfall.PLANERAT

    def may_be_regretted(self, nu: datetime) -> bool:
        return self.loggad is not None and nu - self.loggad <= ANGERTID


class Orosmarkering(AktBunden):
    """What worried somebody at a session, and the stand that was taken about it.

    It waits until somebody has taken a stand. It never becomes a report by itself.
    """

    raderbar = True  # with the session that is taken back; the history stays

    class Stallning(models.TextChoices):
        INGET_MER = "inget_mer", "Inget mer behöver göras"
        SAMTAL = "samtal", "Samtal med barnet eller familjen"
        ANMALAN = "anmalan", "Ny orosanmälan är registrerad"
        SKYDDSBEDOMNING = "skydd", "Ny skyddsbedömning är gjord"

    arende = models.ForeignKey(
        Arende, on_delete=models.PROTECT, related_name="orosmarkeringar", verbose_name="ärende"
    )
    tillfalle = models.OneToOneField(
        Tillfalle, on_delete=models.PROTECT, related_name="oro", verbose_name="tillfälle"
    )
    vad = SealedTextField("vad oroar", max_length=5_000)
    markerad = models.DateTimeField("markerad", default=timezone.now)
    markerad_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="markerad av"
    )
    stallning = SealedChoiceField("vad gjordes", choices=Stallning, null=True, blank=True)
    motivering = SealedTextField("hur och varför", max_length=5_000, null=True, blank=True)
    anmalan = models.ForeignKey(
        Anmalan,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="ny anmälan",
    )
    avgjord = models.DateTimeField("ställning tagen", null=True, blank=True)
    avgjord_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="ställning tagen av",
    )

    class Meta:
        verbose_name = "orosmarkering"
        verbose_name_plural = "orosmarkeringar"
        ordering = ["markerad", "id"]
        indexes = [
            models.Index(fields=["arende"], condition=Q(avgjord=None), name="oro_vantar"),
        ]
        constraints = [
            models.CheckConstraint(
                name="oro_avgors_helt",
                condition=Q(
                    avgjord=None,
                    avgjord_av=None,
                    stallning__isnull=True,
                    motivering__isnull=True,
                    anmalan=None,
                )
                | Q(
                    avgjord__isnull=False,
                    avgjord_av__isnull=False,
                    stallning__isnull=False,
                    motivering__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return "Oro vid ett tillfälle"
