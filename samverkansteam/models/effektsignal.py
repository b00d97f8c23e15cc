"""How absence has moved in a team as a whole: two numbers about many, none about one."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from access.regel import SOCIALTJANSTEN
from samverkansteam.models.team import TeamBunden
from samverkansteam.rules.effekt import MINST_ELEVER


class Effektsignal(TeamBunden):
    """The middle pupil's absence a week before the team's work and since, in minutes.

    Made by the worker out of the weeks of at least `MINST_ELEVER` pupils; kept so that whoever
    coordinates sees the number without reaching any akt.
    """

    radskydd_smalare = SOCIALTJANSTEN

    matt = models.DateField("mätt")
    elever = models.PositiveSmallIntegerField("antal elever")
    fore = models.PositiveSmallIntegerField("före, minuter i veckan")
    efter = models.PositiveSmallIntegerField("sedan starten, minuter i veckan")

    class Meta:
        verbose_name = "effektsignal"
        verbose_name_plural = "effektsignaler"
        ordering = ["team", "-matt"]
        constraints = [
            models.UniqueConstraint(fields=["team", "matt"], name="effektsignal_en_per_dag"),
            models.CheckConstraint(
                name="effektsignal_aldrig_om_fa", condition=Q(elever__gte=MINST_ELEVER)
            ),
        ]

    def __str__(self) -> str:
        return f"Effektsignal {self.matt}"
