"""The monthly review of the log: one unit's month, what was drawn from it, and what was said."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from uuid6 import uuid7

from access.models import Anvandare, Enhet, Namnd
from audit.andring import MinnsRaden
from encryption.fields import SealedJSONField, SealedTextField
from granskning.models.granskare import (
    AtkomstQuerySet,
    GranskningsfragaQuerySet,
    LoggranskningQuerySet,
)
from granskning.rules.forklaring import Orsak
from granskning.rules.urval import Forklaringsgrad, Urvalsgrund


class Loggranskning(MinnsRaden):
    """The review of what the people of one unit did with akter in one month.

    What is drawn can be drawn again by anybody who has the log: the seed comes from the signed
    head of `storlek` entries with the root `rot`, by the rules of `regelverk`. Without a unit, it
    holds those who act for the nämnd as a whole.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    namnd = models.ForeignKey(
        Namnd, on_delete=models.PROTECT, related_name="+", verbose_name="nämnd"
    )
    enhet = models.ForeignKey(
        Enhet,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="enhet",
    )
    manad = models.DateField("månad", help_text="Månadens första dag.")
    senast = models.DateField("granskas senast")
    storlek = models.BigIntegerField("kontrollpunktens storlek")
    rot = models.BinaryField("kontrollpunktens rot", max_length=32)
    regelverk = models.CharField("regelverk", max_length=20)
    atkomster = models.PositiveIntegerField("åtkomster under månaden")
    utanfor = models.PositiveIntegerField(
        "utan plats", default=0, help_text="Åtkomster som stack ut men inte fick plats i listan."
    )
    frister_utgangna = models.PositiveIntegerField(
        "frister som gick ut", default=0, help_text="Under månaden, i enhetens ärenden."
    )
    frister_sena = models.PositiveIntegerField(
        "frister som är försenade", default=0, help_text="När urvalet drogs, i enhetens ärenden."
    )
    granskare = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="granskare",
    )
    skapad = models.DateTimeField("skapad", default=timezone.now, editable=False)
    paminnd = models.DateField("påmind senast", null=True, blank=True)
    lyft = models.DateTimeField("berättat för dem som leder", null=True, blank=True)
    avslutad = models.DateTimeField("avslutad", null=True, blank=True)
    avslutad_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="avslutad av",
    )

    objects = LoggranskningQuerySet.as_manager()

    class Meta:
        ordering = ["-manad", "namnd", "enhet"]
        verbose_name = "logggranskning"
        verbose_name_plural = "logggranskningar"
        constraints = [
            models.UniqueConstraint(
                fields=["namnd", "enhet", "manad"],
                nulls_distinct=False,
                name="en_logggranskning_per_enhet_och_manad",
            ),
            models.CheckConstraint(
                name="logggranskning_manad_ar_forsta", condition=Q(manad__day=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enhet or self.namnd}, {self.manad:%Y-%m}"

    @property
    def referens(self) -> str:
        """What a notice calls it."""
        return str(self)[-80:]


class Atkomst(MinnsRaden):
    """What one person did with one akt, or without any, on one day: the row that is judged.

    Drawn before anybody looks and never changed after, but for the verdict.
    """

    class Utfall(models.TextChoices):
        UTAN_ANMARKNING = "utan", "Utan anmärkning"
        FRAGA = "fraga", "Fråga ställd"
        ANMARKNING = "anmarkning", "Anmärkning"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    granskning = models.ForeignKey(
        Loggranskning,
        on_delete=models.PROTECT,
        related_name="rader",
        verbose_name="logggranskning",
    )
    namnd = models.ForeignKey(
        Namnd, on_delete=models.PROTECT, related_name="+", verbose_name="nämnd"
    )
    ordning = models.PositiveIntegerField("ordning", help_text="1 är det som minst förklaras.")
    aktor = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="vem"
    )
    akt_id = models.UUIDField("akt", null=True, blank=True)
    dag = models.DateField("dag")
    fran = models.DateTimeField("första händelsen")
    till = models.DateTimeField("sista händelsen")
    handelser: Any = ArrayField(models.BigIntegerField(), verbose_name="logghändelser")
    verb: Any = ArrayField(models.CharField(max_length=60), verbose_name="vad som gjordes")
    urvalsgrund = models.CharField("därför", max_length=12, choices=Urvalsgrund.choices())
    forklaring = models.PositiveSmallIntegerField(
        "förklaring", choices=Forklaringsgrad.choices(), help_text="0 är ingen alls."
    )
    orsak = models.CharField("förklaras av", max_length=12, choices=Orsak.choices(), blank=True)
    signaler = SealedJSONField("signaler", agare="namnd_id", blank=True, default=list)
    """Codes of `rules.signaler`: what stands out says something of whom the akt is about."""
    utfall = models.CharField("bedömning", max_length=12, choices=Utfall, blank=True)
    kommentar = SealedTextField("kommentar", max_length=2000, agare="namnd_id", blank=True)
    bedomd_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="bedömd av",
    )
    bedomd = models.DateTimeField("bedömd", null=True, blank=True)

    objects = AtkomstQuerySet.as_manager()

    class Meta:
        ordering = ["granskning", "ordning"]
        verbose_name = "åtkomst att granska"
        verbose_name_plural = "åtkomster att granska"
        constraints = [
            models.UniqueConstraint(
                fields=["granskning", "ordning"], name="en_atkomst_per_plats_i_granskningen"
            ),
            models.CheckConstraint(
                name="bedomd_atkomst_har_granskare",
                condition=Q(utfall="", bedomd_av=None, bedomd=None)
                | (~Q(utfall="") & Q(bedomd_av__isnull=False, bedomd__isnull=False)),
            ),
            models.CheckConstraint(
                name="ingen_granskar_sin_egen_atkomst",
                condition=Q(bedomd_av=None) | ~Q(bedomd_av=F("aktor")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.aktor} {self.dag}"

    @property
    def akt(self) -> str:
        """The akt as the log calls it; which child it is about is not said."""
        return f"…{str(self.akt_id)[-6:]}" if self.akt_id else ""

    @property
    def is_val_forklarad(self) -> bool:
        """Whether the data gives this very access a reason of its own."""
        return self.forklaring >= Forklaringsgrad.SAMMANHANG


class Granskningsfraga(MinnsRaden):
    """What the reviewer asked the person, and the answer, in the same place."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    atkomst = models.ForeignKey(
        Atkomst, on_delete=models.PROTECT, related_name="fragor", verbose_name="åtkomst"
    )
    namnd = models.ForeignKey(
        Namnd, on_delete=models.PROTECT, related_name="+", verbose_name="nämnd"
    )
    till = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="till"
    )
    fraga = SealedTextField("fråga", max_length=2000, agare="namnd_id")
    stalld_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="ställd av"
    )
    stalld = models.DateTimeField("ställd", default=timezone.now)
    svar = SealedTextField("svar", max_length=2000, agare="namnd_id", blank=True)
    besvarad = models.DateTimeField("besvarad", null=True, blank=True)
    paminnd = models.DateTimeField("påmind", null=True, blank=True)
    aterkallad = models.DateTimeField("återkallad", null=True, blank=True)

    objects = GranskningsfragaQuerySet.as_manager()

    class Meta:
        ordering = ["stalld"]
        verbose_name = "fråga om åtkomst"
        verbose_name_plural = "frågor om åtkomst"

    def __str__(self) -> str:
        return f"{self.till} {self.stalld:%Y-%m-%d}"

    @property
    def referens(self) -> str:
        """What a notice calls it: the day, and the akt as the log calls it."""
        return f"{self.atkomst.dag:%Y-%m-%d}" + (self.atkomst.akt and f", akt {self.atkomst.akt}")
