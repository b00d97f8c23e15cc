"""A line in somebody's own inbox: that something happened, by reference only."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from uuid6 import uuid7

from access.models.anvandare import Anvandare
from audit.andring import MinnsRaden


class AviseringQuerySet(models.QuerySet["Avisering"]):
    def unread(self) -> Self:
        return self.filter(last=None)

    def put_away(self) -> Self:
        return self.exclude(last=None)

    def to_mail(self) -> Self:
        """Neither put away nor told of in a mail."""
        return self.unread().filter(mejlad=None)


class Avisering(MinnsRaden):
    """Tells one person of one event. It says what and which, never about whom.

    `objekt_id` is the event, of which a person is told once; `sida` names the objects in the
    address that the notice leads to, where that is another page than the event's own.
    """

    class Slag(models.TextChoices):
        NODOPPNING = "nodoppning", "Nödöppning att granska"
        BEKRAFTA = "bekrafta", "Nödöppning som väntar på din bekräftelse"
        FORSENAD = "forsenad", "Nödöppning som inte har granskats i tid"
        JAV = "jav", "Jäv är anmält i ett ärende"
        ERSATTARE = "ersattare", "Du ersätter en kollega"
        JOURPASS = "jourpass", "Du har fått ett jourpass"
        DELEGATION = "delegation", "Du har fått en delegation"
        FAKTOR = "faktor", "Ditt sätt att logga in har ändrats"
        GRANSKNING = "granskning", "Logggranskning att göra"
        GRANSKAS = "granskas", "Logggranskning som är försenad"
        FRAGA = "fraga", "Fråga om något du har öppnat"
        SVAR = "svar", "Svar i en logggranskning"
        LARM = "larm", "Larm om loggen"
        AVVIKELSE = "avvikelse", "Avvikelse att utreda"
        FRIST = "frist", "En frist går snart ut"
        FRIST_SEN = "frist_sen", "En frist har gått ut"
        STEG = "steg", "Ett steg väntar på dig"
        TILLDELAD = "tilldelad", "Du har fått ett ärende"
        ALDER = "alder", "Ett barn kommer till en åldersgräns"
        FLODE = "flode", "Flödet i ett ärende stämmer inte"
        ORO = "oro", "Oro vid ett tillfälle att ta ställning till"
        SAMTYCKE = "samtycke", "Ett samtycke behöver omprövas"
        UPPHORT = "upphort", "Samtycke upphört"
        UTLAMNAT = "utlamnat", "Något är utlämnat till er"
        BIDRAG = "bidrag", "En part har delat ett bidrag"
        MEDVERKAN = "medverkan", "Svar på begäran om medverkan dröjer"
        MEDLASNING = "medlasning", "En riskbedömning väntar på att någon läser med"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    mottagare = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="aviseringar", verbose_name="mottagare"
    )
    slag = models.CharField("vad", max_length=10, choices=Slag)
    objekt_id = models.UUIDField("händelse")
    sida = ArrayField(models.UUIDField(), verbose_name="sidans objekt", default=list, blank=True)
    referens = models.CharField("referens", max_length=80)
    skapad = models.DateTimeField("skapad", default=timezone.now)
    last = models.DateTimeField("läst", null=True, blank=True)
    mejlad = models.DateTimeField("omnämnd i ett mejl", null=True, blank=True)

    objects = AviseringQuerySet.as_manager()

    class Meta:
        ordering = ["-skapad"]
        verbose_name = "avisering"
        verbose_name_plural = "aviseringar"
        indexes = [
            models.Index(fields=["mottagare", "-skapad"], name="avisering_inkorg"),
            models.Index(
                fields=["mottagare"], condition=models.Q(last=None), name="avisering_olast"
            ),
            models.Index(fields=["objekt_id"], name="avisering_handelse"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["mottagare", "slag", "objekt_id"], name="en_avisering_per_handelse"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_slag_display()}: {self.referens}"


class Mejlval(MinnsRaden):
    """When one person wants to hear by mail that there is something in the inbox."""

    class Nar(models.TextChoices):
        GENAST = "genast", "Inom några minuter"
        DAGLIGEN = "dagligen", "Högst ett mejl om dagen, på morgonen"
        ALDRIG = "aldrig", "Aldrig"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    anvandare = models.OneToOneField(
        Anvandare, on_delete=models.PROTECT, related_name="mejlval", verbose_name="användare"
    )
    nar = models.CharField("när vill du få mejl?", max_length=10, choices=Nar, default=Nar.DAGLIGEN)

    class Meta:
        verbose_name = "mejlval"
        verbose_name_plural = "mejlval"

    def __str__(self) -> str:
        return self.get_nar_display()
