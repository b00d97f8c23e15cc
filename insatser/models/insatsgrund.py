"""What an insats rests on: its legal form, the decision, and who has agreed to it."""

from __future__ import annotations

from django.db import models

from arenden.models import AktBunden, Beslut
from encryption.fields import SealedTextField
from insatser.models.insats import Insats


class Insatsgrund(AktBunden):
    """The ground of one insats on the day that it started (SoL 11:1, 11:5, 21:1–2)."""

    class Form(models.TextChoices):
        BEHOVSPROVAD = "behovsprovad", "Behovsprövad, efter beslut (SoL 11:1)"
        UTAN = "utan", "Utan behovsprövning (SoL 11:5)"

    insats = models.OneToOneField(
        Insats, on_delete=models.PROTECT, related_name="grund", verbose_name="insats"
    )
    form = models.CharField("form", max_length=12, choices=Form)
    beslut = models.ForeignKey(
        Beslut,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="beslutet som insatsen vilar på",
    )
    katalogversion = models.PositiveSmallIntegerField("katalogens version", default=1)
    lampligt = SealedTextField(
        "varför det är lämpligt utan vårdnadshavarna", max_length=5_000, blank=True
    )

    class Meta:
        verbose_name = "grund för insats"
        verbose_name_plural = "grunder för insatser"
        constraints = [
            models.CheckConstraint(
                name="behovsprovad_har_beslut",
                condition=models.Q(form="utan", beslut__isnull=True)
                | models.Q(form="behovsprovad", beslut__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.get_form_display()


class Insatssamtycke(AktBunden):
    """That somebody agreed to an insats: who, which day and how."""

    class Vem(models.TextChoices):
        VARDNADSHAVARE = "vardnadshavare", "Vårdnadshavarna"
        BARNET = "barnet", "Barnet eller den unge själv"

    class Satt(models.TextChoices):
        MUNTLIGT = "muntligt", "Muntligt"
        SKRIFTLIGT = "skriftligt", "Skriftligt"

    insats = models.ForeignKey(
        Insats, on_delete=models.PROTECT, related_name="samtycken", verbose_name="insats"
    )
    vem = models.CharField("vem", max_length=14, choices=Vem)
    namn = SealedTextField("vilka", max_length=300, blank=True)
    dag = models.DateField("dag")
    satt = models.CharField("hur", max_length=10, choices=Satt)

    class Meta:
        verbose_name = "samtycke till insats"
        verbose_name_plural = "samtycken till insatser"
        ordering = ["vem", "id"]
        constraints = [
            models.UniqueConstraint(fields=["insats", "vem"], name="ett_samtycke_var_till_insats"),
        ]

    def __str__(self) -> str:
        return self.get_vem_display()
