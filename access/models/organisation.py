"""The city as the law sees it: nämnder with their units, and the organisations they work with."""

from __future__ import annotations

from typing import Self

from django.db import models
from uuid6 import uuid7

PROVNAMND = "PROV"
"""The code of the nämnd that is nobody's: it holds the synthetic akt that tries the log."""


class NamndQuerySet(models.QuerySet["Namnd"]):
    def real(self) -> Self:
        """Those that people work in."""
        return self.exclude(kod=PROVNAMND)


class Namnd(models.Model):
    """A municipal board: an authority of its own and controller of its data (SFS 2001:637 11 §)."""

    class Slag(models.TextChoices):
        STADSDEL = "stadsdel", "Stadsdelsnämnd"
        FACK = "fack", "Facknämnd"
        STYRELSE = "styrelse", "Kommunstyrelse"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kod = models.CharField(max_length=6, unique=True)
    namn = models.CharField(max_length=80, unique=True)
    slag = models.CharField(max_length=10, choices=Slag)
    stadsdelsomrade = models.CharField(
        max_length=40, blank=True, help_text="Området nämnden ansvarar för; tomt för facknämnder."
    )
    giltig_fran = models.DateField()
    giltig_till = models.DateField(null=True, blank=True)

    objects = NamndQuerySet.as_manager()

    class Meta:
        ordering = ["namn"]
        verbose_name = "nämnd"
        verbose_name_plural = "nämnder"

    def __str__(self) -> str:
        return self.namn


class Enhet(models.Model):
    """A working unit inside a nämnd; new reports land in the one marked as mottagning."""

    class Slag(models.TextChoices):
        MOTTAGNING = "mottagning", "Mottagning"
        UTREDNING = "utredning", "Utredning"
        OPPENVARD = "oppenvard", "Öppenvård"
        STAB = "stab", "Stab"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    namnd = models.ForeignKey(Namnd, on_delete=models.PROTECT, related_name="enheter")
    namn = models.CharField(max_length=80)
    slag = models.CharField(max_length=12, choices=Slag)

    class Meta:
        ordering = ["namn"]
        verbose_name = "enhet"
        verbose_name_plural = "enheter"
        constraints = [
            models.UniqueConstraint(fields=["namnd", "namn"], name="enhet_namn_unikt_i_namnden"),
            models.UniqueConstraint(
                fields=["namnd"],
                condition=models.Q(slag="mottagning"),
                name="en_mottagning_per_namnd",
            ),
        ]

    def __str__(self) -> str:
        return self.namn


class Organisation(models.Model):
    """A party the nämnder work with. Its kind decides which lagrum may apply.

    Another nämnd with socialtjänst is SOCIALTJANST; ANNAN_NAMND is one with other work, such as
    culture or sports, which has neither the secrecy nor the openings of the socialtjänst.
    """

    class Slag(models.TextChoices):
        KOMMUNAL_SKOLA = "kommunal_skola", "Kommunal skola"
        FRISTAENDE_SKOLA = "fristaende_skola", "Fristående skola"
        POLIS = "polis", "Polisen"
        AKLAGARE = "aklagare", "Åklagare"
        KRIMINALVARD = "kriminalvard", "Kriminalvården"
        REGION = "region", "Region"
        ARBETSMARKNAD = "arbetsmarknad", "Arbetsmarknadsnämnden"
        ANNAN_NAMND = "annan_namnd", "Annan nämnd i staden"
        SOCIALTJANST = "socialtjanst", "Socialtjänst"
        IDEBUREN = "ideburen", "Idéburen organisation"
        FRITID = "fritid", "Fritid"

    class Skolform(models.TextChoices):
        GRUNDSKOLA = "grundskola", "Grundskola"
        ANPASSAD_GRUNDSKOLA = "anpassad_grundskola", "Anpassad grundskola"
        GYMNASIESKOLA = "gymnasieskola", "Gymnasieskola"
        ANPASSAD_GYMNASIESKOLA = "anpassad_gymnasieskola", "Anpassad gymnasieskola"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    namn = models.CharField(max_length=120, unique=True)
    slag = models.CharField(max_length=20, choices=Slag)
    skolform = models.CharField(max_length=24, choices=Skolform, blank=True)
    stadsdelsomrade = models.CharField(max_length=40, blank=True)
    kontaktpunkt = models.CharField(
        max_length=120,
        blank=True,
        help_text="Funktion eller växel, aldrig en enskild persons nummer.",
    )

    class Meta:
        ordering = ["namn"]
        verbose_name = "organisation"
        verbose_name_plural = "organisationer"

    def __str__(self) -> str:
        return self.namn
