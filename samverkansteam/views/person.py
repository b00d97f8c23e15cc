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
from arenden.rules.alder import age_on
from arenden.views.bas import ArendeFormView, ArendeSida, ArendeView
from audit.verb import Verb
from samverkansteam.actions.markering import set_markering
from samverkansteam.actions.samtycke import give_samtycke, withdraw_samtycke
from samverkansteam.actions.teamarende import connect_arende, end_teamarende, record_franvaro
from samverkansteam.forms.person import FranvaroForm, MarkeringForm, SamtyckeForm
from samverkansteam.forms.team import TeamTillArendeForm
from samverkansteam.models import (
    Delgivning,
    Franvarovecka,
    GemensamAtgard,
    Samtycke,
    Team,
    Teamarende,
)
from samverkansteam.rules.samtycke import Andamal, samtycke_for

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
            ).select_related("mottagare__organisation", "lagrum", "beslutad_av"),
            atgarder=GemensamAtgard.objects.filter(teamarende__arende=self.arende).select_related(
                "loggad_av"
            ),
            franvaroveckor=Franvarovecka.objects.filter(teamarende__arende=self.arende),
            **kwargs,
        )

    def _samtycken(self, team: QuerySet[Team]) -> list[tuple[Samtycke, bool]]:
        """Each consent, and whether it ended when the person came of age."""
        fodd = self.arende.akt.person.fodelsedatum
        rader = Samtycke.objects.filter(akt=self.arende.akt_id, team__in=team)
        return [
            (samtycke, samtycke.has_lapsed(fodd))
            for samtycke in rader.select_related("mottagare__organisation")
        ]


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


class SamtyckeView(PersonSida, FlikForm):
    gate = Gate(Verb.SAMTYCKE_GIVE, HANDLAGGANDE)
    form_class = SamtyckeForm
    rubrik = "Registrera samtycke"
    submit = "Registrera"
    klart = "Samtycket är registrerat."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"team": self.teamarende.team}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"ingress": self.whose_samtycke()}

    def whose_samtycke(self) -> str:
        """Who consents at this person's age, in a sentence; empty while the age is unknown."""
        fodd = self.arende.akt.person.fodelsedatum
        if fodd is None:
            return ""
        regel = samtycke_for(Andamal.SEKRETESS, age_on(fodd, timezone.localdate()))
        return f"{regel.skal} ({regel.lagrum})"

    def perform(self, data: dict[str, Any]) -> None:
        give_samtycke(teamarende=self.teamarende, actor=self.user, **data)


class WithdrawSamtyckeView(FlikForm):
    gate = Gate(Verb.SAMTYCKE_WITHDRAW, HANDLAGGANDE)
    form_class = Form
    rubrik = "Samtycket tas tillbaka"
    submit = "Registrera att samtycket tas tillbaka"
    klart = "Samtycket är återkallat. Inget mer delas med stöd av det."

    def prepare(self) -> None:
        self.samtycke = get_object_or_404(
            Samtycke, akt=self.arende.akt_id, pk=self.kwargs["samtycke"]
        )

    def perform(self, data: dict[str, Any]) -> None:
        withdraw_samtycke(samtycke=self.samtycke, actor=self.user)


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

    def perform(self, data: dict[str, Any]) -> None:
        record_franvaro(teamarende=self.teamarende, actor=self.user, **data)
