"""Server drafts: what someone is typing, kept for them until it is sent or thrown away."""

from __future__ import annotations

from typing import Self
from uuid import UUID

from django.db import models
from uuid6 import uuid7

from access.models import Anvandare
from arenden.models.akt import Personakt
from encryption.fields import SealedJSONField


class UtkastQuerySet(models.QuerySet["Utkast"]):
    def visible_to(self, user: Anvandare) -> Self:
        """Only one's own, and only while one still reaches the akt."""
        return self.filter(anvandare=user, akt__in=Personakt.objects.visible_to(user))


class Utkast(models.Model):
    """One user's unsent answers to one form about one thing in an akt."""

    radskydd = "barn"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    anvandare = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="utkast")
    akt = models.ForeignKey(Personakt, on_delete=models.PROTECT, related_name="+")
    formular = models.CharField(max_length=60)
    objekt_id = models.UUIDField()
    innehall = SealedJSONField()
    andrat = models.DateTimeField(auto_now=True)

    objects = UtkastQuerySet.as_manager()

    class Meta:
        verbose_name = "utkast"
        verbose_name_plural = "utkast"
        constraints = [
            models.UniqueConstraint(
                fields=["anvandare", "formular", "objekt_id"], name="ett_utkast_per_formular"
            ),
        ]

    def __str__(self) -> str:
        return self.formular

    @staticmethod
    def key(anvandare: Anvandare, formular: str, objekt_id: UUID) -> dict[str, object]:
        return {"anvandare": anvandare, "formular": formular, "objekt_id": objekt_id}
