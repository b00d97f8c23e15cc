"""The link by which somebody's own calendar program fetches their times, and nothing else."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from uuid6 import uuid7

from access.models import Anvandare

FONSTER = timedelta(hours=1)
MOST = 20
"""How many times in an hour a link may be fetched; programs ask once or twice."""


def new_secret() -> str:
    """256 random bits, as they stand in an address."""
    return secrets.token_urlsafe(32)


def digest(hemlighet: str) -> str:
    """What the table keeps of a secret: SHA-256, as the secret cannot be guessed."""
    return hashlib.sha256(hemlighet.encode()).hexdigest()


class KalenderlankQuerySet(models.QuerySet["Kalenderlank"]):
    def live(self) -> Self:
        """Not ended, of an account that is open."""
        return self.filter(upphord=None, anvandare__is_active=True)

    def with_secret(self, hemlighet: str) -> Self:
        return self.filter(avtryck=digest(hemlighet))


class Kalenderlank(models.Model):
    """A revocable secret of one person. It is shown once; the table holds its hash.

    `hamtningar` counts those of the hour that began at `timme`. The row stays when the link has
    ended, so that the log's entries about it can be understood.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    anvandare = models.ForeignKey(
        Anvandare,
        on_delete=models.PROTECT,
        related_name="kalenderlankar",
        verbose_name="användare",
    )
    avtryck = models.CharField("hemlighetens hash", max_length=64, unique=True)
    skapad = models.DateTimeField("skapad", default=timezone.now, editable=False)
    upphord = models.DateTimeField("upphörd", null=True, blank=True)
    senast = models.DateTimeField("senast hämtad", null=True, blank=True)
    timme = models.DateTimeField("timmen som räknas", null=True, blank=True)
    hamtningar = models.PositiveSmallIntegerField("hämtningar under timmen", default=0)

    objects = KalenderlankQuerySet.as_manager()

    class Meta:
        verbose_name = "kalenderlänk"
        verbose_name_plural = "kalenderlänkar"
        ordering = ["-skapad"]
        constraints = [
            models.UniqueConstraint(
                fields=["anvandare"], condition=Q(upphord=None), name="kalenderlank_en_i_taget"
            ),
            models.CheckConstraint(
                name="kalenderlank_upphor_efter_start",
                condition=Q(upphord=None) | Q(upphord__gte=F("skapad")),
            ),
        ]

    def __str__(self) -> str:
        return f"Kalenderlänk {timezone.localtime(self.skapad):%Y-%m-%d}"

    def count(self, nu: datetime) -> bool:
        """Note one more fetch; False when the hour has had all that it may have."""
        if self.timme is None or nu >= self.timme + FONSTER:
            self.timme, self.hamtningar = nu, 0
        if self.hamtningar >= MOST:
            return False
        self.hamtningar += 1
        self.senast = nu
        return True
