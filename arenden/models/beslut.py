"""A decision, proposed by one person and decided by another."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from access.models import Anvandare
from arenden.models.akt import AktBunden
from arenden.models.arende import Arende
from encryption.fields import SealedTextField

PLACERAR = ("placering", "vard_lvu")
"""Decisions on care outside the home: kept for ever, and carried out elsewhere."""


class Satt(models.TextChoices):
    """How somebody was told, or was given a decision."""

    MUNTLIGT = "muntligt", "Muntligt"
    BREV = "brev", "Brev"
    MOTE = "mote", "På möte"
    ELEKTRONISKT = "elektroniskt", "Säker elektronisk post"


class Beslut(AktBunden):
    """What was proposed, and what was decided with which reasons (FL 31–33).

    Care under LVU is decided by the nämnd's utskott: its meeting and paragraph stand here. The day
    when the person got the decision starts the three weeks to appeal (FL 44).
    """

    class Slag(models.TextChoices):
        INSATS = "insats", "Bifall: insats"
        UTAN_INSATS = "utan_insats", "Utredningen avslutas utan insats"
        FOLJS_UPP = "foljs_upp", "Utredningen avslutas utan insats, och barnet följs upp"
        AVSLAG = "avslag", "Avslag på ansökan"
        PLACERING = "placering", "Placering enligt socialtjänstlagen"
        VARD_LVU = "vard_lvu", "Ansökan om vård enligt LVU"

    class Utfall(models.TextChoices):
        BESLUTAT = "beslutat", "Beslutat enligt förslaget"
        ATERREMISS = "aterremiss", "Återlämnat för komplettering"
        ATERTAGET = "atertaget", "Återtaget"

    arende = models.ForeignKey(Arende, on_delete=models.PROTECT, related_name="beslut")
    slag = models.CharField("beslut", max_length=12, choices=Slag)
    lagrum = models.CharField("lagrum", max_length=60)
    text = SealedTextField("beslutet", max_length=10_000)
    motivering = SealedTextField("motivering", max_length=40_000)
    barnkonsekvens = SealedTextField("så påverkas barnet", max_length=10_000)
    ska_kommuniceras = models.BooleanField(
        "visas för den enskilde före beslutet", default=False, help_text="FL 25 §."
    )
    foreslagen_av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")
    foreslagen = models.DateTimeField(default=timezone.now)
    utfall = models.CharField(max_length=10, choices=Utfall, blank=True)
    beslutad_av = models.ForeignKey(
        Anvandare, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    beslutad = models.DateTimeField(null=True, blank=True)
    kommentar = SealedTextField("beslutsfattarens kommentar", max_length=5_000, blank=True)
    utskottsdag = models.DateField("utskottets sammanträde", null=True, blank=True)
    protokoll = models.CharField("paragraf i protokollet", max_length=20, blank=True)
    delgivet = models.DateField("den enskilde fick beslutet", null=True, blank=True)
    delgivet_satt = models.CharField("hur", max_length=12, choices=Satt, blank=True)
    delgivet_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="lämnat av",
    )

    class Meta:
        verbose_name = "beslut"
        verbose_name_plural = "beslut"
        ordering = ["-foreslagen"]
        constraints = [
            models.CheckConstraint(
                name="beslut_fyra_ogon",
                condition=Q(beslutad_av__isnull=True) | ~Q(beslutad_av=F("foreslagen_av")),
                violation_error_message="Den som föreslagit beslutet kan inte själv fatta det.",
            ),
            models.UniqueConstraint(
                fields=["arende"],
                condition=Q(utfall=""),
                name="ett_oppet_forslag_per_arende",
                violation_error_message="Det finns redan ett förslag som väntar på beslut.",
            ),
            models.CheckConstraint(
                name="vard_lvu_av_utskottet",
                condition=~Q(slag="vard_lvu", utfall="beslutat")
                | (Q(utskottsdag__isnull=False) & ~Q(protokoll="")),
                violation_error_message="Ange utskottets sammanträde och paragraf.",
            ),
            models.CheckConstraint(
                name="beslut_delgivet_av_nagon",
                condition=Q(delgivet__isnull=True, delgivet_av=None, delgivet_satt="")
                | (Q(delgivet__isnull=False, delgivet_av__isnull=False) & ~Q(delgivet_satt="")),
            ),
        ]

    def __str__(self) -> str:
        return self.get_slag_display()
