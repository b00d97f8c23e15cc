"""The teams of a user, and the room of one team."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Min, Prefetch, Q, QuerySet
from django.forms import Form
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from access.gate import Gate
from access.models import Anvandare
from access.request import InloggadVy
from arenden.models import Frist
from arenden.views.formular import ActionForm
from audit.verb import Verb
from samverkansteam import policy
from samverkansteam.actions import team as actions
from samverkansteam.actions.teamarende import connect_arende
from samverkansteam.forms.team import ArendeTillTeamForm, DeltagareForm, PartForm, TeamForm
from samverkansteam.models import (
    Atagande,
    Bidrag,
    Deltagare,
    Gruppatgard,
    Kvittens,
    Markering,
    Medverkansbegaran,
    Mote,
    Part,
    Team,
    Teamarende,
)
from samverkansteam.policy import LEADING
from samverkansteam.views.bas import DELTAGANDE, TeamFormView, TeamSida, TeamView

SENASTE = 10
FORSTA_KONTAKT = "ssit_forsta_kontakt"


class TeamListView(InloggadVy, TemplateView):
    """Mina team: those the user takes part in, ongoing first."""

    gate = Gate(Verb.TEAM_LIST, DELTAGANDE)
    template_name = "samverkansteam/lista.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        team = (
            Team.objects.visible_to(self.user)
            .select_related("teamtyp", "namnd")
            .annotate(
                nasta_mote=Min(
                    "mote_set__planerat",
                    filter=Q(mote_set__planerat__gte=timezone.now(), mote_set__installt=None),
                ),
                antal_deltagare=Count(
                    "deltagare_set", filter=Q(deltagare_set__till=None), distinct=True
                ),
            )
            .order_by("-avslutad", "-startad", "id")
        )
        return super().get_context_data(
            team=team,
            kolumner=[
                {"namn": n} for n in ("Team", "Sorts team", "Nästa möte", "Deltagare", "Läge")
            ],
            may_create=self.user.has_roll(LEADING),
            **kwargs,
        )


class CreateTeamView(ActionForm):
    gate = Gate(Verb.TEAM_CREATE, LEADING)
    form_class = TeamForm
    rubrik = "Nytt team"
    submit = "Bilda team"
    klart = "Teamet är bildat. Lägg till parter och deltagare."
    team: Team | None = None

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.user}

    def perform(self, data: dict[str, Any]) -> None:
        self.team = actions.create_team(actor=self.user, **data)

    def get_success_url(self) -> str:
        if self.team is None:
            return reverse("samverkansteam:lista")
        return reverse("samverkansteam:rum", args=[self.team.pk])


class RumView(TeamView):
    """One address, two rooms: the socialtjänst's, and the one another party sees."""

    gate = Gate(Verb.TEAM_READ, DELTAGANDE)

    def get_template_names(self) -> list[str]:
        sida = "rum_extern" if self.is_extern else "rum"
        return [f"samverkansteam/{sida}.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.user
        shared = {
            "parter": parter_with_deltagare(self.team),
            "moten": Mote.objects.visible_to(user).filter(team=self.team)[:SENASTE],
            "ataganden": Atagande.objects.visible_to(user)
            .filter(team=self.team, klart=None)
            .select_related("ansvarig__anvandare", "ansvarig__part__organisation"),
            "gruppatgarder": Gruppatgard.objects.visible_to(user)
            .filter(team=self.team)
            .select_related("loggad_av")[:SENASTE],
            "kvittenser": Kvittens.objects.visible_to(user)
            .filter(team=self.team)
            .select_related("mottagare__organisation", "lagrum", "oppnad_av", "kvitterad_av")[
                :SENASTE
            ],
            "bidragen": Bidrag.objects.visible_to(user)
            .filter(team=self.team)
            .select_related("part__organisation", "skrivet_av")[:SENASTE],
            "begaranden": Medverkansbegaran.objects.visible_to(user)
            .filter(team=self.team)
            .select_related("organisation")
            .order_by(F("svarat").desc(nulls_first=True), "svar_senast")[:SENASTE],
            "idag": timezone.localdate(),
            "may_log": policy.may_log_gruppatgard(user, self.team),
        }
        own = {} if self.is_extern else self._socialtjanstens()
        return super().get_context_data(**shared, **own, **kwargs)

    def _socialtjanstens(self) -> dict[str, Any]:
        user = self.user
        marken = {
            markering.teamarende_id: markering
            for markering in Markering.objects.visible_to(user)
            .filter(team=self.team)
            .live()
            .select_related("satt_av")
            .order_by("satt", "id")
        }
        teamarenden = list(personer_in(self.team, user))
        klockor = first_contacts(self.team, teamarenden)
        personer = [
            {
                "teamarende": person,
                "markering": marken.get(person.pk),
                "klocka": klockor.get(person.arende_id),
            }
            for person in teamarenden
        ]
        return {
            "personer": personer,
            "nu": timezone.now(),
            "may_lead": policy.may_lead(user, self.team),
        }


def parter_with_deltagare(team: Team) -> QuerySet[Part]:
    deltagare = Deltagare.objects.in_force().select_related("anvandare")
    return (
        Part.objects.filter(team=team)
        .select_related("organisation")
        .prefetch_related(Prefetch("deltagare", queryset=deltagare, to_attr="nuvarande"))
    )


def personer_in(team: Team, user: Anvandare) -> QuerySet[Teamarende]:
    """The team's ärenden whose akter the user reaches."""
    return (
        Teamarende.objects.visible_to(user)
        .in_force()
        .filter(team=team)
        .select_related("akt__person", "arende")
    )


def first_contacts(team: Team, personer: Sequence[Teamarende]) -> dict[UUID, Frist]:
    """The clock of the first contact for each ärende, running or stopped, where the kind has one.

    The one that began last counts: a person may come back after a new event.
    """
    if team.teamtyp.forsta_kontakt_timmar is None:
        return {}
    frister = Frist.objects.filter(
        slag=FORSTA_KONTAKT, arende__in=[person.arende_id for person in personer]
    )
    return {frist.arende_id: frist for frist in frister.order_by("ankare")}


class AddPartView(TeamFormView):
    gate = Gate(Verb.TEAM_CHANGE, LEADING)
    form_class = PartForm
    rubrik = "Lägg till part"
    submit = "Lägg till"
    klart = "Parten är tillagd."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"team": self.team}

    def perform(self, data: dict[str, Any]) -> None:
        actions.add_part(team=self.team, actor=self.user, **data)


class AddDeltagareView(TeamFormView):
    gate = Gate(Verb.TEAM_ADD_MEMBER, LEADING)
    form_class = DeltagareForm
    rubrik = "Lägg till deltagare"
    submit = "Lägg till"
    klart = "Deltagaren är tillagd."
    part: Part

    def prepare(self) -> None:
        self.part = get_object_or_404(
            Part.objects.select_related("organisation"), team=self.team, pk=self.kwargs["part"]
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"part": self.part}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(ingress=f"Part: {self.part}", **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        actions.add_deltagare(
            part=self.part,
            anvandare=data["anvandare"],
            is_jurist=data.get("is_jurist", False),
            actor=self.user,
        )


class ConfirmView(TeamSida, ActionForm):
    """A page that says what will happen before it does."""

    template_name = "samverkansteam/bekrafta.html"
    form_class = Form
    autosave = False
    foljder: tuple[str, ...] = ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(foljder=self.foljder, **kwargs)

    def get_success_url(self) -> str:
        return self.team_url()


class EndDeltagareView(ConfirmView):
    gate = Gate(Verb.TEAM_END_MEMBER, LEADING)
    rubrik = "Avsluta deltagandet"
    submit = "Avsluta deltagandet"
    klart = "Deltagandet är avslutat."
    foljder = (
        "Personen ser inte längre teamets rum.",
        "Det som redan är gjort finns kvar i loggen.",
    )

    deltagare: Deltagare

    def prepare(self) -> None:
        self.deltagare = get_object_or_404(
            Deltagare, team=self.team, pk=self.kwargs["deltagare"], till=None
        )

    def perform(self, data: dict[str, Any]) -> None:
        actions.end_deltagare(deltagare=self.deltagare, actor=self.user)


class CloseTeamView(ConfirmView):
    gate = Gate(Verb.TEAM_CLOSE, LEADING)
    rubrik = "Avsluta teamet"
    submit = "Avsluta teamet"
    klart = "Teamet är avslutat."
    foljder = (
        "Andra parter ser inte längre teamets rum.",
        "Teamets deltagare når inte längre akterna genom teamet.",
        "Socialtjänsten i teamet kan fortfarande läsa vad som gjordes.",
    )

    def perform(self, data: dict[str, Any]) -> None:
        actions.close_team(team=self.team, actor=self.user)


class ConnectArendeView(TeamFormView):
    gate = Gate(Verb.TEAM_CHANGE, LEADING)
    form_class = ArendeTillTeamForm
    rubrik = "Koppla ärende till teamet"
    submit = "Koppla"
    klart = "Ärendet är kopplat till teamet."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"team": self.team, "user": self.user}

    def perform(self, data: dict[str, Any]) -> None:
        connect_arende(team=self.team, arende=data["arende"], actor=self.user)
