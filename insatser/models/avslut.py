"""The closing of an ärende with its outcome, and how each insats in it ended."""

from __future__ import annotations

from uuid import UUID

from django.db import models

from access.models import Anvandare
from arenden.models import AktBunden, Arende
from encryption.fields import (
    SealedChoiceField,
    SealedDateField,
    SealedJSONField,
    SealedTextField,
)
from insatser.models.insats import Insats


class Avslut(AktBunden):
    """The end of an ärende: why, with which result, and how far each goal had come.

    `vart`, `underlag`, `handelsedag` and `overlamnat` answer what the reason asks for
    (`rules.avslut.KRAV`). `malbild` is what the goals and indicators said at the start and at the
    last follow-up, as it was on the day.
    """

    raderbar = True  # when a closed ärende is opened again; the history stays

    class Orsak(models.TextChoices):
        PLANERAT = "planerat", "Enligt plan"
        SAMTYCKE = "samtycke", "Samtycket togs tillbaka"
        VILL_INTE = "vill_inte", "Den enskilde vill inte längre"
        FLYTT = "flytt", "Flyttat inom staden"
        FLYTT_KOMMUN = "flytt_kommun", "Flyttat till en annan kommun"
        ALDER = "alder", "Åldersgräns"
        ANNAN_VARD = "annan_vard", "Placering eller annan vård"
        LVU = "lvu", "Vård enligt LVU"
        DOM = "dom", "Dom eller annan påföljd"
        AVLIDEN = "avliden", "Avliden"
        EJ_NADD = "ej_nadd", "Gick inte att nå"
        ANNAN_FORM = "annan_form", "En annan arbetsform tar över"

    class Resultat(models.TextChoices):
        UPPNATT = "uppnatt", "Målen nåddes"
        DELVIS = "delvis", "Målen nåddes delvis"
        EJ = "ej", "Målen nåddes inte"
        EJ_BEDOMT = "ej_bedomt", "Det går inte att bedöma"

    class RostSaknas(models.TextChoices):
        LITET = "litet", "Barnet är för litet för att säga det"
        VILL_INTE = "vill_inte", "Barnet vill inte säga något"
        EJ_NADD = "ej_nadd", "Barnet har inte gått att nå"
        SKADA = "skada", "Det skulle skada barnet att bli tillfrågat"

    arende = models.OneToOneField(Arende, on_delete=models.PROTECT, related_name="avslut")
    orsak = models.CharField("orsak", max_length=12, choices=Orsak)
    resultat = models.CharField("resultat", max_length=10, choices=Resultat)
    sammanfattning = SealedTextField("sammanfattning", max_length=20_000)
    barnets_rost = SealedTextField("barnets egna ord", max_length=20_000, blank=True)
    rost_saknas = SealedChoiceField(
        "varför barnets ord saknas", choices=RostSaknas, null=True, blank=True
    )
    vart = SealedTextField("vart", max_length=300, null=True, blank=True)
    underlag = SealedTextField("vad det bygger på", max_length=5_000, null=True, blank=True)
    handelsedag = SealedDateField("vilken dag", null=True, blank=True)
    overlamnat = SealedTextField("vad som lämnas över", max_length=5_000, null=True, blank=True)
    malbild = SealedJSONField("målen vid start och slut", null=True, blank=True)
    avslutat_av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "avslut"
        verbose_name_plural = "avslut"

    def __str__(self) -> str:
        return self.get_orsak_display()


class Insatsslut(AktBunden):
    """How one insats ended, as it was judged when its ärende was closed."""

    class Hur(models.TextChoices):
        ENLIGT_PLAN = "enligt_plan", "Som planerat"
        TIDIGARE = "tidigare", "Tidigare än planerat, målet var nått"
        AVBROTS = "avbrots", "Avbröts"
        LAMNAS = "lamnas", "Fortsätter hos någon annan"
        EJ_IGANG = "ej_igang", "Kom aldrig igång"

    insats = models.OneToOneField(Insats, on_delete=models.PROTECT, related_name="slut")
    hur = models.CharField("så slutade den", max_length=12, choices=Hur)
    kommentar = SealedTextField("kommentar", max_length=2_000, blank=True)

    class Meta:
        verbose_name = "insatsslut"
        verbose_name_plural = "insatsslut"

    def __str__(self) -> str:
        return self.get_hur_display()


I_VARD = frozenset({Avslut.Orsak.ANNAN_VARD, Avslut.Orsak.LVU})


def ended_in_care(akt_id: UUID) -> list[tuple[UUID, str]]:
    """The ärenden of an akt that ended in a placement or other care (SoL 16:2: kept for ever)."""
    avslut = Avslut.objects.filter(akt=akt_id, orsak__in=I_VARD)
    return [(arende_id, "placering") for arende_id in avslut.values_list("arende_id", flat=True)]
