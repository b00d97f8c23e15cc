"""Consent as an object: who gave it, to whom, about what, for how long (OSL 10:1, 12:2)."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from access.models import Anvandare
from arenden.models import AktBunden
from arenden.models.akt import AktBundenQuerySet
from encryption.fields import SealedJSONField, SealedTextField
from samverkansteam.models.part import Part
from samverkansteam.models.team import Team
from samverkansteam.rules.samtycke import has_lapsed


class Uppgiftsslag(models.TextChoices):
    """What a piece of information is about, in the words of the consent form."""

    SKOLA = "skola", "Skolgång och närvaro"
    PLAN = "plan", "Planen och dess mål"
    INSATS = "insats", "Insatser som pågår"
    MOTE = "mote", "Tider för möten"
    HALSA = "halsa", "Hälsa"
    HEM = "hem", "Situationen hemma"
    OVRIGT = "ovrigt", "Annat"


class SamtyckeQuerySet(AktBundenQuerySet["Samtycke"]):
    def live(self, dag: date | None = None) -> Self:
        dag = dag or timezone.localdate()
        return self.filter(aterkallat=None, fran__lte=dag, till__gte=dag)


class Samtycke(AktBunden):
    """One consent to one receiving party. Judged at the moment of each disclosure."""

    class Form(models.TextChoices):
        SKRIFTLIGT = "skriftligt", "Skriftligt"
        MUNTLIGT = "muntligt", "Muntligt"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="samtycken")
    mottagare = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="samtycken")
    givare = SealedTextField("vem som samtycker", max_length=300)
    slag = SealedJSONField("vad som får delas", help_text="Lista med koder ur Uppgiftsslag.")
    form = models.CharField("form", max_length=10, choices=Form)
    forklarat = SealedTextField("så här förklarades det", max_length=5_000)
    fran = models.DateField("från och med", default=timezone.localdate)
    till = models.DateField("till och med")
    registrerat = models.DateTimeField(default=timezone.now, editable=False)
    registrerat_av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")
    aterkallat = models.DateTimeField("återkallat", null=True, blank=True)

    objects = SamtyckeQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "samtycke"
        verbose_name_plural = "samtycken"
        ordering = ["-registrerat"]
        constraints = [
            models.CheckConstraint(
                name="samtycke_till_efter_fran",
                condition=Q(till__gte=F("fran")),
                violation_error_message="Samtycket kan inte sluta gälla innan det börjar.",
            ),
        ]

    def __str__(self) -> str:
        return "Samtycke"

    @property
    def givet(self) -> date:
        """The day it was given: never later than it was registered, nor than it begins."""
        return min(self.fran, timezone.localdate(self.registrerat))

    def has_lapsed(self, fodd: date | None) -> bool:
        """Whether it has ended because the person, born on `fodd`, has come of age since."""
        return has_lapsed(self.givet, fodd, timezone.localdate())

    def slag_i_klartext(self) -> list[str]:
        return [Uppgiftsslag(kod).label for kod in self.slag]
