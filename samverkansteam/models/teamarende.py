"""Which ärenden a team works with, and how a pupil's absence moves while it does."""

from __future__ import annotations

from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from arenden.models import AktBunden, Arende
from arenden.models.akt import AktBundenQuerySet
from encryption.fields import SealedJSONField
from samverkansteam.models.team import Team


class TeamarendeQuerySet(AktBundenQuerySet["Teamarende"]):
    def in_force(self) -> Self:
        return self.filter(till=None, team__avslutad=None)


class Teamarende(AktBunden):
    """The link between a team and an ärende, for a period. Seen from the akt's side only.

    `nummer` names the person inside the team («Person 1») where neither name nor ärendenummer may
    be shown.
    """

    arende = models.ForeignKey(Arende, on_delete=models.PROTECT, related_name="teamarenden")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="teamarenden")
    nummer = models.PositiveSmallIntegerField()
    fran = models.DateField(default=timezone.localdate)
    till = models.DateField(null=True, blank=True)

    objects = TeamarendeQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "teamärende"
        verbose_name_plural = "teamärenden"
        ordering = ["team", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["team", "nummer"], name="teamarende_nummer_i_teamet"),
            models.UniqueConstraint(
                fields=["team", "arende"],
                condition=Q(till=None),
                name="teamarende_en_gang_per_team",
                violation_error_message="Ärendet är redan kopplat till teamet.",
            ),
            models.CheckConstraint(
                name="teamarende_till_efter_fran",
                condition=Q(till__isnull=True) | Q(till__gte=F("fran")),
            ),
        ]

    def __str__(self) -> str:
        return f"Person {self.nummer}"


class Franvarovecka(AktBunden):
    """One pupil's absence in one ISO week: hours valid, invalid and late arrivals."""

    teamarende = models.ForeignKey(
        Teamarende, on_delete=models.PROTECT, related_name="franvaroveckor"
    )
    vecka = models.CharField(
        max_length=8,
        validators=[RegexValidator(r"^\d{4}-W\d{2}$", "Ange veckan som 2026-W47.")],
    )
    timmar = SealedJSONField("frånvaro", help_text="giltig, ogiltig: timmar; sen: antal gånger.")

    class Meta:
        verbose_name = "frånvarovecka"
        verbose_name_plural = "frånvaroveckor"
        ordering = ["vecka"]
        constraints = [
            models.UniqueConstraint(
                fields=["teamarende", "vecka"], name="franvaro_en_gang_per_vecka"
            ),
        ]

    def __str__(self) -> str:
        return f"Vecka {self.vecka}"
