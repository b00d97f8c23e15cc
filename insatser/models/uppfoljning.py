"""Follow-up in rounds: how each goal went, what the child says, what happens now."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils import timezone

from access.models import Anvandare
from arenden.models import AktBunden, Arende, Journalanteckning
from encryption.fields import SealedChoiceField, SealedTextField
from insatser.models.insats import Insats
from insatser.models.plan import Mal, Plan
from insatser.models.tillfalle import ANGERTID


class Uppfoljning(AktBunden):
    """One round: how it went by goal, the child's own view, and what happens next."""

    class Beslut(models.TextChoices):
        FORTSATT = "fortsatt", "Fortsätt som planerat"
        ANDRA = "andra", "Ändra planen"
        AVSLUTA = "avsluta", "Avsluta insatsen"

    arende = models.ForeignKey(Arende, on_delete=models.PROTECT, related_name="uppfoljningar")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="uppfoljningar")
    runda = models.PositiveSmallIntegerField()
    sammanfattning = SealedTextField("sammanfattning", max_length=20_000)
    barnets_rost = SealedTextField("barnets egna ord", max_length=20_000, blank=True)
    rost_saknas = SealedTextField(
        "varför barnets egna ord saknas", max_length=2_000, null=True, blank=True
    )
    vardnadshavares_syn = SealedTextField(
        "vårdnadshavarnas syn", max_length=10_000, null=True, blank=True
    )
    parters_syn = SealedTextField(
        "andras syn: skolan, utföraren, teamet", max_length=10_000, null=True, blank=True
    )
    beslut = models.CharField("vad händer nu", max_length=8, choices=Beslut)
    skal = SealedTextField("varför", max_length=5_000, null=True, blank=True)
    nasta_senast = models.DateField("nästa uppföljning senast", null=True, blank=True)
    genomford = models.DateTimeField(default=timezone.now)
    genomford_av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "uppföljning"
        verbose_name_plural = "uppföljningar"
        ordering = ["-runda"]
        constraints = [
            models.UniqueConstraint(fields=["arende", "runda"], name="uppfoljning_runda"),
            models.CheckConstraint(
                name="fortsatt_har_nasta_datum",
                condition=~models.Q(beslut="fortsatt") | models.Q(nasta_senast__isnull=False),
                violation_error_message="Ange när nästa uppföljning senast ska vara gjord.",
            ),
        ]

    def __str__(self) -> str:
        return f"Uppföljning {self.runda}"


class Maluppfyllelse(AktBunden):
    """How far one goal had come at one round (goal attainment scaling, −2 … +2)."""

    class Grad(models.IntegerChoices):
        MYCKET_SAMRE = -2, "Mycket sämre än väntat"
        SAMRE = -1, "Sämre än väntat"
        SOM_VANTAT = 0, "Som väntat"
        BATTRE = 1, "Bättre än väntat"
        MYCKET_BATTRE = 2, "Mycket bättre än väntat"

    uppfoljning = models.ForeignKey(
        Uppfoljning, on_delete=models.PROTECT, related_name="maluppfyllelser"
    )
    mal = models.ForeignKey(Mal, on_delete=models.PROTECT, related_name="uppfyllelser")
    grad = models.SmallIntegerField("så gick det", choices=Grad)
    kommentar = SealedTextField("kommentar", max_length=2_000, blank=True)

    class Meta:
        verbose_name = "måluppfyllelse"
        verbose_name_plural = "måluppfyllelser"
        constraints = [
            models.UniqueConstraint(
                fields=["uppfoljning", "mal"], name="en_grad_per_mal_och_runda"
            ),
        ]

    def __str__(self) -> str:
        return self.get_grad_display()


class Malskala(AktBunden):
    """What each of the five levels of one goal means, in words, before it is used.

    Beside the goal, so that it can be described at the first follow-up without touching a plan in
    force. It stands as it is once a round or a note has used it.
    """

    raderbar = True  # with a goal that goes out of a draft; the history stays

    mal = models.OneToOneField(
        Mal, on_delete=models.PROTECT, related_name="skala", verbose_name="mål"
    )
    mycket_samre = SealedTextField("mycket sämre än väntat (−2)", max_length=500)
    samre = SealedTextField("sämre än väntat (−1)", max_length=500)
    som_vantat = SealedTextField("som väntat (0)", max_length=500)
    battre = SealedTextField("bättre än väntat (+1)", max_length=500)
    mycket_battre = SealedTextField("mycket bättre än väntat (+2)", max_length=500)
    beskriven_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="beskriven av"
    )

    class Meta:
        verbose_name = "målskala"
        verbose_name_plural = "målskalor"

    def __str__(self) -> str:
        return "Skala för ett mål"

    def words(self) -> dict[int, str]:
        """What each level means, from −2 to +2."""
        nivaer = (
            self.mycket_samre,
            self.samre,
            self.som_vantat,
            self.battre,
            self.mycket_battre,
        )
        return dict(zip(Maluppfyllelse.Grad.values, nivaer, strict=True))


class Malavstamning(AktBunden):
    """How far a goal had come when a journal note was written, and what in it shows so."""

    raderbar = True  # within ten minutes, when it is taken back; the history stays

    mal = models.ForeignKey(
        Mal, on_delete=models.PROTECT, related_name="avstamningar", verbose_name="mål"
    )
    anteckning = models.ForeignKey(
        Journalanteckning,
        on_delete=models.PROTECT,
        related_name="malavstamningar",
        verbose_name="anteckning",
    )
    grad = models.SmallIntegerField(
        "så långt har det kommit", choices=Maluppfyllelse.Grad, null=True, blank=True
    )
    visar = SealedTextField("vad visar det", max_length=2_000)
    gjord = models.DateTimeField("gjord", default=timezone.now)
    gjord_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="gjord av"
    )

    class Meta:
        verbose_name = "målavstämning"
        verbose_name_plural = "målavstämningar"
        ordering = ["gjord", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["mal", "anteckning"],
                name="en_avstamning_per_mal_och_anteckning",
                violation_error_message="Målet är redan avstämt mot den anteckningen.",
            ),
        ]

    def __str__(self) -> str:
        return "Avstämning av ett mål"

    def may_be_regretted(self, nu: datetime) -> bool:
        return nu - self.gjord <= ANGERTID


class Barnsvar(AktBunden):
    """What the child said to one of the questions of a round, in words or as a mark of its own."""

    class Skattning(models.TextChoices):
        MYCKET_DALIGT = "1", "Mycket dåligt"
        DALIGT = "2", "Dåligt"
        VARKEN = "3", "Varken bra eller dåligt"
        BRA = "4", "Bra"
        MYCKET_BRA = "5", "Mycket bra"

    uppfoljning = models.ForeignKey(
        Uppfoljning,
        on_delete=models.PROTECT,
        related_name="barnsvar",
        verbose_name="uppföljning",
    )
    kod = models.CharField("fråga", max_length=30)
    fraga = models.CharField("så löd frågan", max_length=200)
    ordning = models.PositiveSmallIntegerField("ordning")
    svar = SealedTextField("svar", max_length=5_000, blank=True)
    skattning = SealedChoiceField("egen skattning", choices=Skattning, null=True, blank=True)

    class Meta:
        verbose_name = "barnsvar"
        verbose_name_plural = "barnsvar"
        ordering = ["ordning"]
        constraints = [
            models.UniqueConstraint(
                fields=["uppfoljning", "kod"], name="ett_barnsvar_per_fraga_och_runda"
            ),
        ]

    def __str__(self) -> str:
        return self.fraga


class Insatsval(AktBunden):
    """What a round decided about one insats, and why."""

    class Beslut(models.TextChoices):
        FORTSATT = "fortsatt", "Fortsätter"
        ANDRA = "andra", "Ändras"
        AVSLUTA = "avsluta", "Avslutas"

    uppfoljning = models.ForeignKey(
        Uppfoljning,
        on_delete=models.PROTECT,
        related_name="insatsval",
        verbose_name="uppföljning",
    )
    insats = models.ForeignKey(
        Insats, on_delete=models.PROTECT, related_name="val", verbose_name="insats"
    )
    beslut = models.CharField("vad händer med insatsen", max_length=8, choices=Beslut)
    skal = SealedTextField("varför", max_length=2_000)

    class Meta:
        verbose_name = "insatsval"
        verbose_name_plural = "insatsval"
        constraints = [
            models.UniqueConstraint(
                fields=["uppfoljning", "insats"], name="ett_val_per_insats_och_runda"
            ),
        ]

    def __str__(self) -> str:
        return self.get_beslut_display()
