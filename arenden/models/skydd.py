"""Protected personal data: where a protected address lies, and why somebody was named."""

from __future__ import annotations

from uuid import UUID, uuid5

from django.db import models
from django.utils import timezone
from uuid6 import uuid7

from access.models import Anvandare, Namnd, Omfattning
from access.regel import AKTEN
from arenden.models.akt import AktBunden, Personakt
from audit.andring import MinnsRaden
from encryption.fields import SealedTextField


def fack_of(akt_id: UUID) -> UUID:
    """The id of an akt's address compartment: owns the key, and is what a grant names."""
    return uuid5(akt_id, "adressfack")


class SkyddadAdress(MinnsRaden):
    """What is known of where a protected person is. Never changed; the newest row counts.

    The compartment has a key and a grant of its own. Whoever reaches the akt may put an address in;
    only whoever has a grant on the compartment takes one out.
    """

    radskydd = "fack"
    radskydd_ny = AKTEN

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    fack_id = models.UUIDField("adressfack", editable=False)
    akt = models.ForeignKey(
        Personakt, on_delete=models.PROTECT, related_name="+", verbose_name="akt"
    )
    namnd = models.ForeignKey(
        Namnd, on_delete=models.PROTECT, related_name="+", verbose_name="nämnd"
    )
    adress = SealedTextField("adress", max_length=300, blank=True, agare="fack_id")
    telefon = SealedTextField("telefon", max_length=40, blank=True, agare="fack_id")
    skola = SealedTextField("skola", max_length=160, blank=True, agare="fack_id")
    skriven = models.DateTimeField("inlagd", default=timezone.now)
    skriven_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="inlagd av"
    )

    class Meta:
        verbose_name = "skyddad adress"
        verbose_name_plural = "skyddade adresser"
        ordering = ["-skriven", "-id"]
        indexes = [models.Index(fields=["fack_id", "skriven"], name="skyddad_adress_fack")]

    def __str__(self) -> str:
        return "Skyddad adress"


class Namngivning(AktBunden):
    """Why a person was named for a protected akt, or let into its address compartment."""

    anvandare = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="vem"
    )
    omfattning = models.CharField(
        "vad",
        max_length=5,
        choices=[(val.value, val.label) for val in (Omfattning.AKT, Omfattning.FACK)],
    )
    tilltrade_id = models.UUIDField("tillträde")
    motivering = SealedTextField("skäl", max_length=1000)
    skapad = models.DateTimeField("namngiven", default=timezone.now)

    class Meta:
        verbose_name = "namngivning"
        verbose_name_plural = "namngivningar"
        ordering = ["-skapad"]

    def __str__(self) -> str:
        return f"Namngivning, {self.get_omfattning_display().lower()}"
