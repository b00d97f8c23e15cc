"""The assessment: one answer for each factor, and a judgement that a named person writes.

Answers are words, never numbers: nothing here can be added up, ranked or sorted (ADR 0009).
"""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from access.models import Anvandare
from arenden.models import AktBunden, Arende
from arenden.models.akt import AktBundenQuerySet
from encryption.fields import SealedChoiceField, SealedTextField
from riskbedomning.models.instrument import Faktor, Instrumentversion


class BedomningQuerySet(AktBundenQuerySet["Bedomning"]):
    def drafts(self) -> Self:
        return self.filter(status=Bedomning.Status.UTKAST)

    def completed(self) -> Self:
        return self.filter(status=Bedomning.Status.FARDIG)

    def for_page(self) -> Self:
        """With everything that the pages around an assessment show, in one query."""
        return self.select_related("instrumentversion__instrument", "bedomare").annotate(
            has_tidigare=Exists(
                Bedomning.objects.completed().filter(
                    akt=OuterRef("akt"), paborjad__lt=OuterRef("paborjad")
                )
            )
        )


class Bedomning(AktBunden):
    """A structured professional judgement, in the version of the instrument it was begun with."""

    class Status(models.TextChoices):
        UTKAST = "utkast", "Pågår"
        FARDIG = "fardig", "Färdig"

    class Samlad(models.TextChoices):
        """The assessor's own conclusion, chosen by a person; nothing computes or suggests it."""

        INGET_STOD = "inget_stod", "Inget stöd behövs utöver det som finns"
        VISST_STOD = "visst_stod", "Visst stöd behövs"
        OMFATTANDE_STOD = "omfattande_stod", "Omfattande och samordnat stöd behövs"
        OKLART = "oklart", "Underlaget räcker inte för en bedömning"

    arende = models.ForeignKey(Arende, on_delete=models.PROTECT, related_name="bedomningar")
    instrumentversion = models.ForeignKey(
        Instrumentversion, on_delete=models.PROTECT, related_name="bedomningar"
    )
    instrument_skal = SealedTextField(
        "varför en annan variant valdes", max_length=1_000, null=True, blank=True
    )
    status = models.CharField(max_length=6, choices=Status, default=Status.UTKAST)
    bedomare = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="bedomningar")
    paborjad = models.DateTimeField("påbörjad", default=timezone.now, editable=False)
    kallor = SealedTextField("källor", max_length=10_000, blank=True)
    barnets_syn = SealedTextField("barnets egen syn", max_length=20_000, blank=True)
    barnets_syn_saknas = SealedTextField(
        "varför barnets syn saknas", max_length=2_000, null=True, blank=True
    )
    vardnadshavares_syn = SealedTextField("vårdnadshavares syn", max_length=20_000, blank=True)
    scenario = SealedTextField("tänkbar utveckling", max_length=20_000, blank=True)
    samlad = SealedChoiceField("samlad bedömning", choices=Samlad, blank=True)
    motiv = SealedTextField("motivering", max_length=40_000, blank=True)
    ny_bedomning = models.DateField("ny bedömning senast", null=True, blank=True)
    fardig_at = models.DateTimeField("färdig", null=True, blank=True)

    objects = BedomningQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "riskbedömning"
        verbose_name_plural = "riskbedömningar"
        ordering = ["-paborjad", "-id"]
        constraints = [
            models.CheckConstraint(
                name="bedomning_fardig_har_tid",
                condition=Q(status="utkast", fardig_at__isnull=True)
                | Q(status="fardig", fardig_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["arende", "bedomare"],
                condition=Q(status="utkast"),
                name="ett_utkast_per_bedomare",
                violation_error_message="Du har redan en påbörjad bedömning i ärendet.",
            ),
        ]

    def __str__(self) -> str:
        return f"Riskbedömning {timezone.localtime(self.paborjad):%Y-%m-%d}"

    def earlier(self) -> BedomningQuerySet:
        """Completed assessments of the same person begun before this one, the latest first."""
        return Bedomning.objects.filter(akt=self.akt_id, paborjad__lt=self.paborjad).completed()

    @property
    def is_fardig(self) -> bool:
        return self.status == self.Status.FARDIG

    @property
    def samlad_text(self) -> str:
        return dict(self.Samlad.choices).get(self.samlad, "")


class Faktorsvar(AktBunden):
    """What is known about one factor. Each answer is a row of its own, with a version of its own,
    so that two people can fill in the same assessment without overwriting each other."""

    class Svar(models.TextChoices):
        FINNS = "finns", "Finns"
        DELVIS = "delvis", "Delvis"
        FINNS_INTE = "finns_inte", "Finns inte"
        OTILLRACKLIG = "otillracklig_information", "Otillräcklig information"

    class Relevans(models.TextChoices):
        JA = "ja", "Har betydelse nu"
        TIDIGARE = "tidigare", "Hade betydelse tidigare"
        NEJ = "nej", "Har ingen betydelse nu"

    class Kritisk(models.TextChoices):
        JA = "ja", "Särskilt viktig i det här ärendet"
        NEJ = "nej", "Inte särskilt utpekad"

    class Riktning(models.TextChoices):
        """How it has gone since the assessment before, chosen by a person; nothing compares."""

        BATTRE = "battre", "Bättre"
        OFORANDRAT = "oforandrat", "Oförändrat"
        SAMRE = "samre", "Sämre"
        OVISST = "ovisst", "Går inte att säga"

    bedomning = models.ForeignKey(Bedomning, on_delete=models.PROTECT, related_name="svar")
    faktor = models.ForeignKey(Faktor, on_delete=models.PROTECT, related_name="+")
    svar = SealedChoiceField("svar", choices=Svar, blank=True)
    belagg = SealedTextField("belägg", max_length=10_000, blank=True)
    kalla = SealedTextField("källa", max_length=1_000, blank=True)
    relevans_nu = SealedChoiceField("betydelse nu", choices=Relevans, blank=True)
    kritisk = SealedChoiceField("särskilt viktig", choices=Kritisk, default=Kritisk.NEJ)
    riktning = SealedChoiceField("sedan förra bedömningen", choices=Riktning, null=True, blank=True)
    riktning_varfor = SealedTextField(
        "vad som har ändrats", max_length=5_000, null=True, blank=True
    )
    andrad = models.DateTimeField("ändrad", default=timezone.now)
    andrad_av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "faktorsvar"
        verbose_name_plural = "faktorsvar"
        constraints = [
            models.UniqueConstraint(fields=["bedomning", "faktor"], name="ett_svar_per_faktor"),
        ]

    def __str__(self) -> str:
        return "Faktorsvar"

    @property
    def is_besvarad(self) -> bool:
        return bool(self.svar)

    @property
    def is_kritisk(self) -> bool:
        return bool(self.kritisk == self.Kritisk.JA)
