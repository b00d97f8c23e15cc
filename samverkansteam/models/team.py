"""The team, and what hangs on it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import ClassVar, Self, TypeVar
from uuid import UUID

from django.db import connection, models
from django.db.models import F, Q
from django.utils import timezone
from uuid6 import uuid7

from access.models import Anvandare, Namnd
from access.regel import within
from audit.andring import MinnsRaden
from encryption.fields import SealedTextField
from encryption.history import SealedHistoricalRecords
from samverkansteam.models.teamtyp import Teamtyp


class TeamQuerySet(models.QuerySet["Team"]):
    def visible_to(self, user: Anvandare) -> Self:
        return within(self, user)

    def ongoing(self) -> Self:
        return self.filter(avslutad=None)


class Team(MinnsRaden):
    """People from several parties who work together. Owns the key of its own texts.

    Whatever tells about a child belongs to the child's akt; the team holds what is shared.
    """

    radskydd = "team"
    versioned: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    namnd = models.ForeignKey(Namnd, on_delete=models.PROTECT, related_name="team")
    teamtyp = models.ForeignKey(Teamtyp, on_delete=models.PROTECT, related_name="team")
    namn = SealedTextField("teamets namn", max_length=80, agare="id")
    startad = models.DateField("startdatum", default=timezone.localdate)
    avslutad = models.DateField("avslutat", null=True, blank=True)
    skapad_av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")
    senaste_nummer = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text="Det sista numret som ett ärende fått i teamet."
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    historik = SealedHistoricalRecords()
    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = "team"
        verbose_name_plural = "team"
        ordering = ["-startad", "id"]
        constraints = [
            models.CheckConstraint(
                name="team_slut_efter_start",
                condition=Q(avslutad__isnull=True) | Q(avslutad__gte=F("startad")),
                violation_error_message="Teamet kan inte avslutas före startdatum.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.teamtyp}"

    @property
    def team_id(self) -> UUID:
        """Its own, by the name that the rows of the team have for it."""
        return self.id

    @property
    def is_avslutat(self) -> bool:
        return self.avslutad is not None


M = TypeVar("M", bound="TeamBunden")


class TeamBundenQuerySet(models.QuerySet[M]):
    def visible_to(self, user: Anvandare) -> Self:
        return within(self, user)


class TeamBunden(MinnsRaden):
    """A row that belongs to a team. Sealed with the team's key; every change keeps history."""

    radskydd = "teambarn"
    versioned: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="%(class)s_set")
    namnd = models.ForeignKey(Namnd, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    historik = SealedHistoricalRecords(inherit=True)
    objects = TeamBundenQuerySet.as_manager()

    class Meta:
        abstract = True


def median_vantan(user: Anvandare, team: Collection[UUID], sedan: date) -> tuple[int, int] | None:
    """How many persons came to these teams since a day, and the middle one's wait for a meeting.

    In days. The database counts past the wall and answers only about five persons or more, in teams
    that the user takes part in; else None.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT antal, dagar FROM samverkansteam_vantan(%s, %s, %s)",
            [user.pk, list(team), sedan],
        )
        svar: tuple[int, int] | None = cursor.fetchone()
    return svar
