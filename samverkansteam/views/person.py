"""The team seen from one ärende: connect, consent, mark, absence, what was released."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from access.gate import Gate
from access.models import Roll
from arenden.models import Arende
from arenden.views.bas import ArendeFormView, ArendeSida, ArendeView
from audit.verb import Verb
from samverkansteam.actions.markering import set_markering
from samverkansteam.actions.teamarende import connect_arende, end_teamarende, record_franvaro
from samverkansteam.forms.person import FranvaroForm, MarkeringForm
from samverkansteam.forms.team import TeamTillArendeForm
from samverkansteam.models import (
    Delgivning,
    Franvarovecka,
    GemensamAtgard,
    Samtycke,
    Team,
    Teamarende,
)
from samverkansteam.models.samtycke import with_custody
from samverkansteam.rules.franvaro import week_before

HANDLAGGANDE = Roll.handlaggande()


class ArendeTeamView(ArendeView):
    """The tab «Team» of an ärende: its teams as far as the user takes part in them."""

    gate = Gate(Verb.TEAM_READ, HANDLAGGANDE)
    flik = "team"
    template_name = "samverkansteam/arende_team.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.user
        team = Team.objects.visible_to(user).filter(teamarenden__arende=self.arende)
        teamarenden = (
            Teamarende.objects.in_force()
            .filter(arende=self.arende, team__in=team)
            .select_related("team__teamtyp")
        )
        return super().get_context_data(
            teamarenden=teamarenden,
            samtycken=self._samtycken(team),
            delgivningar=Delgivning.objects.filter(
                teamarende__arende=self.arende, teamarende__team__in=team
            ).select_related(
                "mottagare__organisation",
                "lagrum",
                "beslutad_av",
                "kopia__kvittens__oppnad_av",
                "kopia__kvittens__kvitterad_av",
            ),
            atgarder=GemensamAtgard.objects.filter(teamarende__arende=self.arende).select_related(
                "loggad_av"
            ),
            franvaroveckor=Franvarovecka.objects.filter(teamarende__arende=self.arende),
            **kwargs,
        )

    def _samtycken(self, team: QuerySet[Team]) -> list[tuple[Samtycke, list[str]]]:
        """Each consent, and why it carries nothing today where it does not."""
        vardnadshavare = with_custody(self.arende.akt, timezone.localdate())
        rader = Samtycke.objects.filter(akt=self.arende.akt_id, team__in=team)
        funna = list(rader.select_related("mottagare__organisation").prefetch_related("svar"))
        for samtycke in funna:
            samtycke.akt = self.arende.akt
        return [(samtycke, samtycke.hinder(vardnadshavare)) for samtycke in funna]


def flik_url(arende: Arende) -> str:
    return reverse("samverkansteam:arende", args=[arende.pk])


class FlikForm(ArendeFormView):
    """A form on the tab: no draft, and back to the tab when done."""

    flik = "team"
    autosave = False
    template_name = "samverkansteam/arende_formular.html"
    rubrik: ClassVar[str]

    def get_success_url(self) -> str:
        return flik_url(self.arende)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tillbaka = {"avbryt_url": self.get_success_url(), "rubrik": self.rubrik}
        return super().get_context_data(**kwargs) | tillbaka


class ConnectTeamView(FlikForm):
    gate = Gate(Verb.TEAM_CHANGE, HANDLAGGANDE)
    form_class = TeamTillArendeForm
    rubrik = "Koppla till ett team"
    submit = "Koppla"
    klart = "Ärendet är kopplat till teamet."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"arende": self.arende, "user": self.user}

    def perform(self, data: dict[str, Any]) -> None:
        connect_arende(team=data["team"], arende=self.arende, actor=self.user)


class PersonSida(ArendeSida):
    """About one person in one team; both must be seen by the user."""

    teamarende: Teamarende

    def prepare(self) -> None:
        self.teamarende = get_object_or_404(
            Teamarende.objects.in_force().select_related("team__teamtyp", "arende"),
            arende=self.arende,
            team=get_object_or_404(
                Team.objects.visible_to(self.user),
                pk=self.kwargs["team"],
            ),
        )


class EndTeamarendeView(PersonSida, FlikForm):
    gate = Gate(Verb.TEAM_CHANGE, HANDLAGGANDE)
    form_class = Form
    rubrik = "Avsluta teamets arbete med ärendet"
    submit = "Avsluta"
    klart = "Teamet arbetar inte längre med ärendet."

    def perform(self, data: dict[str, Any]) -> None:
        end_teamarende(teamarende=self.teamarende, actor=self.user)


class MarkeringView(PersonSida, FlikForm):
    gate = Gate(Verb.MARKERING_SET, HANDLAGGANDE)
    form_class = MarkeringForm
    rubrik = "Sätt riskmarkering"
    submit = "Sätt markering"
    klart = "Markeringen är satt. Den upphör av sig själv."

    def prepare(self) -> None:
        super().prepare()
        if self.teamarende.team.teamtyp.markeringens_dagar is None:
            raise Http404

    def get_success_url(self) -> str:
        return reverse("samverkansteam:rum", args=[self.teamarende.team_id])

    def perform(self, data: dict[str, Any]) -> None:
        set_markering(teamarende=self.teamarende, actor=self.user, **data)


class FranvaroView(PersonSida, FlikForm):
    gate = Gate(Verb.FRANVARO_RECORD, HANDLAGGANDE)
    form_class = FranvaroForm
    rubrik = "För in en veckas frånvaro"
    klart = "Frånvaron är införd."

    def prepare(self) -> None:
        super().prepare()
        if not self.teamarende.team.teamtyp.foljer_franvaro:
            raise Http404

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"vecka": week_before(timezone.localdate())}

    def get_success_url(self) -> str:
        return reverse("samverkansteam:skolgang", args=[self.arende.pk, self.teamarende.team_id])

    def perform(self, data: dict[str, Any]) -> None:
        record_franvaro(teamarende=self.teamarende, actor=self.user, **data)
