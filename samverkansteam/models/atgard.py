"""Joint actions, logged in seconds: with one person, or with a group where nobody is named."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from access.models import Anvandare
from access.regel import SOCIALTJANSTEN
from access.villkor import Jag, Nagot
from arenden.models import AktBunden
from encryption.fields import SealedTextField
from samverkansteam.models.team import TeamBunden
from samverkansteam.models.teamarende import Teamarende


class Atgardsslag(models.TextChoices):
    SAMTAL = "samtal", "Samtal"
    LEKTIONSSTOD = "lektionsstod", "Lektionsstöd"
    HEMSAMTAL = "hemsamtal", "Hemsamtal"
    MOTE = "mote", "Möte"


class Atgardsfakta(models.Model):
    """What a joint action says, whoever it was with."""

    slag = models.CharField("vad", max_length=12, choices=Atgardsslag)
    nar = models.DateTimeField("när", default=timezone.now)
    minuter = models.PositiveSmallIntegerField("hur länge (minuter)", default=30)
    loggad_av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.get_slag_display()


class GemensamAtgard(AktBunden, Atgardsfakta):
    """A joint action with one person: belongs to that person's akt."""

    teamarende = models.ForeignKey(
        Teamarende, on_delete=models.PROTECT, related_name="gemensamma_atgarder"
    )
    notering = SealedTextField("kort notering", max_length=1_000, blank=True)

    class Meta:
        verbose_name = "gemensam åtgärd"
        verbose_name_plural = "gemensamma åtgärder"
        ordering = ["-nar", "-id"]


class Gruppatgard(TeamBunden, Atgardsfakta):
    """A joint action with a group (a class, a corridor, an evening): no person is named.

    Another party sees what it logged itself.
    """

    radskydd_smalare = Nagot(
        "en annan part bara det egna", (SOCIALTJANSTEN, Jag("den som förde in", "loggad_av_id"))
    )

    grupp = SealedTextField("grupp", max_length=80, agare="team_id")
    notering = SealedTextField("kort notering", max_length=1_000, agare="team_id", blank=True)

    class Meta:
        verbose_name = "gruppåtgärd"
        verbose_name_plural = "gruppåtgärder"
        ordering = ["-nar", "-id"]
