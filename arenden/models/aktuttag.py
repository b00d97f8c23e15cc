"""That a whole akt was taken out on paper, by whom and why."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from access.models import Anvandare
from arenden.models.akt import AktBunden
from arenden.models.arende import Arende
from encryption.fields import SealedTextField


class Aktuttag(AktBunden):
    """One paper of a whole ärende. `fingeravtryck` is the SHA-256 of the file that was made."""

    arende = models.ForeignKey(
        Arende, on_delete=models.PROTECT, related_name="uttag", verbose_name="ärende"
    )
    skal = SealedTextField("skäl", max_length=2_000)
    fingeravtryck = SealedTextField("fingeravtryck", max_length=64)
    gjort = models.DateTimeField("uttaget", default=timezone.now)
    gjort_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="uttaget av"
    )

    class Meta:
        verbose_name = "aktuttag"
        verbose_name_plural = "aktuttag"
        ordering = ["-gjort", "-id"]

    def __str__(self) -> str:
        return "Uttag av hela akten"
