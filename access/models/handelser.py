"""Events that open akter for a time: cover for an absence, a pass on call, a delegation.

Each gives grants with a last moment and is what those grants name as their source; ending it early
ends them. Days are whole days in Stockholm.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from uuid6 import uuid7

from access.models.anvandare import Anvandare
from access.models.organisation import Enhet, Namnd
from audit.andring import MinnsRaden


def first_moment(dag: date) -> datetime:
    """Midnight, Stockholm time, when `dag` begins."""
    return timezone.make_aware(datetime.combine(dag, time.min))


def last_moment(dag: date) -> datetime:
    """Midnight when `dag` has ended: a grant is live before it and not from it."""
    return first_moment(dag + timedelta(days=1))


class FranvaroQuerySet(models.QuerySet["Franvaro"]):
    def unended(self, dag: date) -> Self:
        """Going on or still to come."""
        return self.filter(avslutad=None, till__gte=dag)


class Franvaro(MinnsRaden):
    """Somebody is away, and a named colleague covers their akter meanwhile."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    anvandare = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="franvaron", verbose_name="frånvarande"
    )
    ersattare = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="ersatter", verbose_name="ersättare"
    )
    fran = models.DateField("från och med")
    till = models.DateField("till och med")
    given_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="beslutad av"
    )
    avslutad = models.DateTimeField("avslutad", null=True, blank=True)

    objects = FranvaroQuerySet.as_manager()

    class Meta:
        ordering = ["fran", "id"]
        verbose_name = "frånvaro"
        verbose_name_plural = "frånvaro"
        constraints = [
            models.CheckConstraint(
                name="franvaro_till_efter_fran",
                condition=Q(till__gte=F("fran")),
                violation_error_message="Sista dagen kan inte ligga före den första.",
            ),
            models.CheckConstraint(
                name="franvaro_tre_personer",
                condition=~Q(anvandare=F("ersattare"))
                & ~Q(given_av=F("ersattare"))
                & ~Q(given_av=F("anvandare")),
                violation_error_message=(
                    "Den som beslutar kan inte själv vara frånvarande eller ersättare."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.anvandare}, {self.fran} till {self.till}"


class JourpassQuerySet(models.QuerySet["Jourpass"]):
    def unended(self, nu: datetime) -> Self:
        return self.filter(avslutad=None, till__gt=nu)

    def live(self, nu: datetime) -> Self:
        return self.unended(nu).filter(fran__lte=nu)


class Jourpass(MinnsRaden):
    """A pass on call: for its hours the mottagning of a nämnd is open to whoever is on duty."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    anvandare = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="jourpass", verbose_name="person"
    )
    namnd = models.ForeignKey(
        Namnd, on_delete=models.PROTECT, related_name="jourpass", verbose_name="nämnd"
    )
    fran = models.DateTimeField("börjar")
    till = models.DateTimeField("slutar")
    given_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="lagt av"
    )
    avslutad = models.DateTimeField("avslutat", null=True, blank=True)

    objects = JourpassQuerySet.as_manager()

    class Meta:
        ordering = ["fran", "id"]
        verbose_name = "jourpass"
        verbose_name_plural = "jourpass"
        constraints = [
            models.CheckConstraint(
                name="jourpass_till_efter_fran",
                condition=Q(till__gt=F("fran")),
                violation_error_message="Passet måste sluta efter att det börjat.",
            ),
            models.CheckConstraint(
                name="jourpass_annan_lagger",
                condition=~Q(given_av=F("anvandare")),
                violation_error_message="Ingen lägger sina egna pass.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.anvandare}, {self.namnd}"


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def unended(self, dag: date) -> Self:
        return self.filter(avslutad=None, till__gte=dag)

    def in_force(self, dag: date) -> Self:
        return self.unended(dag).filter(fran__lte=dag)


class Delegation(MinnsRaden):
    """The right to decide one kind of matter in one unit, given to a person for a period.

    What may be delegated at all, and to which roles it belongs without this, is the delegation
    order (access/data/delegationsordning.json).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    anvandare = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="delegationer", verbose_name="till"
    )
    arendetyp = models.CharField("vad", max_length=30)
    enhet = models.ForeignKey(
        Enhet, on_delete=models.PROTECT, related_name="delegationer", verbose_name="enhet"
    )
    fran = models.DateField("från och med")
    till = models.DateField("till och med")
    given_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="given av"
    )
    avslutad = models.DateTimeField("avslutad", null=True, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ["fran", "id"]
        verbose_name = "delegation"
        verbose_name_plural = "delegationer"
        constraints = [
            models.CheckConstraint(
                name="delegation_till_efter_fran",
                condition=Q(till__gte=F("fran")),
                violation_error_message="Sista dagen kan inte ligga före den första.",
            ),
            models.CheckConstraint(
                name="delegation_till_en_annan",
                condition=~Q(given_av=F("anvandare")),
                violation_error_message="Ingen delegerar till sig själv.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.anvandare}, {self.enhet}"
