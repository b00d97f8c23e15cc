"""The closing of an ärende with its outcome."""

from __future__ import annotations

from uuid import UUID

from django.db import models

from access.models import Anvandare
from arenden.models import AktBunden, Arende
from encryption.fields import SealedTextField


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
