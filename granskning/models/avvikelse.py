"""An access that was remarked upon, as a case of its own: what is done, and the evidence."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from uuid6 import uuid7

from access.models import Anvandare, Namnd, Roll
from audit.andring import MinnsRaden
from encryption.fields import SealedTextField
from granskning.models.granskare import HELA_STADEN, UTIFRAN
from granskning.models.loggranskning import Atkomst


class AvvikelseQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Anvandare) -> Self:
        """Those who investigate, never the one whose access it is.

        A log reviewer or data protection officer sees those of the nämnd or the city but of no
        unit they work in; the one who answers for it sees it whatever the unit.
        """
        egna = {u.enhet_id for u in user.uppdrag_nu if u.enhet_id}
        utifran = Q(pk__in=[])
        for uppdrag in user.uppdrag_nu:
            if uppdrag.roll in UTIFRAN:
                utifran |= Q(namnd=uppdrag.namnd_id) if uppdrag.namnd_id else HELA_STADEN
        annan_enhet = Q(atkomst__granskning__enhet=None) | ~Q(atkomst__granskning__enhet__in=egna)
        return self.filter((utifran & annan_enhet) | self._answered_by(user)).exclude(aktor=user)

    @staticmethod
    def _answered_by(user: Anvandare) -> Q:
        return Q(ansvarig=user) if user.has_roll({Roll.ENHETSCHEF, *UTIFRAN}) else Q(pk__in=[])

    def ongoing(self) -> Self:
        return self.filter(avslutad=None)


class Avvikelse(MinnsRaden):
    """What follows a remark: who answers for it, what is decided, and when it ended.

    `upptackt` starts the 72 hours within which a breach is reported to the supervisory authority
    (GDPR art. 33.1), if it turns out to be one.
    """

    class Slutsats(models.TextChoices):
        BEFOGAD = "befogad", "Åtkomsten var befogad"
        MISSTAG = "misstag", "Ett misstag utan följder"
        OBEFOGAD = "obefogad", "Åtkomsten var inte befogad"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    namnd = models.ForeignKey(
        Namnd, on_delete=models.PROTECT, related_name="+", verbose_name="nämnd"
    )
    atkomst = models.OneToOneField(
        Atkomst, on_delete=models.PROTECT, related_name="avvikelse", verbose_name="åtkomst"
    )
    aktor = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="vems åtkomst"
    )
    upptackt = models.DateTimeField("upptäckt", default=timezone.now)
    oppnad_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="öppnad av"
    )
    ansvarig = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="ansvarig",
    )
    is_incident = models.BooleanField(
        "personuppgiftsincident",
        null=True,
        blank=True,
        help_text="Tomt så länge det inte är bedömt.",
    )
    slutsats = models.CharField("slutsats", max_length=10, choices=Slutsats, blank=True)
    motivering = SealedTextField("motivering", max_length=4000, agare="namnd_id", blank=True)
    avslutad = models.DateTimeField("avslutad", null=True, blank=True)
    avslutad_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="avslutad av",
    )

    objects = AvvikelseQuerySet.as_manager()

    class Meta:
        ordering = ["-upptackt"]
        verbose_name = "avvikelse"
        verbose_name_plural = "avvikelser"
        constraints = [
            models.CheckConstraint(
                name="avslutad_avvikelse_har_slutsats",
                condition=Q(avslutad=None, avslutad_av=None, slutsats="")
                | (Q(avslutad__isnull=False, avslutad_av__isnull=False) & ~Q(slutsats="")),
            ),
            models.CheckConstraint(
                name="ingen_utreder_sin_egen_atkomst",
                condition=(Q(ansvarig=None) | ~Q(ansvarig=F("aktor")))
                & (Q(avslutad_av=None) | ~Q(avslutad_av=F("aktor"))),
            ),
        ]

    def __str__(self) -> str:
        return f"Avvikelse {self.referens}"

    @property
    def referens(self) -> str:
        """What people call it: day of discovery and the end of its id."""
        return f"{timezone.localtime(self.upptackt):%Y%m%d}-{str(self.pk)[-4:]}"


class Avvikelsesteg(MinnsRaden):
    """One thing that was done about it."""

    class Slag(models.TextChoices):
        ANTECKNING = "anteckning", "Anteckning"
        SAMTAL = "samtal", "Samtal med medarbetaren"
        OMBUD = "ombud", "Dataskyddsombudet underrättat"
        IMY = "imy", "Anmält till Integritetsskyddsmyndigheten"
        EJ_ANMALD = "ej_anmald", "Bedömt att anmälan inte behövs"
        REGISTRERAD = "registrerad", "Den som akten gäller underrättad"
        POLIS = "polis", "Polisanmält"
        ATGARD = "atgard", "Åtgärd"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    avvikelse = models.ForeignKey(
        Avvikelse, on_delete=models.PROTECT, related_name="steg", verbose_name="avvikelse"
    )
    namnd = models.ForeignKey(
        Namnd, on_delete=models.PROTECT, related_name="+", verbose_name="nämnd"
    )
    slag = models.CharField("vad", max_length=12, choices=Slag)
    text = SealedTextField("text", max_length=4000, agare="namnd_id")
    tid = models.DateTimeField("när", default=timezone.now)
    gjort_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="av"
    )

    class Meta:
        ordering = ["tid"]
        verbose_name = "steg i avvikelse"
        verbose_name_plural = "steg i avvikelser"

    def __str__(self) -> str:
        return self.get_slag_display()


class Bevisuttag(MinnsRaden):
    """Evidence taken out of the log for one case: which file, by its hash, and who took it.

    The file itself goes to whoever needs it. It can be made again as long as the entries are kept,
    and be shown to be the same as long as anybody has the proofs.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    avvikelse = models.ForeignKey(
        Avvikelse, on_delete=models.PROTECT, related_name="bevis", verbose_name="avvikelse"
    )
    antal = models.PositiveIntegerField("händelser")
    fingeravtryck = models.CharField("SHA-256", max_length=64)
    tid = models.DateTimeField("när", default=timezone.now)
    uttaget_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="uttaget av"
    )

    class Meta:
        ordering = ["tid"]
        verbose_name = "bevisuttag"
        verbose_name_plural = "bevisuttag"

    def __str__(self) -> str:
        return f"{self.tid:%Y-%m-%d} {self.fingeravtryck[:8]}"
