"""What people are told: that a utredning was opened, and what a decision will rest on."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from access.models import Anvandare
from arenden.models.akt import AktBunden
from arenden.models.beslut import Beslut, Satt
from arenden.models.utredning import Utredning
from encryption.fields import SealedTextField


class Underrattelse(AktBunden):
    """Those concerned know that a utredning was opened, or why they do not yet (SoL 20:4)."""

    raderbar = True  # within ten minutes, when it is taken back; the history stays

    utredning = models.OneToOneField(
        Utredning,
        on_delete=models.PROTECT,
        related_name="underrattelse",
        verbose_name="utredning",
    )
    underrattad = models.BooleanField("de som berörs är underrättade")
    vilka = SealedTextField("vilka som har underrättats", max_length=2_000, blank=True)
    satt = models.CharField("hur", max_length=12, choices=Satt, blank=True)
    skal = SealedTextField("särskilda skäl", max_length=5_000, blank=True)
    gjord = models.DateTimeField("gjord", default=timezone.now)
    gjord_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="gjord av"
    )

    class Meta:
        verbose_name = "underrättelse"
        verbose_name_plural = "underrättelser"

    def __str__(self) -> str:
        return "Underrättelse om inledd utredning"


class Kommunicering(AktBunden):
    """The person has seen what the decision will rest on, and could answer in time (FL 25).

    Made in two moments: the material is sent with a last day to answer; then the answer, or that
    none came, is noted. Where the law lets one abstain there is only the reason.
    """

    class Svar(models.TextChoices):
        YTTRAT = "yttrat", "Har svarat"
        INGET = "inget", "Har inte svarat i tid"

    beslut = models.OneToOneField(
        Beslut, on_delete=models.PROTECT, related_name="kommunicering", verbose_name="förslag"
    )
    skickas = models.BooleanField("underlaget visas före beslutet")
    vilka = SealedTextField("vem som får ta del", max_length=2_000, blank=True)
    material = SealedTextField("vad de får ta del av", max_length=10_000, blank=True)
    satt = models.CharField("hur", max_length=12, choices=Satt, blank=True)
    svara_senast = models.DateField("svar senast", null=True, blank=True)
    skal = SealedTextField("skäl att avstå", max_length=5_000, blank=True)
    skickad = models.DateTimeField("skickad", default=timezone.now)
    skickad_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="skickad av"
    )
    svar = models.CharField("svar", max_length=6, choices=Svar, blank=True)
    synpunkter = SealedTextField("synpunkter", max_length=20_000, blank=True)
    klar = models.DateTimeField("klar", null=True, blank=True)

    class Meta:
        verbose_name = "kommunicering"
        verbose_name_plural = "kommuniceringar"
        constraints = [
            models.CheckConstraint(
                name="kommunicering_med_sista_dag",
                condition=Q(skickas=False) | Q(svara_senast__isnull=False),
                violation_error_message="Ange vilken dag svaret senast ska ha kommit.",
            ),
            models.CheckConstraint(
                name="kommunicering_klar_med_svar",
                condition=Q(skickas=False)
                | Q(klar__isnull=True, svar="")
                | (Q(klar__isnull=False, klar__gte=F("skickad")) & ~Q(svar="")),
            ),
        ]

    def __str__(self) -> str:
        return "Kommunicering"
