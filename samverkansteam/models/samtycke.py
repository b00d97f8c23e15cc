"""Consent as an object: who gave it, to whom, about what, for how long (OSL 10:1, 12:2)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from access.models import Anvandare
from arenden.models import AktBunden, Personakt, Vardnadshavare
from arenden.models.akt import AktBundenQuerySet
from encryption.fields import SealedChoiceField, SealedJSONField, SealedTextField
from samverkansteam.models.part import Part
from samverkansteam.models.team import Team
from samverkansteam.rules import samtycke as regler


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
    def not_ended(self) -> Self:
        """Neither taken back nor ended by itself, whatever its period."""
        return self.filter(aterkallat=None, upphort=None)

    def live(self, dag: date | None = None) -> Self:
        dag = dag or timezone.localdate()
        return self.not_ended().filter(fran__lte=dag, till__gte=dag)


class Samtycke(AktBunden):
    """One consent to one receiving party. Judged at the moment of each disclosure.

    `givare` is who gave it in the words that were written before each answer had a row of its own:
    such a consent carries nothing until the answers are noted.
    """

    class Form(models.TextChoices):
        SKRIFTLIGT = "skriftligt", "Skriftligt"
        MUNTLIGT = "muntligt", "Muntligt"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="samtycken")
    mottagare = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="samtycken")
    givare = SealedTextField(
        "givare, som det skrevs förut", max_length=1_000, null=True, blank=True, editable=False
    )
    slag = SealedJSONField("vad som får delas", help_text="Lista med koder ur Uppgiftsslag.")
    form = models.CharField("form", max_length=10, choices=Form)
    forklarat = SealedTextField("så här förklarades det", max_length=5_000)
    sprak = SealedTextField(
        "på vilket språk", max_length=60, default="svenska", null=True, blank=True
    )
    tolk = SealedTextField("tolk", max_length=200, blank=True, null=True, default="")
    fran = models.DateField("från och med", default=timezone.localdate)
    till = models.DateField("till och med")
    registrerat = models.DateTimeField(default=timezone.now, editable=False)
    registrerat_av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")
    aterkallat = models.DateTimeField("återkallat", null=True, blank=True)
    upphort = models.DateTimeField("upphört av sig självt", null=True, blank=True, editable=False)

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
        """The last day that somebody said yes; the day it was registered where nobody has."""
        dagar = [svar.nar for svar in self.senaste_svar() if svar.svar == Samtyckessvar.Svar.JA]
        return max(dagar, default=min(self.fran, timezone.localdate(self.registrerat)))

    def senaste_svar(self) -> list[Samtyckessvar]:
        """The last answer of each giver, in the order that they first answered."""
        senaste = {svar.givare: svar for svar in self.svar.all()}
        return list(senaste.values())

    def hinder(self, vardnadshavare: Collection[Vardnadshavare] | None = None) -> list[str]:
        """Every reason why it carries nothing today, its period aside.

        `vardnadshavare`: those who have custody today, where they are read already.
        """
        return regler.hinder_for_samtycke(**self._lage(vardnadshavare))

    def is_over(self) -> bool:
        """Whether nobody who said yes decides over it any more today."""
        return regler.is_over(**self._lage(None))

    def _lage(self, vardnadshavare: Collection[Vardnadshavare] | None) -> dict[str, Any]:
        idag = timezone.localdate()
        if vardnadshavare is None:
            vardnadshavare = with_custody(self.akt, idag)
        return {
            "svar": [svar.regel() for svar in self.senaste_svar()],
            "fodd": self.akt.person.fodelsedatum,
            "med_vardnad": {str(rad.pk) for rad in vardnadshavare},
            "dag": idag,
        }

    @property
    def is_ended(self) -> bool:
        return self.aterkallat is not None or self.upphort is not None

    @property
    def givet_av(self) -> str:
        """Who has said yes, by name; as it was written before where no answer is noted."""
        ja = [s.namn for s in self.senaste_svar() if s.svar == Samtyckessvar.Svar.JA]
        return ", ".join(ja) or self.givare or ""

    def slag_i_klartext(self) -> list[str]:
        return [Uppgiftsslag(kod).label for kod in self.slag]


class Samtyckessvar(AktBunden):
    """What one giver said, in their own words, and when. A later answer stands beside it."""

    class Vem(models.TextChoices):
        BARNET = regler.Roll.BARNET.value, "Barnet eller den unge"
        VARDNADSHAVARE = regler.Roll.VARDNADSHAVARE.value, "Vårdnadshavare"

    class Svar(models.TextChoices):
        JA = "ja", "Ja"
        NEJ = "nej", "Nej"

    samtycke = models.ForeignKey(Samtycke, on_delete=models.PROTECT, related_name="svar")
    vem = SealedChoiceField("vem", choices=Vem, max_length=14)
    vardnadshavare = models.ForeignKey(
        Vardnadshavare, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    namn = SealedTextField("namn", max_length=300)
    svar = SealedChoiceField("svar", choices=Svar, max_length=3)
    sade = SealedTextField("med egna ord", max_length=2_000, blank=True)
    nar = models.DateField("när", default=timezone.localdate)
    registrerat_av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "svar om samtycke"
        verbose_name_plural = "svar om samtycke"
        ordering = ["nar", "id"]

    def __str__(self) -> str:
        return "Svar om samtycke"

    @property
    def givare(self) -> str:
        """Tells givers apart: the child, each known guardian, and those known by name alone."""
        if self.vem == self.Vem.BARNET:
            return str(self.Vem.BARNET)
        return str(self.vardnadshavare_id or self.namn)

    def regel(self) -> regler.Svar:
        return regler.Svar(
            vem=regler.Roll(self.vem),
            person=self.givare,
            ja=self.svar == self.Svar.JA,
            nar=self.nar,
            is_kand=self.vem == self.Vem.BARNET or self.vardnadshavare_id is not None,
        )


def with_custody(akt: Personakt, dag: date) -> list[Vardnadshavare]:
    """The guardians known to have custody on a day."""
    i_kraft = Q(till=None) | Q(till__gte=dag)
    return list(
        Vardnadshavare.objects.filter(i_kraft, akt=akt, fran__lte=dag).order_by("fran", "id")
    )
