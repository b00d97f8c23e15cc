"""People who use the system, and the duties (uppdrag) that say what they are there for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Self
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from uuid6 import uuid7

from access.models.grunder import narrowest_grants
from access.models.organisation import Enhet, Namnd, Organisation
from audit.context import Begaran, begaran
from audit.handelse import AktorUppgift

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


class Roll(models.TextChoices):
    """What a person is there to do. A role opens pages; only a grant opens an akt."""

    MOTTAGNING = "mottagning", "Mottagningssekreterare"
    SOCIALSEKRETERARE = "socialsekreterare", "Socialsekreterare"
    GRUPPLEDARE = "gruppledare", "Gruppledare"
    ENHETSCHEF = "enhetschef", "Enhetschef"
    SKOLSOCIAL = "skolsocial", "Skolsocialt team"
    SAMORDNARE = "samordnare", "Samordnare"
    SOCIALJOUR = "socialjour", "Socialjour"
    REGISTRATOR = "registrator", "Registrator"
    NAMNDLEDAMOT = "namndledamot", "Nämndledamot"
    LOGGRANSKARE = "loggranskare", "Loggranskare"
    ANALYTIKER = "analytiker", "Analytiker"
    METODLEDARE = "metodledare", "Metodledare"
    DATASKYDDSOMBUD = "dataskyddsombud", "Dataskyddsombud"
    NYCKELANSVARIG = "nyckelansvarig", "Nyckelansvarig"
    ADMINISTRATOR = "administrator", "Administratör"
    EXTERN = "extern", "Deltagare från annan part"
    SYSTEM = "system", "Systemet"

    @classmethod
    def handlaggande(cls) -> tuple[Roll, ...]:
        """Roles that work with individual children in socialtjänsten."""
        return (
            cls.MOTTAGNING,
            cls.SOCIALSEKRETERARE,
            cls.GRUPPLEDARE,
            cls.ENHETSCHEF,
            cls.SKOLSOCIAL,
            cls.SOCIALJOUR,
        )

    @classmethod
    def ledande(cls) -> tuple[Roll, ...]:
        """Roles that decide what others have proposed."""
        return (cls.GRUPPLEDARE, cls.ENHETSCHEF)


class AnvandareManager(BaseUserManager["Anvandare"]):
    def create_user(self, anvandarnamn: str, password: str | None = None, **falt: Any) -> Anvandare:
        anvandare = self.model(anvandarnamn=anvandarnamn, **falt)
        anvandare.set_password(password)
        anvandare.full_clean()
        anvandare.save()
        return anvandare


class Anvandare(AbstractBaseUser):  # type: ignore[django-manager-missing]  # factors: untyped library
    """A person with an account. Never deleted, only deactivated: the log and the cases name them.

    There is no superuser: nobody sees an akt without a grant.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    anvandarnamn = models.CharField("användarnamn", max_length=60, unique=True)
    namn = models.CharField("namn", max_length=120)
    epost = models.EmailField("e-post", blank=True)
    is_active = models.BooleanField("aktiv", default=True)
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="anvandare",
        help_text="Fylls i för den som kommer från en annan part än socialtjänsten.",
    )
    skapad = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "anvandarnamn"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["namn"]

    objects = AnvandareManager()

    class Meta:
        ordering = ["namn"]
        verbose_name = "användare"
        verbose_name_plural = "användare"

    def __str__(self) -> str:
        return self.namn

    @cached_property
    def uppdrag_nu(self) -> list[Uppdrag]:
        """Duties in force today; read once per request."""
        if not self.is_active:
            return []
        return list(self.uppdrag.in_force(timezone.localdate()).select_related("namnd", "enhet"))

    @cached_property
    def delegationer_nu(self) -> set[tuple[str, UUID]]:
        """What this person may decide by delegation today, as kind and unit; read once."""
        i_dag = self.delegationer.in_force(timezone.localdate())
        return set(i_dag.values_list("arendetyp", "enhet"))

    @cached_property
    def antal_olasta(self) -> int:
        """How many notices wait; whoever came with a session brought the number along."""
        return int(self.aviseringar.filter(last=None).count())

    def has_roll(self, roller: Collection[str]) -> bool:
        return any(uppdrag.roll in roller for uppdrag in self.uppdrag_nu)

    def namnder(self, roller: Collection[str] | None = None) -> set[Any]:
        """Ids of the nämnder where this person now has a duty (one of `roller`, if given)."""
        return {
            uppdrag.namnd_id
            for uppdrag in self.uppdrag_nu
            if uppdrag.namnd_id and (roller is None or uppdrag.roll in roller)
        }

    def is_verified(self) -> bool:
        """Whether the second factor was given in this session; django_otp's middleware tells."""
        return False

    def loggrad(self) -> AktorUppgift:
        """Role, unit and nämnd as the log states them: the first duty in force."""
        if not self.uppdrag_nu:
            return AktorUppgift(roll="", enhet_id=None, namnd_id=None)
        uppdrag = self.uppdrag_nu[0]
        return AktorUppgift(roll=uppdrag.roll, enhet_id=uppdrag.enhet_id, namnd_id=uppdrag.namnd_id)

    def tilltraden_for(self, ids: Collection[UUID]) -> Mapping[UUID, UUID]:
        """The narrowest grant that reaches each akt, team or compartment now; read once a request.

        What no grant reaches is left out, and asked again: a use case may be about to give one.
        The system has no grants.
        """
        if self.has_roll({Roll.SYSTEM}):
            return {}
        known = self._tilltraden_i(begaran.get())
        if missing := [one for one in ids if one not in known]:
            known |= narrowest_grants(self.pk, missing)
        return known

    def _tilltraden_i(self, request: Begaran | None) -> dict[UUID, UUID]:
        """What is known of one's grants in this request; outside any, nothing."""
        if request is None:
            return {}
        held: tuple[Begaran, dict[UUID, UUID]] | None = self.__dict__.get("_tilltraden")
        if held is None or held[0] is not request:
            held = self.__dict__["_tilltraden"] = (request, {})
        return held[1]


class UppdragQuerySet(models.QuerySet["Uppdrag"]):
    def in_force(self, dag: date) -> Self:
        return self.filter(Q(till=None) | Q(till__gte=dag), fran__lte=dag)


class Uppdrag(models.Model):
    """A duty: a role in a nämnd (and unit) for a period. `till` is the last day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    anvandare = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="uppdrag")
    roll = models.CharField(max_length=20, choices=Roll)
    namnd = models.ForeignKey(
        Namnd, null=True, blank=True, on_delete=models.PROTECT, related_name="uppdrag"
    )
    enhet = models.ForeignKey(
        Enhet, null=True, blank=True, on_delete=models.PROTECT, related_name="uppdrag"
    )
    fran = models.DateField("från och med")
    till = models.DateField("till och med", null=True, blank=True)

    objects = UppdragQuerySet.as_manager()

    class Meta:
        ordering = ["fran", "id"]
        verbose_name = "uppdrag"
        verbose_name_plural = "uppdrag"
        constraints = [
            models.CheckConstraint(
                name="uppdrag_till_efter_fran",
                condition=Q(till__isnull=True) | Q(till__gte=F("fran")),
                violation_error_message="Sista dagen kan inte ligga före den första.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_roll_display()}, {self.enhet or self.namnd or 'hela staden'}"
