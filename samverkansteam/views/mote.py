"""Meetings: plan, hold, read; and what was promised at them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from access.gate import Gate
from access.policy import require
from arenden.views.bas import redirect
from audit.verb import Verb
from samverkansteam import policy
from samverkansteam.actions import mote as actions
from samverkansteam.forms.mote import GenomfortMoteForm, MoteForm
from samverkansteam.models import Atagande, Mote, Narvaro
from samverkansteam.policy import LEADING
from samverkansteam.views.bas import DELTAGANDE, TeamFormView, TeamSida, TeamView


class PlanMoteView(TeamFormView):
    gate = Gate(Verb.MOTE_PLAN, LEADING)
    form_class = MoteForm
    rubrik = "Planera möte"
    submit = "Planera"
    klart = "Mötet är planerat."

    def get_initial(self) -> dict[str, Any]:
        return {"dagordning": "\n".join(self.team.teamtyp.dagordning)}

    def perform(self, data: dict[str, Any]) -> None:
        actions.plan_mote(team=self.team, actor=self.user, **data)


class MoteView(TeamView):
    """What all parties share of a meeting: agenda, attendance, minutes; and own åtaganden."""

    gate = Gate(Verb.MOTE_READ, DELTAGANDE)
    template_name = "samverkansteam/mote.html"
    mote: Mote

    def prepare(self) -> None:
        self.mote = get_object_or_404(Mote, team=self.team, pk=self.kwargs["mote"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.user
        return super().get_context_data(
            mote=self.mote,
            narvaro=Narvaro.objects.filter(mote=self.mote).select_related(
                "deltagare__anvandare", "deltagare__part__organisation"
            ),
            ataganden=Atagande.objects.visible_to(user)
            .filter(mote=self.mote)
            .select_related("ansvarig__anvandare", "ansvarig__part__organisation"),
            may_hold=policy.may_hold(user, self.mote),
            **kwargs,
        )


class HoldMoteView(TeamFormView):
    gate = Gate(Verb.MOTE_HOLD, LEADING)
    form_class = GenomfortMoteForm
    rubrik = "Dokumentera mötet"
    submit = "Dokumentera och lås"
    klart = "Mötet är dokumenterat. Anteckningarna är låsta."
    mote: Mote

    def prepare(self) -> None:
        self.mote = get_object_or_404(Mote, team=self.team, pk=self.kwargs["mote"])
        require(policy.may_hold(self.user, self.mote))

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"team": self.team}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        regel = "Protokollet låses när du sparar."
        if self.team.teamtyp.kraver_jurist:
            regel = f"En jurist måste vara närvarande. {regel}"
        return super().get_context_data(ingress=regel, **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        actions.hold_mote(
            mote=self.mote,
            narvarande=data["narvarande"],
            protokoll=data["protokoll"],
            ataganden=[actions.NyttAtagande(**delar) for delar in data["ataganden"]],
            actor=self.user,
        )

    def get_success_url(self) -> str:
        return reverse("samverkansteam:mote", args=[self.team.pk, self.mote.pk])


class CompleteAtagandeView(TeamSida):
    gate = Gate(Verb.ATAGANDE_COMPLETE, DELTAGANDE)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        atagande = get_object_or_404(
            Atagande.objects.visible_to(self.user),
            team=self.team,
            pk=kwargs["atagande"],
        )
        actions.complete_atagande(atagande=atagande, actor=self.user)
        return redirect(self.team_url())
