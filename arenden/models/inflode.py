"""What comes in, and the protection assessment that every report gets at once (SoL 20:1)."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.utils import timezone

from access.models import Anvandare
from arenden.models.akt import AktBunden, AktBundenQuerySet
from arenden.models.arende import Arende
from encryption.fields import SealedJSONField, SealedTextField
from encryption.index import BlindIndexField

KRAVER_SKYDDSBEDOMNING = (Arende.Slag.OROSANMALAN, Arende.Slag.UNDERRATTELSE_LUL)
"""SoL 20:1: every report that a child may be at risk, also one attached to an open case."""

ANMALANSINDEX: dict[str, Any] = {"of": "avtryck", "purpose": "anmalan", "within": "namnd_id"}


class AnmalanQuerySet(AktBundenQuerySet["Anmalan"]):
    def without_skyddsbedomning(self) -> Self:
        return self.filter(slag__in=KRAVER_SKYDDSBEDOMNING, skyddsbedomning=None)


class Anmalan(AktBunden):
    """A report, application, notice or proposal as it arrived, about one person.

    A report that names three children is three rows, one in each akt; `inkom` is receipt to the
    minute and starts every clock. `avtryck` is the fingerprint of the report, and its index
    (`fingeravtryck`) makes a second import of the same report change nothing.
    """

    arende = models.ForeignKey(Arende, on_delete=models.PROTECT, related_name="anmalningar")
    slag = models.CharField(max_length=20, choices=Arende.Slag)
    inkom = models.DateTimeField("inkom")
    kanal = models.CharField("kanal", max_length=80)
    anmalare_kategori = models.CharField("anmälarens kategori", max_length=60)
    anmalare_myndighet = SealedTextField("myndighet", max_length=200, blank=True)
    anmalare_namn = SealedTextField("anmälarens namn", max_length=200, blank=True)
    anmalare_telefon = SealedTextField("anmälarens telefon", max_length=40, blank=True)
    anonym = models.BooleanField("anonym", default=False)
    onskar_aterkoppling = models.BooleanField("önskar återkoppling", default=False)
    aterkoppling_begard = models.DateTimeField(
        "bad om återkoppling",
        null=True,
        blank=True,
        help_text="Om anmälaren bad om den i efterhand.",
    )
    handelse = SealedJSONField("händelse", null=True, blank=True)
    text = SealedTextField("text", max_length=100_000)
    sammanforing = models.ForeignKey(
        "arenden.Sammanforing",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="anmalningar",
        verbose_name="kom hit genom",
    )
    avtryck = SealedTextField("avtryck", max_length=64, null=True, blank=True, editable=False)
    fingeravtryck = BlindIndexField(**ANMALANSINDEX)
    fingeravtryck_jamn = BlindIndexField(**ANMALANSINDEX, is_even=True)
    registrerad = models.DateTimeField(default=timezone.now, editable=False)
    registrerad_av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")

    objects = AnmalanQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "anmälan"
        verbose_name_plural = "anmälningar"
        ordering = ["inkom", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["namnd", "fingeravtryck", "akt"], name="anmalan_en_gang_per_akt"
            ),
            models.UniqueConstraint(
                fields=["namnd", "fingeravtryck_jamn", "akt"], name="anmalan_en_gang_per_akt_jamn"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_slag_display()} {timezone.localtime(self.inkom):%Y-%m-%d %H:%M}"


class Skyddsbedomning(AktBunden):
    """Is the child in need of immediate protection? Documented even when the answer is no."""

    anmalan = models.OneToOneField(
        Anmalan, on_delete=models.PROTECT, related_name="skyddsbedomning"
    )
    omedelbart_behov = models.BooleanField("barnet behöver skydd genast")
    bedomning = SealedTextField("bedömning", max_length=20_000)
    atgarder = SealedTextField("åtgärder", max_length=20_000, blank=True)
    bedomd = models.DateTimeField(default=timezone.now)
    bedomd_av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "skyddsbedömning"
        verbose_name_plural = "skyddsbedömningar"

    def __str__(self) -> str:
        return "Skyddsbedömning"
