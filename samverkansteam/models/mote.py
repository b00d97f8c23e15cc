"""Meetings of a team: planned, held and locked; who came, and what they took upon themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from access.models import Anvandare
from access.regel import SOCIALTJANSTEN
from access.villkor import Bland, Nagot
from encryption.fields import SealedTextField
from samverkansteam.models.part import Deltagare
from samverkansteam.models.team import TeamBunden, TeamBundenQuerySet


class MoteQuerySet(TeamBundenQuerySet["Mote"]):
    def upcoming(self, nu: datetime | None = None) -> Self:
        return self.filter(genomfort=None, installt=None, planerat__gte=nu or timezone.now())


class Mote(TeamBunden):
    """A meeting. The minutes are the layer that all parties share; they lock when it is held."""

    planerat = models.DateTimeField("när")
    minuter = models.PositiveSmallIntegerField("hur länge (minuter)", default=60)
    plats = SealedTextField("plats", max_length=200, agare="team_id", blank=True)
    dagordning = SealedTextField("dagordning", max_length=5_000, agare="team_id", blank=True)
    protokoll = SealedTextField(
        "gemensamma anteckningar", max_length=40_000, agare="team_id", blank=True
    )
    genomfort = models.DateTimeField("genomfört", null=True, blank=True)
    dokumenterat_av = models.ForeignKey(
        Anvandare, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    installt = models.DateTimeField("inställt", null=True, blank=True)

    objects = MoteQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "möte"
        verbose_name_plural = "möten"
        ordering = ["-planerat", "-id"]
        constraints = [
            models.CheckConstraint(
                name="mote_genomfort_av_nagon",
                condition=Q(genomfort__isnull=True, dokumenterat_av__isnull=True)
                | Q(genomfort__isnull=False, dokumenterat_av__isnull=False),
            ),
            models.CheckConstraint(
                name="mote_genomfort_eller_installt",
                condition=Q(genomfort__isnull=True) | Q(installt__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Möte {timezone.localtime(self.planerat):%Y-%m-%d %H:%M}"

    @property
    def is_genomfort(self) -> bool:
        return self.genomfort is not None


class Narvaro(TeamBunden):
    """That a member was or was not at a meeting."""

    mote = models.ForeignKey(Mote, on_delete=models.PROTECT, related_name="narvaro")
    deltagare = models.ForeignKey(Deltagare, on_delete=models.PROTECT, related_name="narvaro")
    narvarande = models.BooleanField("närvarande")

    class Meta:
        verbose_name = "närvaro"
        verbose_name_plural = "närvaro"
        constraints = [
            models.UniqueConstraint(fields=["mote", "deltagare"], name="narvaro_en_gang_per_mote"),
        ]

    def __str__(self) -> str:
        return "Närvarande" if self.narvarande else "Frånvarande"


class Atagande(TeamBunden):
    """What somebody took upon themselves at a meeting, and by when.

    The socialtjänst of the team sees all of them, another party its own.
    """

    radskydd_smalare = Nagot(
        "en annan part bara sina egna",
        (
            SOCIALTJANSTEN,
            Bland("den egna parten", "ansvarig_id", "samverkansteam_mina_parters_deltagare"),
        ),
    )

    mote = models.ForeignKey(Mote, on_delete=models.PROTECT, related_name="ataganden")
    ansvarig = models.ForeignKey(Deltagare, on_delete=models.PROTECT, related_name="ataganden")
    vad = SealedTextField("vad", max_length=1_000, agare="team_id")
    senast = models.DateField("senast")
    klart = models.DateTimeField("klart", null=True, blank=True)
    svar = SealedTextField("hur det gick", max_length=2_000, agare="team_id", null=True, blank=True)
    svarat = models.DateTimeField("när det berättades", null=True, blank=True)

    class Meta:
        verbose_name = "åtagande"
        verbose_name_plural = "åtaganden"
        ordering = ["senast", "id"]

    def __str__(self) -> str:
        return f"Åtagande till {self.senast}"

    @property
    def is_late(self) -> bool:
        """Not done, and its day has passed."""
        return self.klart is None and self.senast < timezone.localdate()
