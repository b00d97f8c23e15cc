"""Around a pupil's absence: what may cause it, who took part, and where school led."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from access.models import Anvandare
from arenden.models import AktBunden
from encryption.fields import SealedChoiceField, SealedTextField
from samverkansteam.models.mote import Mote
from samverkansteam.models.teamarende import Teamarende


class Orsakshypotes(AktBunden):
    """One thing that may cause the absence: what speaks for it, what was tried, what it led to."""

    class Omrade(models.TextChoices):
        SKOLA = "skola", "Skola"
        HEM = "hem", "Hem"
        HALSA = "halsa", "Hälsa"
        VANNER = "vanner", "Vänner"

    class Lage(models.TextChoices):
        PROVAS = "provas", "Prövas"
        BEHALLEN = "behallen", "Behålls"
        LAMNAD = "lamnad", "Lämnas"

    teamarende = models.ForeignKey(
        Teamarende, on_delete=models.PROTECT, related_name="orsakshypoteser"
    )
    omrade = SealedChoiceField("område", choices=Omrade)
    hypotes = SealedTextField("vad kan orsaken vara", max_length=1_000)
    talar_for = SealedTextField("vad talar för och emot", max_length=4_000, blank=True)
    provat = SealedTextField("vad har prövats, och hur gick det", max_length=4_000, blank=True)
    lage = models.CharField("läge", max_length=8, choices=Lage, default=Lage.PROVAS)
    slutsats = SealedTextField("varför den behålls eller lämnas", max_length=2_000, blank=True)
    skriven = models.DateTimeField("skriven", default=timezone.now)
    skriven_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="skriven av"
    )

    class Meta:
        verbose_name = "orsakshypotes"
        verbose_name_plural = "orsakshypoteser"
        ordering = ["skriven", "id"]

    def __str__(self) -> str:
        return f"Tänkbar orsak, {self.get_lage_display().lower()}"


class Delaktighet(AktBunden):
    """How the young person and the guardians took part, at a meeting or otherwise."""

    class Satt(models.TextChoices):
        VAR_MED = "var_med", "Var med"
        SADE_FORE = "sade_fore", "Sa sitt före mötet"
        GENOM_ANNAN = "genom_annan", "Genom någon annan"
        AVSTOD = "avstod", "Ville inte vara med"
        EJ_TILLFRAGAD = "ej_tillfragad", "Har inte tillfrågats"

    teamarende = models.ForeignKey(
        Teamarende, on_delete=models.PROTECT, related_name="delaktigheter"
    )
    mote = models.ForeignKey(
        Mote, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="möte"
    )
    dag = models.DateField("dag", default=timezone.localdate)
    barnet = models.CharField("barnet eller den unge", max_length=13, choices=Satt)
    barnets_ord = SealedTextField("med egna ord", max_length=4_000, blank=True)
    vardnadshavare = models.CharField("vårdnadshavarna", max_length=13, choices=Satt)
    vardnadshavares_ord = SealedTextField("vårdnadshavarnas ord", max_length=4_000, blank=True)
    skriven_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="skriven av"
    )

    class Meta:
        verbose_name = "delaktighet"
        verbose_name_plural = "delaktigheter"
        ordering = ["-dag", "-id"]

    def __str__(self) -> str:
        return f"Delaktighet {self.dag}"


class Gymnasiebehorighet(AktBunden):
    """Whether the pupil may begin gymnasiet when årskurs 9 ends (skollagen 16:29–32)."""

    class Utfall(models.TextChoices):
        HOGSKOLA = "hogskola", "Behörig till högskoleförberedande program"
        YRKE = "yrke", "Behörig till yrkesprogram"
        NEJ = "nej", "Inte behörig än"
        OKANT = "okant", "Går inte att få veta"

    teamarende = models.ForeignKey(
        Teamarende, on_delete=models.PROTECT, related_name="behorigheter"
    )
    ar = models.PositiveSmallIntegerField(
        "vårterminen år", validators=[MinValueValidator(2020), MaxValueValidator(2100)]
    )
    utfall = SealedChoiceField("behörighet", choices=Utfall)
    vagen = SealedTextField("vad hjälper eleven vidare", max_length=2_000, blank=True)
    skriven_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="skriven av"
    )

    class Meta:
        verbose_name = "gymnasiebehörighet"
        verbose_name_plural = "gymnasiebehörigheter"
        ordering = ["-ar"]
        constraints = [
            models.UniqueConstraint(
                fields=["teamarende", "ar"],
                name="behorighet_en_gang_per_ar",
                violation_error_message="Behörigheten för det året är redan införd.",
            ),
        ]

    def __str__(self) -> str:
        return f"Behörighet {self.ar}"
