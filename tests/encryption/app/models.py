"""Models that exist only for the tests. Their tables are made with the test database."""

import uuid

from django.db import models

from encryption.fields import (
    SealedChoiceField,
    SealedDateField,
    SealedJSONField,
    SealedTextField,
)
from encryption.history import SealedHistoricalRecords
from encryption.index import BlindIndexField


class Akt(models.Model):
    """Owns its own key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    namn = SealedTextField(agare="id", max_length=40)

    def __str__(self) -> str:
        return str(self.pk)


class Bunden(models.Model):
    """Abstract base whose children each get a history of their own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    akt = models.ForeignKey(Akt, on_delete=models.PROTECT)
    motiv = SealedTextField(blank=True)
    history = SealedHistoricalRecords(inherit=True, user_db_constraint=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)


class Anteckning(Bunden):
    class Sort(models.TextChoices):
        SAMTAL = "samtal", "Samtal"
        MOTE = "mote", "Möte"

    text = SealedTextField(max_length=5000)
    rubrik = SealedTextField(max_length=20, null=True, blank=True)
    dag = SealedDateField(null=True, blank=True)
    fakta = SealedJSONField(null=True, blank=True)
    sort = SealedChoiceField(choices=Sort.choices, blank=True)
    ordning = models.IntegerField(default=0)
    klartext = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="provapp_rubrik_om_ordnad",
                condition=models.Q(ordning=0) | models.Q(rubrik__isnull=False),
            ),
        ]


class Insats(Bunden):
    """Has the same inherited column as Anteckning."""


class Kontakt(Bunden):
    """Can be found by its number within a town."""

    ort = models.CharField(max_length=20)
    nummer = SealedTextField(null=True, blank=True)
    udda = BlindIndexField(of="nummer", purpose="prov", within="ort")
    jamn = BlindIndexField(of="nummer", purpose="prov", within="ort", is_even=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ort", "udda"], name="provapp_kontakt_udda"),
            models.UniqueConstraint(fields=["ort", "jamn"], name="provapp_kontakt_jamn"),
        ]
