"""That another organisation is asked to take part: by when, and what it answered."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from access.models import Anvandare, Organisation
from access.regel import SOCIALTJANSTEN
from access.villkor import Bland, Nagot
from encryption.fields import SealedTextField
from samverkansteam.models.team import TeamBunden, TeamBundenQuerySet


class MedverkansbegaranQuerySet(TeamBundenQuerySet["Medverkansbegaran"]):
    def unanswered(self) -> Self:
        return self.filter(svarat=None, team__avslutad=None)

    def late(self, dag: date) -> Self:
        return self.unanswered().filter(svar_senast__lt=dag)


class Medverkansbegaran(TeamBunden):
    """A question to an organisation: will you take part in this team, and through whom?

    It says what is asked for and never about whom. The socialtjänst of the team sees all of them,
    another party its own organisation's.
    """

    radskydd_smalare = Nagot(
        "en annan part bara sina egna",
        (
            SOCIALTJANSTEN,
            Bland("den egna organisationen", "organisation_id", "samverkansteam_min_organisation"),
        ),
    )

    class Svar(models.TextChoices):
        JA = "ja", "Ja"
        NEJ = "nej", "Nej"

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="till"
    )
    vad = SealedTextField("vad det gäller", max_length=2_000, agare="team_id")
    svar_senast = models.DateField("svar senast")
    begard = models.DateTimeField("begärd", default=timezone.now)
    begard_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="begärd av"
    )
    svar = models.CharField("svar", max_length=3, choices=Svar, blank=True)
    svar_i_ord = SealedTextField(
        "med vem, eller varför inte", max_length=1_000, agare="team_id", blank=True
    )
    svarat = models.DateTimeField("svarat", null=True, blank=True)
    svar_fort_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="svaret infört av",
    )

    objects = MedverkansbegaranQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "begäran om medverkan"
        verbose_name_plural = "begäranden om medverkan"
        ordering = ["svar_senast", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "organisation"],
                condition=Q(svarat=None),
                name="medverkansbegaran_en_obesvarad",
                violation_error_message="Organisationen har redan en begäran utan svar.",
            ),
            models.CheckConstraint(
                name="medverkansbegaran_besvarad_av_nagon",
                condition=Q(svarat__isnull=True, svar_fort_av__isnull=True, svar="")
                | Q(svarat__isnull=False, svar_fort_av__isnull=False, svar__in=["ja", "nej"]),
            ),
        ]

    def __str__(self) -> str:
        return f"Begäran om medverkan, svar senast {self.svar_senast}"

    def is_late(self, dag: date) -> bool:
        return self.svarat is None and self.svar_senast < dag
