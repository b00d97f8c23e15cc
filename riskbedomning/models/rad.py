"""What the rows around an assessment share: whose they are, and that they leave no lock behind."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from access.models import Anvandare
from arenden.models import AktBunden
from riskbedomning.models.bedomning import Bedomning


class Bedomningsrad(AktBunden):
    """One thing that one person put into an assessment. Each is a row of its own, so that two
    people can add theirs at the same time without overwriting each other."""

    raderbar = True  # out of an assessment that is still being made; the history stays

    bedomning = models.ForeignKey(
        Bedomning,
        verbose_name="riskbedömning",
        on_delete=models.PROTECT,
        related_name="%(class)s_set",
    )
    skriven = models.DateTimeField("skriven", default=timezone.now, editable=False)
    skriven_av = models.ForeignKey(
        Anvandare, verbose_name="skriven av", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True
