"""The personakt – one person in one nämnd – and who that person is."""

from __future__ import annotations

from typing import Any, Self, TypeVar
from uuid import UUID

from django.db import models
from django.utils import timezone
from uuid6 import uuid7

from access.models import Anvandare, Enhet, Namnd
from access.regel import within
from arenden.models.nummer import SealedNummerField
from audit.andring import MinnsRaden
from encryption.fields import SealedDateField, SealedTextField
from encryption.history import SealedHistoricalRecords
from encryption.index import BlindIndexField


class Kon(models.TextChoices):
    FLICKA = "K", "Flicka/kvinna"
    POJKE = "M", "Pojke/man"
    OKANT = "O", "Okänt"


class Skyddsniva(models.TextChoices):
    """Protected personal data, as the population register states it (OSL 21–22 kap.)."""

    INGEN = "ingen", "Ingen"
    SEKRETESSMARKERING = "sekretessmarkering", "Sekretessmarkering"
    SKYDDAD_FOLKBOKFORING = "skyddad_folkbokforing", "Skyddad folkbokföring"


SKYDDAD_PERSON = "Skyddad person"


class PersonaktQuerySet(models.QuerySet["Personakt"]):
    def visible_to(self, user: Anvandare) -> Self:
        return within(self, user)


class Personakt(MinnsRaden):
    """One person in one nämnd: owns the data key, the retention class and the export (ADR 0002).

    Only coarse codes stand in clear: birth year, sex and district.
    """

    radskydd = "akt"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    namnd = models.ForeignKey(Namnd, on_delete=models.PROTECT, related_name="akter")
    enhet = models.ForeignKey(Enhet, on_delete=models.PROTECT, related_name="akter")
    fodelsear = models.PositiveSmallIntegerField(null=True, blank=True)
    kon = models.CharField(max_length=1, choices=Kon, default=Kon.OKANT)
    stadsdelsomrade = models.CharField(max_length=40, blank=True)
    skyddsniva = models.CharField(max_length=24, choices=Skyddsniva, default=Skyddsniva.INGEN)
    oppnad = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1, editable=False)

    historik = SealedHistoricalRecords()
    objects = PersonaktQuerySet.as_manager()

    class Meta:
        verbose_name = "personakt"
        verbose_name_plural = "personakter"
        indexes = [models.Index(fields=["enhet", "id"], name="akt_enhet")]

    def __str__(self) -> str:
        return f"Personakt {self.pk}"

    @property
    def akt_id(self) -> UUID:
        """The akt itself, so that a change to it is logged as every row of it is."""
        return self.pk

    @property
    def is_skyddad(self) -> bool:
        return self.skyddsniva != Skyddsniva.INGEN

    @property
    def listnamn(self) -> str:
        """What lists show: initials; of a protected person nothing at all."""
        return SKYDDAD_PERSON if self.is_skyddad else self.person.initialer


M = TypeVar("M", bound="AktBunden")


class AktBundenQuerySet(models.QuerySet[M]):
    def visible_to(self, user: Anvandare) -> Self:
        return within(self, user)


class AktBunden(MinnsRaden):
    """A row that tells about one person. Sealed with the akt's key; every change keeps history.

    `version` grows with each save; a form that carries an older one is answered with 409.
    """

    radskydd = "barn"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    akt = models.ForeignKey(Personakt, on_delete=models.PROTECT, related_name="%(class)s_set")
    namnd = models.ForeignKey(Namnd, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    historik = SealedHistoricalRecords(inherit=True)
    objects = AktBundenQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            self.version += 1
        super().save(*args, **kwargs)


class Person(AktBunden):
    """Who the akt is about, as known now. An unidentified person has a description instead."""

    akt = models.OneToOneField(Personakt, on_delete=models.PROTECT, related_name="person")
    fornamn = SealedTextField("förnamn", max_length=100, blank=True)
    efternamn = SealedTextField("efternamn", max_length=100, blank=True)
    fodelsedatum = SealedDateField(
        "födelsedatum", null=True, blank=True, help_text="Det verkliga datumet, inte numrets."
    )
    adress = SealedTextField("adress", max_length=300, blank=True)
    telefon = SealedTextField("telefon", max_length=40, blank=True)
    skola = SealedTextField("skola", max_length=120, blank=True)
    skolform = models.CharField("skolform", max_length=24, blank=True)
    arskurs = models.PositiveSmallIntegerField("årskurs", null=True, blank=True)
    kannetecken = SealedTextField("kännetecken", max_length=1000, blank=True)

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "personer"

    def __str__(self) -> str:
        return "Person"

    @property
    def namn(self) -> str:
        return " ".join(filter(None, [self.fornamn, self.efternamn])) or "Okänd person"

    @property
    def initialer(self) -> str:
        """Initials for lists; the full name is one step in."""
        return ".".join(del_[0] for del_ in self.namn.split()[:3]) + "."


IDENTITETSINDEX: dict[str, Any] = {"of": "nummer", "purpose": "identitet", "within": "namnd_id"}


class Identitetsbeteckning(AktBunden):
    """A personnummer or samordningsnummer. A person may have had several (SFS 2022:1697)."""

    class Slag(models.TextChoices):
        PERSONNUMMER = "personnummer", "Personnummer"
        SAMORDNINGSNUMMER = "samordningsnummer", "Samordningsnummer"

    slag = models.CharField(max_length=18, choices=Slag)
    nummer = SealedNummerField()
    blindindex = BlindIndexField(**IDENTITETSINDEX)
    blindindex_jamn = BlindIndexField(**IDENTITETSINDEX, is_even=True)
    giltig_fran = models.DateField()
    giltig_till = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "identitetsbeteckning"
        verbose_name_plural = "identitetsbeteckningar"
        constraints = [
            models.UniqueConstraint(
                fields=["namnd", "blindindex"],
                name="identitet_en_akt_per_namnd",
                violation_error_message="Personen har redan en akt i nämnden.",
            ),
            models.UniqueConstraint(
                fields=["namnd", "blindindex_jamn"],
                name="identitet_en_akt_per_namnd_jamn",
                violation_error_message="Personen har redan en akt i nämnden.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_slag_display()


class Vardnadshavare(AktBunden):
    """A guardian as known in this child's akt; never shared between siblings' akter."""

    fornamn = SealedTextField("förnamn", max_length=100, blank=True)
    efternamn = SealedTextField("efternamn", max_length=100, blank=True)
    nummer = SealedNummerField("identitetsnummer", blank=True)
    telefon = SealedTextField("telefon", max_length=40, blank=True)
    skyddsniva = models.CharField(max_length=24, choices=Skyddsniva, default=Skyddsniva.INGEN)
    fran = models.DateField()
    till = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "vårdnadshavare"
        verbose_name_plural = "vårdnadshavare"

    def __str__(self) -> str:
        return "Vårdnadshavare"

    @property
    def namn(self) -> str:
        return " ".join(filter(None, [self.fornamn, self.efternamn])) or "Okänt namn"
