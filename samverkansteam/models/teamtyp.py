"""Kinds of teams: reference data, changed without a release."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from access.models import Organisation


class Teamtyp(models.Model):
    """A form of cooperation: who takes part, how often, on what legal footing."""

    kod = models.CharField(primary_key=True, max_length=30)
    namn = models.CharField(max_length=80)
    syfte = models.CharField(max_length=300)
    malgrupp = models.CharField(max_length=300, blank=True)
    parter = ArrayField(
        models.CharField(max_length=20, choices=Organisation.Slag),
        help_text="De slags organisationer som alltid är med.",
    )
    parter_vid_behov = ArrayField(
        models.CharField(max_length=20, choices=Organisation.Slag), default=list, blank=True
    )
    motesintervall_dagar = models.PositiveSmallIntegerField()
    rattslig_form = models.CharField(max_length=300)
    samtyckesregel = models.CharField(max_length=300)
    kraver_jurist = models.BooleanField(
        default=False, help_text="Ett möte får bara hållas när en jurist är närvarande."
    )
    markeringens_dagar = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="Hur länge en riskmarkering gäller; tomt där den inte används.",
    )
    foljer_franvaro = models.BooleanField(default=False)
    dagordning = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    kalla = models.CharField(max_length=300, blank=True)
    giltig_fran = models.DateField()
    giltig_till = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "teamtyp"
        verbose_name_plural = "teamtyper"
        ordering = ["namn"]

    def __str__(self) -> str:
        return self.namn
