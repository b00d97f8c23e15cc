"""Search rows: the names of each person, sealed apart from the akt so that a nämnd's can be opened
together (ADR 0020).

Only the register in memory reads them, through `load_names`. What a search shows is read from the
akt itself, by somebody who reaches it, and logged as such.
"""

from __future__ import annotations

import json
from uuid import UUID

from django.db import connection, models
from uuid6 import uuid7

from access.models import Anvandare, Namnd
from access.regel import within
from arenden.models.akt import Personakt
from encryption import plaintext
from encryption.blob import column_context, unseal
from encryption.fields import SealedJSONField


class Sokregister(models.Model):
    """One nämnd's search rows as a whole: whose key seals them, and how often they have changed.

    A trigger counts every change of a row. Whoever writes rows holds this one locked.
    """

    namnd = models.OneToOneField(
        Namnd, primary_key=True, on_delete=models.PROTECT, related_name="+", verbose_name="nämnd"
    )
    nyckel = models.UUIDField(
        "nyckelns ägare",
        default=uuid7,
        editable=False,
        help_text="Byts när registret byggs om, så att gallrade namn inte går att öppna igen.",
    )
    andringar = models.BigIntegerField("antal ändringar", default=0, editable=False)

    class Meta:
        verbose_name = "sökregister"
        verbose_name_plural = "sökregister"

    def __str__(self) -> str:
        return f"Sökregister för {self.namnd}"


class SokradQuerySet(models.QuerySet["Sokrad"]):
    def visible_to(self, user: Anvandare) -> SokradQuerySet:
        return within(self, user)


class Sokrad(models.Model):
    """What one person may be found by: the name now and own earlier ones, nothing else."""

    radskydd = "barn"
    jamfors_inte = "Derived: `bygg_sokrader` makes all of them anew from the persons."

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    akt = models.OneToOneField(
        Personakt, on_delete=models.PROTECT, related_name="sokrad", verbose_name="personakt"
    )
    namnd = models.ForeignKey(
        Namnd, on_delete=models.PROTECT, related_name="+", verbose_name="nämnd"
    )
    nyckel = models.UUIDField("nyckelns ägare", editable=False)
    namn = SealedJSONField("namn", agare="nyckel")

    objects = SokradQuerySet.as_manager()

    class Meta:
        verbose_name = "sökrad"
        verbose_name_plural = "sökrader"
        indexes = [models.Index(fields=["namnd"], name="sokrad_namnd")]

    def __str__(self) -> str:
        return "Sökrad"


COLUMN = column_context("arenden.Sokrad", "namn")


def load_names(namnd_id: UUID) -> list[tuple[UUID, list[str]]]:
    """Every (akt, names) of a nämnd where the reader has a duty; none of any other.

    The database function reads past the reader's grants and stands still until no row is being
    written. Values are opened without being noted as read: nobody is shown them.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, akt_id, nyckel, namn FROM arenden_sokrader(%s)", [namnd_id])
        return [
            (
                akt_id,
                json.loads(
                    plaintext.decode(plaintext.JSON, unseal(bytes(namn), COLUMN, pk, nyckel))
                ),
            )
            for pk, akt_id, nyckel, namn in cursor.fetchall()
        ]
