"""The ärende: one matter about one person, with the step of the route where it stands."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone

from access.models import Anvandare, Enhet, Namnd, Nodoppning
from arenden.models.akt import AktBunden, AktBundenQuerySet, Personakt


class Steg(models.TextChoices):
    """Where a case stands. Stored for lists only: the facts decide, `check_flows` compares."""

    SKYDDSBEDOMNING = "skyddsbedomning", "Skyddsbedömning"
    FORHANDSBEDOMNING = "forhandsbedomning", "Förhandsbedömning"
    UNDERRATTELSE = "underrattelse", "Underrättelse"
    UTREDNING = "utredning", "Utredning"
    BESLUTSFORSLAG = "beslutsforslag", "Förslag till beslut"
    KOMMUNICERING = "kommunicering", "Kommunicering"
    BESLUT = "beslut", "Beslut"
    OVERLAMNING = "overlamning", "Överlämning"
    FOLJS_UPP = "foljs_upp", "Uppföljning utan insats"
    PLAN = "plan", "Plan"
    TEAM = "team", "Samla team"
    INSATS = "insats", "Starta insats"
    UPPFOLJNING = "uppfoljning", "Uppföljning"
    AVSLUT = "avslut", "Avslut"
    AVSLUTAT = "avslutat", "Avslutat"


class ArendeQuerySet(AktBundenQuerySet["Arende"]):
    def ongoing(self) -> Self:
        return self.filter(avslutat=None)

    def closed(self) -> Self:
        return self.exclude(avslutat=None)

    def mine(self, user: Anvandare) -> Self:
        return self.filter(handlaggare=user)

    def for_list(self) -> Self:
        """With everything a list row or an identity bar shows, in one query."""
        return self.select_related("akt__person", "handlaggare", "enhet", "namnd").annotate(
            has_utredning=models.ExpressionWrapper(
                models.Q(utredning__isnull=False), models.BooleanField()
            )
        )

    def with_nodoppning(self, user: Anvandare) -> Self:
        """With the break-glass that holds the akt open for this user now, if one does."""
        oppna = Nodoppning.objects.live(timezone.now()).filter(
            anvandare=user, akt_id=models.OuterRef("akt_id")
        )
        return self.annotate(
            nodoppning_id=models.Subquery(oppna.values("pk")[:1]),
            nodoppning_till=models.Subquery(oppna.values("till")[:1]),
        )


class Arende(AktBunden):
    class Slag(models.TextChoices):
        OROSANMALAN = "orosanmalan", "Orosanmälan"
        ANSOKAN = "ansokan", "Ansökan"
        UNDERRATTELSE_LUL = "underrattelse_lul", "Underrättelse enligt LUL"
        SKOLSOCIALT_TEAM = "skolsocialt_team", "Skolsocialt team"
        TREFAS = "trefas", "Trefas"

    arendenummer = models.CharField("ärendenummer", max_length=20, unique=True, editable=False)
    slag = models.CharField(max_length=20, choices=Slag)
    enhet = models.ForeignKey(Enhet, on_delete=models.PROTECT, related_name="arenden")
    handlaggare = models.ForeignKey(
        Anvandare, null=True, blank=True, on_delete=models.PROTECT, related_name="arenden"
    )
    steg = models.CharField(max_length=18, choices=Steg)
    oppnat = models.DateTimeField()
    avslutat = models.DateTimeField(null=True, blank=True)
    narmaste_frist = models.DateTimeField(
        null=True, blank=True, help_text="Kopia av ärendets närmaste öppna frist, för listor."
    )

    objects = ArendeQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "ärende"
        verbose_name_plural = "ärenden"
        indexes = [
            models.Index(fields=["akt", "oppnat"], name="arende_akt"),
            models.Index(
                fields=["handlaggare", "narmaste_frist", "id"],
                condition=models.Q(avslutat=None),
                name="arende_min_lista",
            ),
            models.Index(
                fields=["enhet", "narmaste_frist", "id"],
                condition=models.Q(avslutat=None),
                name="arende_enhetens_lista",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="arende_avslutat_steg",
                condition=models.Q(
                    avslutat__isnull=True, steg__in=[s for s in Steg if s != "avslutat"]
                )
                | models.Q(avslutat__isnull=False, steg="avslutat"),
            ),
        ]

    def __str__(self) -> str:
        return self.arendenummer


class Arendeserie(models.Model):
    """The last ärendenummer given in a nämnd and year."""

    namnd = models.ForeignKey(Namnd, on_delete=models.PROTECT, related_name="+")
    ar = models.PositiveSmallIntegerField()
    senaste = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "ärendeserie"
        verbose_name_plural = "ärendeserier"
        constraints = [
            models.UniqueConstraint(fields=["namnd", "ar"], name="serie_per_namnd_och_ar")
        ]

    def __str__(self) -> str:
        return f"{self.namnd} {self.ar}"


def next_arendenummer(namnd: Namnd, nu: datetime | None = None) -> str:
    """The next number in the nämnd's series of the year, e.g. JAR-2026-00042; in a transaction."""
    ar = timezone.localtime(nu or timezone.now()).year
    Arendeserie.objects.get_or_create(namnd=namnd, ar=ar)
    serie = Arendeserie.objects.select_for_update().get(namnd=namnd, ar=ar)
    serie.senaste += 1
    serie.save(update_fields=["senaste"])
    return f"{namnd.kod}-{ar}-{serie.senaste:05d}"


__all__ = ["Arende", "ArendeQuerySet", "Arendeserie", "Personakt", "Steg", "next_arendenummer"]
