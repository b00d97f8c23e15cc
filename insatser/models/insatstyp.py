"""The city's catalogue of insatser."""

from __future__ import annotations

from django.db import models

from insatser.models.plan import Mal


class Insatstyp(models.Model):
    """A row of the city's catalogue; reference data with validity, changed without a release."""

    class Provning(models.TextChoices):
        BEHOVSPROVAD = "behovsprovad", "Behovsprövad (SoL 11:1)"
        UTAN = "utan", "Utan behovsprövning (SoL 11:5)"
        BADA = "bada", "Kan ges på båda sätten"

    kod = models.CharField(primary_key=True, max_length=40)
    namn = models.CharField(max_length=120)
    malgrupp = models.CharField(max_length=300)
    niva = models.CharField(max_length=12, choices=Mal.Niva)
    provning = models.CharField(max_length=12, choices=Provning)
    utforare = models.CharField(max_length=120)
    kunskapsstod = models.TextField(blank=True)
    kalla = models.CharField(max_length=300)
    giltig_fran = models.DateField()
    giltig_till = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "insatstyp"
        verbose_name_plural = "insatstyper"
        ordering = ["namn"]

    def __str__(self) -> str:
        return self.namn
