"""The journal: a working note until it is signed, then locked for ever."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone

from access.models import Anvandare
from arenden.models.akt import AktBunden, AktBundenQuerySet
from arenden.models.arende import Arende
from arenden.rules.journal import written_late
from encryption.fields import SealedTextField

ANGERTID = timedelta(minutes=10)
"""For how long a note that is not signed can be taken back."""


class JournalanteckningQuerySet(AktBundenQuerySet["Journalanteckning"]):
    def originals(self, user: Anvandare) -> Self:
        """Signed notes of everyone and the user's own working notes; without what stands beside."""
        signerad_eller_egen = Q(signerad__isnull=False) | Q(forfattare=user)
        return self.filter(signerad_eller_egen, roll=Journalanteckning.Roll.ORIGINAL)

    def with_tillagg(self) -> Self:
        """With author, files and what was added beside: a note is never shown without them."""
        tillagg = Journalanteckning.objects.select_related("forfattare").order_by("nar", "id")
        return self.select_related("forfattare").prefetch_related(
            Prefetch("tillagg", tillagg), "handlingar"
        )


class Journalanteckning(AktBunden):
    """A note. Once signed it never changes; a correction or remark stands beside it (SoL 14:6).

    A trigger holds the web to it: a signed row is neither changed nor removed.
    """

    raderbar = True  # within ten minutes, while it is not signed; the history stays

    class Slag(models.TextChoices):
        SAMTAL = "samtal", "Samtal"
        BESOK = "besok", "Besök"
        MOTE = "mote", "Möte"
        KONTAKT = "kontakt", "Kontakt"
        OVRIGT = "ovrigt", "Övrigt"

    class Roll(models.TextChoices):
        ORIGINAL = "original", "Anteckning"
        RATTELSE = "rattelse", "Rättelse"
        STAMMER_INTE = "stammer_inte", "Den enskilde uppger att uppgiften inte stämmer"

    arende = models.ForeignKey(Arende, on_delete=models.PROTECT, related_name="anteckningar")
    slag = models.CharField("händelse", max_length=8, choices=Slag)
    roll = models.CharField(max_length=12, choices=Roll, default=Roll.ORIGINAL)
    galler = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="tillagg"
    )
    nar = models.DateTimeField("när")
    narvarande = SealedTextField("närvarande", max_length=500, blank=True)
    text = SealedTextField("text", max_length=100_000)
    forfattare = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")
    skapad = models.DateTimeField(default=timezone.now, editable=False)
    signerad = models.DateTimeField(null=True, blank=True)

    objects = JournalanteckningQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "journalanteckning"
        verbose_name_plural = "journalanteckningar"
        ordering = ["-nar", "-id"]
        constraints = [
            models.CheckConstraint(
                name="tillagg_galler_en_anteckning",
                condition=Q(roll="original", galler__isnull=True)
                | (~Q(roll="original") & Q(galler__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.get_slag_display()

    @property
    def is_signerad(self) -> bool:
        return self.signerad is not None

    @property
    def sen(self) -> str:
        """How long after the event it was written, in words."""
        return written_late(self.nar, self.skapad)

    @property
    def i_sin_helhet(self) -> str:
        """The text with what was added beside it: how it leaves the akt (SoL 14:6)."""
        delar = [self.text]
        for tillagg in sorted(self.tillagg.all(), key=lambda rad: (rad.nar, rad.pk)):
            dag = timezone.localdate(tillagg.nar)
            delar.append(f"{tillagg.get_roll_display()} ({dag}): {tillagg.text}")
        return "\n\n".join(delar)

    def may_be_regretted(self, nu: datetime) -> bool:
        return not self.is_signerad and nu < self.skapad + ANGERTID
