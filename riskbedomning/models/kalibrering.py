"""Rounds in which many assess the same vignette, each blind to the others, and what came of them.

An answer belongs to whoever gave it: the database shows it to nobody else. What others see is
counted after the last day by the worker, for groups of at least five, and never counted anew.
"""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from uuid6 import uuid7

from access.models import Anvandare, Enhet, Namnd, Roll
from access.regel import within
from audit.andring import MinnsRaden
from encryption.fields import SealedJSONField
from riskbedomning.models.instrument import Faktor, Instrumentversion
from riskbedomning.models.vinjett import Vinjett


class KalibreringsomgangQuerySet(models.QuerySet["Kalibreringsomgang"]):
    def for_page(self) -> Self:
        return self.select_related("vinjett", "instrumentversion__instrument")

    def inviting(self, user: Anvandare) -> Self:
        """Those that one of the person's own units is invited to, and those they have answered."""
        enheter = [
            uppdrag.enhet_id
            for uppdrag in user.uppdrag_nu
            if uppdrag.roll == Roll.SOCIALSEKRETERARE
        ]
        egna = Vinjettsvar.objects.visible_to(user).values("omgang")
        return self.filter(Q(inbjudningar__enhet__in=enheter) | Q(pk__in=egna)).distinct()

    def begun(self, idag: date) -> Self:
        return self.filter(fran__lte=idag)

    def to_count(self, idag: date) -> Self:
        """Those whose last day has passed and that nobody has counted."""
        return self.filter(till__lt=idag, raknad=None)


class Kalibreringsomgang(MinnsRaden):
    """One vignette in one version of an instrument, for some units and some days."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    vinjett = models.ForeignKey(
        Vinjett, on_delete=models.PROTECT, related_name="omgangar", verbose_name="vinjett"
    )
    instrumentversion = models.ForeignKey(
        Instrumentversion,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="bedömningsstöd",
    )
    fran = models.DateField("första dagen")
    till = models.DateField("sista dagen")
    raknad = models.DateField("räknad", null=True, blank=True)
    oppnad_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="öppnad av"
    )

    objects = KalibreringsomgangQuerySet.as_manager()

    class Meta:
        verbose_name = "kalibreringsomgång"
        verbose_name_plural = "kalibreringsomgångar"
        ordering = ["-till", "-id"]
        constraints = [
            models.CheckConstraint(
                name="kalibreringsomgang_till_efter_fran",
                condition=Q(till__gte=F("fran")),
                violation_error_message="Sista dagen kan inte ligga före den första.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vinjett}, {self.fran} till {self.till}"

    def is_open(self, idag: date) -> bool:
        return self.fran <= idag <= self.till


class Kalibreringsinbjudan(MinnsRaden):
    """A unit whose socialsekreterare are invited to a round."""

    omgang = models.ForeignKey(
        Kalibreringsomgang,
        on_delete=models.PROTECT,
        related_name="inbjudningar",
        verbose_name="omgång",
    )
    enhet = models.ForeignKey(
        Enhet, on_delete=models.PROTECT, related_name="+", verbose_name="enhet"
    )

    class Meta:
        verbose_name = "inbjudan till kalibrering"
        verbose_name_plural = "inbjudningar till kalibrering"
        ordering = ["enhet__namnd__namn", "enhet__namn"]
        constraints = [
            models.UniqueConstraint(fields=["omgang", "enhet"], name="en_inbjudan_per_enhet"),
        ]

    def __str__(self) -> str:
        return f"{self.enhet}"


class VinjettsvarQuerySet(models.QuerySet["Vinjettsvar"]):
    def visible_to(self, user: Anvandare) -> Self:
        """Only one's own."""
        return within(self, user)


class Vinjettsvar(models.Model):
    """One person's answers: a draft until `inlamnat`, then locked, by trigger as well.

    `svar` holds factor code → answer, and `SAMLAD` → the overall judgement.
    """

    radskydd = "eget"
    SAMLAD = "samlad_bedomning"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    omgang = models.ForeignKey(
        Kalibreringsomgang, on_delete=models.PROTECT, related_name="+", verbose_name="omgång"
    )
    anvandare = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="av"
    )
    enhet = models.ForeignKey(
        Enhet, on_delete=models.PROTECT, related_name="+", verbose_name="enhet"
    )
    namnd = models.ForeignKey(
        Namnd, on_delete=models.PROTECT, related_name="+", verbose_name="nämnd"
    )
    svar = SealedJSONField("svar", agare="namnd_id")
    inlamnat = models.DateField("inlämnat", null=True, blank=True)

    objects = VinjettsvarQuerySet.as_manager()

    class Meta:
        verbose_name = "vinjettsvar"
        verbose_name_plural = "vinjettsvar"
        constraints = [
            models.UniqueConstraint(fields=["omgang", "anvandare"], name="ett_vinjettsvar_var"),
        ]

    def __str__(self) -> str:
        return "Vinjettsvar"


class KalibreringsutfallQuerySet(models.QuerySet["Kalibreringsutfall"]):
    def visible_to(self, user: Anvandare) -> Self:
        """All of them for method leaders; for an assessor the whole of the rounds answered."""
        if user.has_roll({Roll.METODLEDARE}):
            return self
        svarade = Vinjettsvar.objects.visible_to(user).exclude(inlamnat=None).values("omgang")
        return self.filter(enhet=None, omgang__in=svarade)


class Kalibreringsutfall(MinnsRaden):
    """What a group of at least five answered: a unit's, or everyone's where `enhet` is None.

    Written once, by the worker; a trigger refuses the web and any change. Alpha is missing where
    it has no meaning: nothing to compare, or no variation at all.
    """

    omgang = models.ForeignKey(
        Kalibreringsomgang, on_delete=models.PROTECT, related_name="utfall", verbose_name="omgång"
    )
    enhet = models.ForeignKey(
        Enhet,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="enhet",
    )
    antal = models.PositiveSmallIntegerField("antal som har svarat")
    grad_alfa = models.FloatField("alfa, grad", null=True, blank=True)
    grad_fran = models.FloatField("alfa, grad, lägst", null=True, blank=True)
    grad_till = models.FloatField("alfa, grad, högst", null=True, blank=True)
    slag_alfa = models.FloatField("alfa, slag", null=True, blank=True)
    slag_fran = models.FloatField("alfa, slag, lägst", null=True, blank=True)
    slag_till = models.FloatField("alfa, slag, högst", null=True, blank=True)

    objects = KalibreringsutfallQuerySet.as_manager()

    class Meta:
        verbose_name = "kalibreringsutfall"
        verbose_name_plural = "kalibreringsutfall"
        ordering = ["enhet__namnd__namn", "enhet__namn"]
        constraints = [
            models.UniqueConstraint(
                fields=["omgang", "enhet"],
                nulls_distinct=False,
                name="ett_utfall_per_grupp",
            ),
            models.CheckConstraint(name="kalibreringsutfall_minst_fem", condition=Q(antal__gte=5)),
        ]

    def __str__(self) -> str:
        return "Kalibreringsutfall"


class Kalibreringsfordelning(models.Model):
    """How many of a group gave one answer; `faktor` is None for the overall judgement."""

    utfall = models.ForeignKey(
        Kalibreringsutfall,
        on_delete=models.PROTECT,
        related_name="fordelning",
        verbose_name="utfall",
    )
    faktor = models.ForeignKey(
        Faktor,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="faktor",
    )
    svar = models.CharField("svar", max_length=30)
    antal = models.PositiveSmallIntegerField("antal")

    class Meta:
        verbose_name = "fördelning av vinjettsvar"
        verbose_name_plural = "fördelningar av vinjettsvar"
        constraints = [
            models.UniqueConstraint(
                fields=["utfall", "faktor", "svar"],
                nulls_distinct=False,
                name="en_rad_per_svar",
            ),
        ]

    def __str__(self) -> str:
        return "Fördelning"
