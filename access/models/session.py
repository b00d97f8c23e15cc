"""Sessions: which log-ins a person has, in what browser, and how each ended.

The table holds the hash of the session's key, never the key, so that a thief of a dump gets no
live session. A row stays when the session has ended, without its content: it tells its owner what
happened, and which browsers are known.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from uuid6 import uuid7

from access.models.anvandare import Anvandare
from access.models.avisering import Avisering


def digest(session_key: str) -> str:
    """What the table keeps of a session key: SHA-256. The key itself has 190 random bits."""
    return hashlib.sha256(session_key.encode()).hexdigest()


class SessionQuerySet(models.QuerySet["Session"]):
    def live(self, nu: datetime | None = None) -> Self:
        """Not ended, younger than a working day, and used lately."""
        nu = nu or timezone.now()
        rest = timedelta(seconds=settings.SESSION_IDLE_AGE)
        return self.filter(slutad=None, upphor__gt=nu, senast__gt=nu - rest)

    def with_person(self) -> Self:
        """With whose it is and how many notices wait for them, which every page shows."""
        vantar = Avisering.objects.unread().filter(mottagare=models.OuterRef("anvandare"))
        antal = vantar.order_by().values("mottagare").values(antal=models.Count("pk"))
        return self.select_related("anvandare").annotate(olasta=models.Subquery(antal))

    def end(self, slut: str) -> int:
        """End those not yet ended, at once: the next request with their key meets a stranger."""
        return self.filter(slutad=None).update(slutad=timezone.now(), slut=slut, innehall="")


class Session(models.Model):
    """A browser that someone is logged in with, or is about to."""

    class Slut(models.TextChoices):
        """Why a session ended, when it was not by time."""

        UTLOGGAD = "utloggad", "Utloggad"
        AVSLUTAD = "avslutad", "Avslutad av dig"
        ADMINISTRATOR = "administrator", "Avslutad av en administratör"
        KONTO = "konto", "Kontot stängdes"
        UPPDRAG = "uppdrag", "Uppdragen ändrades"
        LOSENORD = "losenord", "Lösenordet byttes"
        FAKTOR = "faktor", "Sättet att logga in ändrades"
        NYARE = "nyare", "Ersatt av en nyare inloggning"

    class Faktor(models.TextChoices):
        """What was given besides the password."""

        KODAPP = "kodapp", "Engångskod"
        RESERVKOD = "reservkod", "Reservkod"
        NYCKEL = "nyckel", "Säkerhetsnyckel"
        LEGITIMATION = "legitimation", "E-tjänstelegitimation"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    nyckel = models.CharField("nyckelns hash", max_length=64, unique=True)
    innehall = models.TextField("innehåll", blank=True)
    anvandare = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sessioner",
        verbose_name="användare",
    )
    startad = models.DateTimeField("startad", default=timezone.now)
    senast = models.DateTimeField("senast använd", default=timezone.now)
    upphor = models.DateTimeField("upphör")
    slutad = models.DateTimeField("slutad", null=True, blank=True)
    slut = models.CharField("hur den slutade", max_length=14, choices=Slut, blank=True)
    faktor = models.CharField("andra faktor", max_length=12, choices=Faktor, blank=True)
    webblasare = models.CharField("webbläsare", max_length=60, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["-senast"]
        verbose_name = "session"
        verbose_name_plural = "sessioner"
        indexes = [
            models.Index(fields=["anvandare", "-senast"], name="session_vems"),
            models.Index(fields=["upphor"], name="session_upphor"),
        ]

    def __str__(self) -> str:
        return f"{self.webblasare or 'Okänd webbläsare'}, {self.startad:%Y-%m-%d %H:%M}"
