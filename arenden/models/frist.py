"""Statutory clocks (ADR 0008, 0031): budget, anchor and ledger; never a stored «overdue»."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils import timezone

from access.models import Anvandare
from arenden.models.akt import AktBunden, AktBundenQuerySet
from arenden.models.arende import Arende
from encryption.fields import SealedTextField


class FristQuerySet(AktBundenQuerySet["Frist"]):
    def running(self) -> Self:
        """Those that nothing has stopped; some of them may rest."""
        return self.filter(stoppad=None)

    def due(self, nu: datetime) -> Self:
        """Past the law's limit. A resting clock has none, so it is never among them."""
        return self.running().filter(senast__lt=nu)

    def to_warn_of(self, nu: datetime) -> Self:
        """Those with a rung of the ladder that has fallen due, the longest waiting first."""
        return self.filter(nasta_steg__lte=nu).order_by("nasta_steg")


class Frist(AktBunden):
    """A clock: running, resting or stopped. `senast` is the last instant that keeps the law.

    What it follows from is stored – kind, anchor, a day set by somebody, rests and decisions – and
    beside it, for queries, the days it follows to. A resting clock has no days at all.
    """

    utanfor_avtryck = ("nasta_steg",)

    class Utgang(models.TextChoices):
        UPPFYLLD = "uppfylld", "Uppfylld"
        INAKTUELL = "inaktuell", "Inte längre aktuell"
        ERSATT = "ersatt", "Ersatt av en rättad"

    arende = models.ForeignKey(Arende, on_delete=models.PROTECT, related_name="frister")
    anmalan = models.ForeignKey(
        "arenden.Anmalan", null=True, blank=True, on_delete=models.PROTECT, related_name="frister"
    )
    kalla = models.UUIDField(
        "det den hör till",
        null=True,
        blank=True,
        help_text="Arbetsgången, insatsen eller annat i ärendet som fristen gäller.",
    )
    slag = models.CharField(max_length=30)
    lagrum = models.CharField(max_length=60)
    ankare = models.DateTimeField(help_text="Händelsen som startar klockan.")
    budget = models.CharField(max_length=12, help_text="ISO 8601-varaktighet, t.ex. P14D.")
    satt = models.DateField(
        "dag som någon annan satt", null=True, blank=True, help_text="I stället för lagens tid."
    )
    forbrukat = models.DurationField(
        default=timedelta, help_text="Tid som gått före den senaste starten."
    )
    gar_sedan = models.DateTimeField(
        null=True, blank=True, help_text="Senaste starten; tom medan den vilar."
    )
    mal = models.DateField(
        "strikt dag",
        null=True,
        blank=True,
        help_text="Sista dagen enligt kalendern; tom medan den vilar.",
    )
    senast = models.DateTimeField("lagens gräns", null=True, blank=True)
    nasta_steg = models.DateTimeField(
        "nästa varning", null=True, blank=True, help_text="När nästa steg i trappan faller ut."
    )
    stoppad = models.DateTimeField(null=True, blank=True)
    utgang = models.CharField(max_length=10, choices=Utgang, blank=True)
    ersatter = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="ersatt_av",
        verbose_name="ersätter",
    )

    objects = FristQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "frist"
        verbose_name_plural = "frister"
        ordering = ["senast"]
        indexes = [
            models.Index(fields=["senast"], condition=models.Q(stoppad=None), name="frist_lopande"),
            models.Index(fields=["arende", "senast"], name="frist_arende"),
            models.Index(
                fields=["kalla"], condition=models.Q(stoppad=None), name="frist_lopande_kalla"
            ),
            models.Index(
                fields=["nasta_steg"],
                condition=models.Q(nasta_steg__isnull=False),
                name="frist_nasta_steg",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="frist_stoppad_med_utgang",
                condition=models.Q(stoppad__isnull=True, utgang="")
                | (models.Q(stoppad__isnull=False) & ~models.Q(utgang="")),
            ),
            models.CheckConstraint(
                name="frist_vilar_utan_dag",
                condition=models.Q(gar_sedan=None, mal=None, senast=None, nasta_steg=None)
                | models.Q(gar_sedan__isnull=False, mal__isnull=False, senast__isnull=False),
            ),
            models.CheckConstraint(
                name="frist_stoppad_varnar_inte",
                condition=models.Q(stoppad=None) | models.Q(nasta_steg=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slag} {self.mal or 'vilar'}"

    @property
    def vilar(self) -> bool:
        return self.gar_sedan is None

    def is_overdue(self, nu: datetime | None = None) -> bool:
        return self.senast is not None and (self.stoppad or nu or timezone.now()) > self.senast


class Fristforlangning(AktBunden):
    """A decision that gives a clock more time, with its ground, until when and who decided.

    `tidigare` keeps the last day from before it; several in a row are numbered.
    """

    class Grund(models.TextChoices):
        SYNNERLIGA = "synnerliga", "Synnerliga skäl"
        SARSKILDA = "sarskilda", "Särskilda skäl"
        BEGARANDEN = "begaranden", "Den som begärt har gett mer tid"

    frist = models.ForeignKey(Frist, on_delete=models.PROTECT, related_name="forlangningar")
    nummer = models.PositiveSmallIntegerField("vilken i ordningen", default=1)
    grund = models.CharField(max_length=10, choices=Grund)
    lagrum = models.CharField(max_length=60)
    motivering = SealedTextField("motivering", max_length=10_000)
    tidigare = models.DateField()
    till = models.DateField("ny sista dag")
    beslutad = models.DateTimeField(default=timezone.now)
    beslutad_av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "fristförlängning"
        verbose_name_plural = "fristförlängningar"
        ordering = ["beslutad", "id"]
        constraints = [
            models.CheckConstraint(
                name="forlangning_framat",
                condition=models.Q(till__gt=models.F("tidigare")),
                violation_error_message="Den nya sista dagen måste ligga efter den tidigare.",
            ),
            models.UniqueConstraint(
                fields=["frist", "nummer"], name="forlangning_en_gang_per_nummer"
            ),
        ]

    def __str__(self) -> str:
        return f"Förlängd till {self.till}"


class Fristvila(AktBunden):
    """A rest in the ledger of a clock: from when, to when, on which ground and by whose decision.

    `mal_fore` keeps the strict day from before it. `till` is empty while the clock rests.
    """

    frist = models.ForeignKey(Frist, on_delete=models.PROTECT, related_name="vilor")
    fran = models.DateTimeField("från")
    till = models.DateTimeField("till", null=True, blank=True)
    grund = SealedTextField("grund", max_length=30)
    lagrum = models.CharField("lagrum", max_length=60)
    motivering = SealedTextField("motivering", max_length=10_000)
    mal_fore = models.DateField("strikt dag före vilan")
    beslutad_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="beslutad av",
    )
    motivering_igen = SealedTextField("varför den går igen", max_length=10_000, blank=True)
    avslutad_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="avslutad av",
    )

    class Meta:
        verbose_name = "fristvila"
        verbose_name_plural = "fristvilor"
        ordering = ["fran", "id"]
        constraints = [
            models.CheckConstraint(
                name="vila_slutar_efter_start",
                condition=models.Q(till=None) | models.Q(till__gte=models.F("fran")),
            ),
            models.UniqueConstraint(
                fields=["frist"], condition=models.Q(till=None), name="vila_en_i_taget"
            ),
        ]

    def __str__(self) -> str:
        return f"Vila från {self.fran:%Y-%m-%d}"


class Fristflytt(AktBunden):
    """A decision that a clock is counted from another time; `frist` is the one that took over."""

    frist = models.OneToOneField(Frist, on_delete=models.PROTECT, related_name="flytt")
    tidigare = models.DateTimeField("räknades från")
    motivering = SealedTextField("motivering", max_length=10_000)
    beslutad = models.DateTimeField("beslutad", default=timezone.now)
    beslutad_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="beslutad av"
    )

    class Meta:
        verbose_name = "fristflytt"
        verbose_name_plural = "fristflyttar"
        ordering = ["beslutad", "id"]

    def __str__(self) -> str:
        return f"Flyttad {self.beslutad:%Y-%m-%d}"


class Fristvarning(models.Model):
    """A rung of the escalation ladder that has fired. The unique row is the claim: once only.

    `mal` is the last day that it warned of: a decision that moves the day begins the ladder anew.
    """

    radskydd = "barn"

    frist = models.ForeignKey(Frist, on_delete=models.PROTECT, related_name="varningar")
    akt = models.ForeignKey("arenden.Personakt", on_delete=models.PROTECT, related_name="+")
    mal = models.DateField("strikt dag som det varnades för")
    dagar_fore = models.SmallIntegerField()
    skapad = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "fristvarning"
        verbose_name_plural = "fristvarningar"
        constraints = [
            models.UniqueConstraint(fields=["frist", "mal", "dagar_fore"], name="varning_en_gang"),
        ]

    def __str__(self) -> str:
        return f"{self.dagar_fore} dagar före"
