"""The mark of acute risk that some teams set on a person, for a limited time."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from access.models import Anvandare
from access.regel import SOCIALTJANSTEN
from access.villkor import Alla, Bland, Inte
from encryption.fields import SealedChoiceField, SealedTextField
from samverkansteam.models.team import TeamBunden, TeamBundenQuerySet
from samverkansteam.models.teamarende import Teamarende


class MarkeringQuerySet(TeamBundenQuerySet["Markering"]):
    def live(self, dag: date | None = None) -> Self:
        return self.filter(galler_till__gte=dag or timezone.localdate())


class Markering(TeamBunden):
    """Green, yellow or red, with its author and last day. It stays in the team.

    Sealed with the team's key and without a way back from the akt, so that neither the mark nor
    what other authorities said behind it becomes part of a child's file. Seen by the socialtjänst
    of the team; by no other party, and by nobody who may not reach the akt for jäv.
    """

    radskydd_smalare = Alla(
        "bara socialtjänsten; aldrig vid jäv",
        (
            SOCIALTJANSTEN,
            Inte(
                "aldrig vid jäv",
                Bland("den egna jävslistan", "teamarende_id", "samverkansteam_javiga_teamarenden"),
            ),
        ),
    )

    class Farg(models.TextChoices):
        GRON = "gron", "Grön"
        GUL = "gul", "Gul"
        ROD = "rod", "Röd"

    teamarende = models.ForeignKey(Teamarende, on_delete=models.PROTECT, related_name="+")
    farg = SealedChoiceField("markering", choices=Farg, agare="team_id")
    motiv = SealedTextField("grund", max_length=2_000, agare="team_id")
    satt = models.DateField(default=timezone.localdate)
    satt_av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")
    galler_till = models.DateField("gäller till och med")

    objects = MarkeringQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "markering"
        verbose_name_plural = "markeringar"
        ordering = ["-satt", "-id"]
        constraints = [
            models.CheckConstraint(
                name="markering_galler_en_tid", condition=Q(galler_till__gt=F("satt"))
            ),
        ]

    def __str__(self) -> str:
        return f"Markering till {self.galler_till}"
