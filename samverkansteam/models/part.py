"""The parties of a team and the people who take part for them."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from access.models import Anvandare, Organisation
from samverkansteam.models.team import TeamBunden, TeamBundenQuerySet


class PartQuerySet(TeamBundenQuerySet["Part"]):
    def external(self) -> Self:
        return self.exclude(organisation=None)


class Part(TeamBunden):
    """A party in the team. Without an organisation it is the nämnd's own socialtjänst."""

    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="parter"
    )
    enhet = models.CharField(
        "enhet",
        max_length=80,
        blank=True,
        help_text="Den del av organisationen som är med, till exempel BUP eller Mini-Maria.",
    )
    kontaktpunkt = models.CharField(
        "kontaktpunkt",
        max_length=120,
        blank=True,
        help_text="Funktion eller växel, aldrig en enskild persons nummer.",
    )

    objects = PartQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "part"
        verbose_name_plural = "parter"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "organisation", "enhet"],
                nulls_distinct=False,
                name="part_en_gang_per_team",
                violation_error_message="Parten är redan med i teamet.",
            ),
        ]

    def __str__(self) -> str:
        if self.organisation is None:
            return "Socialtjänsten"
        return f"{self.organisation.namn}, {self.enhet}" if self.enhet else self.organisation.namn

    @property
    def slag(self) -> str:
        return self.organisation.slag if self.organisation else Organisation.Slag.SOCIALTJANST

    @property
    def is_socialtjansten(self) -> bool:
        return self.organisation_id is None


class DeltagareQuerySet(TeamBundenQuerySet["Deltagare"]):
    def in_force(self) -> Self:
        return self.filter(till=None, team__avslutad=None)


class Deltagare(TeamBunden):
    """A person who takes part for a party, for a period. The period is also that of the grant."""

    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="deltagare")
    anvandare = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="deltaganden")
    is_jurist = models.BooleanField("jurist", default=False)
    fran = models.DateField("från och med", default=timezone.localdate)
    till = models.DateField("till och med", null=True, blank=True)

    objects = DeltagareQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "deltagare"
        verbose_name_plural = "deltagare"
        ordering = ["part", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "anvandare"],
                condition=Q(till=None),
                name="deltagare_en_gang_per_team",
                violation_error_message="Personen är redan med i teamet.",
            ),
            models.CheckConstraint(
                name="deltagare_till_efter_fran",
                condition=Q(till__isnull=True) | Q(till__gte=F("fran")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.anvandare}, {self.part}{' (jurist)' if self.is_jurist else ''}"
