"""Destroying akter whose time is out: the proposal that two people approve, and what remains.

An akt that is gone has no row to point at, so these rows name it by id. They hold numbers, rules
and people who decided; never content, never a name of the person.
"""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from uuid6 import uuid7

from access.models import Anvandare, Namnd, Roll
from audit.andring import MinnsRaden

ROLLER = (Roll.REGISTRATOR, Roll.ENHETSCHEF)
"""Who sees and decides what is destroyed in their nämnd. None of them reaches an akt by it."""


class GallringQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Anvandare) -> Self:
        """Those of the nämnder where this person decides on destruction."""
        return self.filter(namnd__in=user.namnder(ROLLER))


class GallringsforslagQuerySet(GallringQuerySet):
    def open(self) -> Self:
        """Not yet carried out, declined or lapsed."""
        return self.filter(status__in=Gallringsforslag.OPPNA)

    def declined_in(self, ar: int) -> Self:
        return self.filter(status=Gallringsforslag.Status.AVSTADD, avstadd__year=ar)


class Gallringsforslag(MinnsRaden):
    """An akt, or some ärenden of it, that the retention rules say is to be destroyed.

    `provning` holds each kind of documents with its paragraphs, days and ärenden; `antal` how many
    rows of each kind. Proposed by the worker, approved by one person, decided by another.
    """

    gallras_inte = True

    class Omfattning(models.TextChoices):
        AKT = "akt", "Hela akten"
        ARENDEN = "arenden", "Enskilda ärenden i akten"

    class Status(models.TextChoices):
        FORESLAGEN = "foreslagen", "Väntar på ett första godkännande"
        GODKAND = "godkand", "Väntar på beslut av en andra person"
        BESLUTAD = "beslutad", "Beslutad, verkställs"
        VERKSTALLD = "verkstalld", "Gallrad"
        AVSTADD = "avstadd", "Gallras inte nu"
        INAKTUELL = "inaktuell", "Inte längre aktuell"

    class Motiv(models.TextChoices):
        """Why not now. Chosen, not written: a free text would tell of what is to be forgotten."""

        FEL_UNDERLAG = "fel_underlag", "Uppgift i underlaget stämmer inte"
        UTLAMNANDE = "utlamnande", "Någon har begärt att få ut handlingar"
        TILLSYN = "tillsyn", "Tillsyn, domstol eller skadestånd pågår"
        ARKIV = "arkiv", "Ska först lämnas till arkivet"
        BEVARAS = "bevaras", "Ska bevaras av annat skäl"

    OPPNA: ClassVar[tuple[str, ...]] = (Status.FORESLAGEN, Status.GODKAND, Status.BESLUTAD)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    namnd = models.ForeignKey(
        Namnd, on_delete=models.PROTECT, related_name="+", verbose_name="nämnd"
    )
    akt_id = models.UUIDField("personakt", editable=False)
    omfattning = models.CharField("omfattning", max_length=7, choices=Omfattning)
    arendenummer = ArrayField(models.CharField(max_length=20), blank=True, verbose_name="ärenden")
    provning = models.JSONField("prövning")
    antal = models.JSONField("antal handlingar", blank=True)
    forfaller = models.DateField("får gallras från och med")
    senast = models.DateField("ska vara klar senast")
    status = models.CharField("läge", max_length=10, choices=Status, default=Status.FORESLAGEN)
    foreslagen = models.DateTimeField("föreslagen", default=timezone.now)
    forsta_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="godkänd av",
    )
    forsta = models.DateTimeField("godkänd", null=True, blank=True)
    andra_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="beslutad av",
    )
    andra = models.DateTimeField("beslutad", null=True, blank=True)
    avstadd_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="avstådd av",
    )
    avstadd = models.DateTimeField("avstådd", null=True, blank=True)
    motiv = models.CharField("skäl", max_length=12, choices=Motiv, blank=True)
    hinder = ArrayField(
        models.CharField(max_length=200), default=list, blank=True, verbose_name="hinder"
    )

    objects = GallringsforslagQuerySet.as_manager()

    class Meta:
        verbose_name = "gallringsförslag"
        verbose_name_plural = "gallringsförslag"
        ordering = ["senast", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["akt_id"],
                condition=Q(status__in=("foreslagen", "godkand", "beslutad")),
                name="ett_oppet_gallringsforslag_per_akt",
            ),
            models.CheckConstraint(
                name="gallring_fyra_ogon",
                condition=Q(andra_av=None) | ~Q(andra_av=F("forsta_av")),
                violation_error_message="Den som har godkänt förslaget kan inte också besluta.",
            ),
            models.CheckConstraint(
                name="gallring_beslutad_helt",
                condition=Q(status__in=("foreslagen", "avstadd", "inaktuell"))
                | Q(status="godkand", forsta_av__isnull=False, forsta__isnull=False)
                | Q(
                    status__in=("beslutad", "verkstalld"),
                    forsta_av__isnull=False,
                    forsta__isnull=False,
                    andra_av__isnull=False,
                    andra__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Gallring, {', '.join(self.arendenummer) or 'akt utan ärenden'}"

    @property
    def is_whole_akt(self) -> bool:
        return self.omfattning == self.Omfattning.AKT

    def is_late(self, idag: date) -> bool:
        return self.status in self.OPPNA and idag > self.senast


class Gallringsprotokoll(models.Model):
    """What was destroyed, by which rule and on whose decision. Never changes; triggers refuse it.

    `nycklar` holds a commitment to each destroyed key: a value derived from it that shows whether
    a key found later is the one, and opens nothing. `intyg` is the signed certificate.
    """

    gallras_inte = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    forslag = models.OneToOneField(
        Gallringsforslag, on_delete=models.PROTECT, related_name="protokoll", verbose_name="förslag"
    )
    namnd = models.ForeignKey(
        Namnd, on_delete=models.PROTECT, related_name="+", verbose_name="nämnd"
    )
    akt_id = models.UUIDField("personakt", editable=False)
    omfattning = models.CharField("omfattning", max_length=7, choices=Gallringsforslag.Omfattning)
    arendenummer = ArrayField(models.CharField(max_length=20), blank=True, verbose_name="ärenden")
    provning = models.JSONField("prövning")
    antal = models.JSONField("antal handlingar", blank=True)
    tabeller = models.JSONField("rader i varje tabell")
    filer = models.PositiveIntegerField("filer", default=0)
    nycklar = models.JSONField("förstörda nycklar", blank=True)
    forsta_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="godkänd av"
    )
    forsta = models.DateTimeField("godkänd")
    andra_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="beslutad av"
    )
    andra = models.DateTimeField("beslutad")
    verkstalld = models.DateTimeField("verkställd")
    fingeravtryck = models.CharField("fingeravtryck", max_length=64)
    intyg = models.TextField("gallringsintyg")

    objects = GallringQuerySet.as_manager()

    class Meta:
        verbose_name = "gallringsprotokoll"
        verbose_name_plural = "gallringsprotokoll"
        ordering = ["-verkstalld", "-id"]

    def __str__(self) -> str:
        return f"Gallringsprotokoll {timezone.localtime(self.verkstalld):%Y-%m-%d}"

    @property
    def rader(self) -> int:
        return sum(self.tabeller.values())

    def content(self) -> dict[str, Any]:
        """What the fingerprint covers, in the plain values that its canonical form takes."""
        return {
            "akt": self.akt_id,
            "andra": self.andra,
            "andra_av": self.andra_av_id,
            "antal": self.antal,
            "arendenummer": self.arendenummer,
            "filer": self.filer,
            "forsta": self.forsta,
            "forsta_av": self.forsta_av_id,
            "forslag": self.forslag_id,
            "namnd": self.namnd_id,
            "nycklar": self.nycklar,
            "omfattning": self.omfattning,
            "protokoll": self.pk,
            "provning": self.provning,
            "tabeller": self.tabeller,
            "verkstalld": self.verkstalld,
        }
