"""What was released, to whom and on what legal ground; and what was not (ADR 0007)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from access.models import Anvandare
from access.regel import SOCIALTJANSTEN
from access.villkor import Alla, Bland, Inte, Nagot
from arenden.models import AktBunden, Personakt
from encryption.fields import SealedJSONField, SealedTextField
from samverkansteam.models.lagrum import Lagrum
from samverkansteam.models.part import Part
from samverkansteam.models.samtycke import Samtycke
from samverkansteam.models.team import TeamBunden
from samverkansteam.models.teamarende import Teamarende


class Delgivning(AktBunden):
    """One release to one receiver, or the decision not to make it. Never changed afterwards."""

    class Utfall(models.TextChoices):
        LAMNAD = "lamnad", "Lämnad"
        AVSTADD = "avstadd", "Inte lämnad"

    teamarende = models.ForeignKey(
        Teamarende, on_delete=models.PROTECT, related_name="delgivningar"
    )
    mottagare = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="delgivningar")
    utfall = models.CharField(max_length=8, choices=Utfall)
    lagrum = models.ForeignKey(
        Lagrum, null=True, blank=True, on_delete=models.PROTECT, related_name="delgivningar"
    )
    samtycke = models.ForeignKey(
        Samtycke, null=True, blank=True, on_delete=models.PROTECT, related_name="delgivningar"
    )
    innehall = SealedTextField("exakt vad som lämnades", max_length=100_000, blank=True)
    andamal = SealedTextField("ändamål", max_length=1_000, blank=True)
    svar = SealedJSONField("svar på lagrummets villkor", null=True, blank=True)
    avvagning = SealedTextField("avvägning", max_length=10_000, blank=True)
    skal = SealedTextField("skäl att inte lämna", max_length=5_000, blank=True)
    beslutad = models.DateTimeField(default=timezone.now, editable=False)
    beslutad_av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "delgivning"
        verbose_name_plural = "delgivningar"
        ordering = ["-beslutad", "-id"]
        constraints = [
            models.CheckConstraint(
                name="delgivning_lamnad_har_lagrum",
                condition=Q(utfall="avstadd") | Q(lagrum__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Delgivning, {self.get_utfall_display().lower()}"


class Delgivningskopia(TeamBunden):
    """The receiver's copy: exactly what was released, sealed with the team's key.

    A participant from another party has no way to the akt; this row is all there is to see, and
    of the copies only those its own party received. The socialtjänst of the team sees every copy.
    `akt` is kept so that reading the copy is logged on the akt it came from.
    """

    radskydd_smalare = Alla(
        "en annan part bara sina egna; aldrig vid jäv",
        (
            Inte("aldrig vid jäv", Bland("den egna jävslistan", "akt_id", "access_jav")),
            Nagot(
                "sina egna",
                (
                    SOCIALTJANSTEN,
                    Bland("mottagaren", "mottagare_id", "samverkansteam_mina_parter"),
                ),
            ),
        ),
    )

    delgivning = models.OneToOneField(Delgivning, on_delete=models.PROTECT, related_name="kopia")
    akt = models.ForeignKey(Personakt, on_delete=models.PROTECT, related_name="+")
    mottagare = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="kopior")
    lagrum = models.ForeignKey(Lagrum, on_delete=models.PROTECT, related_name="+")
    person = models.CharField("gäller", max_length=20)
    innehall = SealedTextField("innehåll", max_length=100_000, agare="team_id")
    andamal = SealedTextField("ändamål", max_length=1_000, agare="team_id")
    lamnad = models.DateTimeField("lämnad")

    class Meta:
        verbose_name = "delgivningskopia"
        verbose_name_plural = "delgivningskopior"
        ordering = ["-lamnad", "-id"]

    def __str__(self) -> str:
        return f"{self.person}, {timezone.localtime(self.lamnad):%Y-%m-%d}"
