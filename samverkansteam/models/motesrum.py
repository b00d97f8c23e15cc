"""What is written while a meeting goes on: its two layers, and who said what on what ground."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from uuid6 import uuid7

from access.models import Anvandare, Namnd
from access.regel import SOCIALTJANSTEN
from access.villkor import Alla, Bland, Inte, Nagot
from encryption.fields import SealedTextField
from samverkansteam.models.lagrum import Lagrum
from samverkansteam.models.mote import Mote
from samverkansteam.models.part import Deltagare
from samverkansteam.models.team import Team, TeamBunden, TeamBundenQuerySet
from samverkansteam.models.teamarende import Teamarende

INTE_JAV = Inte(
    "aldrig vid jäv",
    Bland("den egna jävslistan", "teamarende_id", "samverkansteam_javiga_teamarenden"),
)


class Moteslager(models.Model):
    """The chair's text of a meeting while it is held: for all, and for the socialtjänst alone.

    The first becomes the minutes when the meeting closes; the second stays here, and other parties
    never see it. Both lock at closing. Saved as it is typed, hence without history.
    """

    radskydd = "teambarn"
    radskydd_smalare = SOCIALTJANSTEN

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    namnd = models.ForeignKey(Namnd, on_delete=models.PROTECT, related_name="+")
    mote = models.OneToOneField(Mote, on_delete=models.PROTECT, related_name="lager")
    gemensamt = SealedTextField(
        "gemensamma anteckningar", max_length=40_000, agare="team_id", blank=True
    )
    internt = SealedTextField(
        "socialtjänstens anteckningar", max_length=40_000, agare="team_id", blank=True
    )
    version = models.PositiveIntegerField("version", default=1, editable=False)
    andrat = models.DateTimeField("ändrat", auto_now=True)
    andrat_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="ändrat av"
    )

    objects = TeamBundenQuerySet.as_manager()

    class Meta:
        verbose_name = "möteslager"
        verbose_name_plural = "möteslager"

    def __str__(self) -> str:
        return f"Anteckningar till möte, version {self.version}"


class Motespunkt(TeamBunden):
    """That a person was taken up at a meeting, by whom it was opened and which jurist was there."""

    radskydd_smalare = Alla("bara socialtjänsten; aldrig vid jäv", (SOCIALTJANSTEN, INTE_JAV))

    mote = models.ForeignKey(Mote, on_delete=models.PROTECT, related_name="punkter")
    teamarende = models.ForeignKey(
        Teamarende, on_delete=models.PROTECT, related_name="+", verbose_name="gäller"
    )
    jurist = models.ForeignKey(
        Deltagare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="jurist i rummet",
    )
    oppnad = models.DateTimeField("öppnad", default=timezone.now)
    oppnad_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="öppnad av"
    )

    class Meta:
        verbose_name = "mötespunkt"
        verbose_name_plural = "mötespunkter"
        ordering = ["oppnad", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["mote", "teamarende"],
                name="motespunkt_en_gang_per_mote",
                violation_error_message="Personen är redan uppe på mötet.",
            ),
        ]

    def __str__(self) -> str:
        return f"Punkt {timezone.localtime(self.oppnad):%H:%M}"


class Motesrad(TeamBunden):
    """One thing that somebody said about a person: who, what, on what ground, and who heard it.

    Saying it in the room passes it on to those who hear. It stays in the team. The socialtjänst of
    the team sees the lines, another party those it said itself.
    """

    radskydd_smalare = Alla(
        "en annan part bara det egna; aldrig vid jäv",
        (
            INTE_JAV,
            Nagot(
                "det egna",
                (
                    SOCIALTJANSTEN,
                    Bland("den egna parten", "sagt_av_id", "samverkansteam_mina_parters_deltagare"),
                ),
            ),
        ),
    )

    mote = models.ForeignKey(Mote, on_delete=models.PROTECT, related_name="rader")
    punkt = models.ForeignKey(Motespunkt, on_delete=models.PROTECT, related_name="rader")
    teamarende = models.ForeignKey(
        Teamarende, on_delete=models.PROTECT, related_name="+", verbose_name="gäller"
    )
    sagt_av = models.ForeignKey(
        Deltagare, on_delete=models.PROTECT, related_name="+", verbose_name="sagt av"
    )
    vad = SealedTextField("vad som sades", max_length=2_000, agare="team_id")
    lagrum = models.ForeignKey(
        Lagrum, on_delete=models.PROTECT, related_name="+", verbose_name="lagrum"
    )
    avvagning = SealedTextField("avvägning", max_length=2_000, agare="team_id", blank=True)
    horde = ArrayField(models.UUIDField(), verbose_name="deltagare som hörde")
    sagt = models.DateTimeField("sagt", default=timezone.now)
    skriven_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="skriven av"
    )

    class Meta:
        verbose_name = "mötesrad"
        verbose_name_plural = "mötesrader"
        ordering = ["sagt", "id"]

    def __str__(self) -> str:
        return f"Sagt {timezone.localtime(self.sagt):%H:%M}"
