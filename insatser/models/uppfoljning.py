"""Follow-up in rounds, and the closing with its outcome."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.utils import timezone

from access.models import Anvandare
from arenden.models import AktBunden, Arende
from encryption.fields import SealedTextField
from insatser.models.plan import Mal, Plan


class Uppfoljning(AktBunden):
    """One round: how it went by goal, the child's own view, and what happens next."""

    class Beslut(models.TextChoices):
        FORTSATT = "fortsatt", "Fortsätt som planerat"
        ANDRA = "andra", "Ändra planen"
        AVSLUTA = "avsluta", "Avsluta insatsen"

    arende = models.ForeignKey(Arende, on_delete=models.PROTECT, related_name="uppfoljningar")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="uppfoljningar")
    runda = models.PositiveSmallIntegerField()
    sammanfattning = SealedTextField("sammanfattning", max_length=20_000)
    barnets_rost = SealedTextField("barnets egna ord", max_length=20_000)
    beslut = models.CharField("vad händer nu", max_length=8, choices=Beslut)
    nasta_senast = models.DateField("nästa uppföljning senast", null=True, blank=True)
    genomford = models.DateTimeField(default=timezone.now)
    genomford_av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "uppföljning"
        verbose_name_plural = "uppföljningar"
        ordering = ["-runda"]
        constraints = [
            models.UniqueConstraint(fields=["arende", "runda"], name="uppfoljning_runda"),
            models.CheckConstraint(
                name="fortsatt_har_nasta_datum",
                condition=~models.Q(beslut="fortsatt") | models.Q(nasta_senast__isnull=False),
                violation_error_message="Ange när nästa uppföljning senast ska vara gjord.",
            ),
        ]

    def __str__(self) -> str:
        return f"Uppföljning {self.runda}"


class Maluppfyllelse(AktBunden):
    """How far one goal had come at one round (goal attainment scaling, −2 … +2)."""

    class Grad(models.IntegerChoices):
        MYCKET_SAMRE = -2, "Mycket sämre än väntat"
        SAMRE = -1, "Sämre än väntat"
        SOM_VANTAT = 0, "Som väntat"
        BATTRE = 1, "Bättre än väntat"
        MYCKET_BATTRE = 2, "Mycket bättre än väntat"

    uppfoljning = models.ForeignKey(
        Uppfoljning, on_delete=models.PROTECT, related_name="maluppfyllelser"
    )
    mal = models.ForeignKey(Mal, on_delete=models.PROTECT, related_name="uppfyllelser")
    grad = models.SmallIntegerField("så gick det", choices=Grad)
    kommentar = SealedTextField("kommentar", max_length=2_000, blank=True)

    class Meta:
        verbose_name = "måluppfyllelse"
        verbose_name_plural = "måluppfyllelser"
        constraints = [
            models.UniqueConstraint(
                fields=["uppfoljning", "mal"], name="en_grad_per_mal_och_runda"
            ),
        ]

    def __str__(self) -> str:
        return self.get_grad_display()


class Avslut(AktBunden):
    """The end of an ärende: why, with which result, and what is offered afterwards."""

    raderbar = True  # when a closed ärende is opened again; the history stays

    class Orsak(models.TextChoices):
        PLANERAT = "planerat", "Enligt plan"
        SAMTYCKE = "samtycke", "Den enskilde vill inte längre"
        FLYTT = "flytt", "Flyttat"
        ALDER = "alder", "Åldersgräns"
        ANNAN_VARD = "annan_vard", "Placering eller annan vård"
        AVLIDEN = "avliden", "Avliden"

    class Resultat(models.TextChoices):
        UPPNATT = "uppnatt", "Målen nåddes"
        DELVIS = "delvis", "Målen nåddes delvis"
        EJ = "ej", "Målen nåddes inte"

    arende = models.OneToOneField(Arende, on_delete=models.PROTECT, related_name="avslut")
    orsak = models.CharField("orsak", max_length=10, choices=Orsak)
    resultat = models.CharField("resultat", max_length=8, choices=Resultat)
    sammanfattning = SealedTextField("sammanfattning", max_length=20_000)
    barnets_rost = SealedTextField("barnets egna ord", max_length=20_000)
    erbjudande = SealedTextField("stöd som erbjuds efteråt", max_length=5_000, blank=True)
    avslutat_av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "avslut"
        verbose_name_plural = "avslut"

    def __str__(self) -> str:
        return self.get_orsak_display()


def ended_in_care(akt_id: UUID) -> list[tuple[UUID, str]]:
    """The ärenden of an akt that ended in a placement or other care (SoL 16:2: kept for ever)."""
    avslut = Avslut.objects.filter(akt=akt_id, orsak=Avslut.Orsak.ANNAN_VARD)
    return [(arende_id, "placering") for arende_id in avslut.values_list("arende_id", flat=True)]
