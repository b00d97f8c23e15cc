"""Meetings: plan, hold, read; and what was promised at them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from access.gate import Gate
from access.policy import require
from arenden.views.bas import redirect
from audit.verb import Verb
from samverkansteam import policy
from samverkansteam.actions import mote as actions
from samverkansteam.forms.mote import GenomfortMoteForm, MoteForm
from samverkansteam.models import Atagande, Mote, Moteslager, Motesrad, Narvaro
from samverkansteam.policy import LEADING
from samverkansteam.rules.ical import mote_to_ical
from samverkansteam.views.bas import DELTAGANDE, TeamFormView, TeamSida, TeamView
from samverkansteam.views.dagordning import dagordning_for, ending_before, horizon
from samverkansteam.views.team import ConfirmView


class PlanMoteView(TeamFormView):
    gate = Gate(Verb.MOTE_PLAN, LEADING)
    form_class = MoteForm
    template_name = "samverkansteam/planera_mote.html"
    rubrik = "Planera möte"
    submit = "Planera"
    klart = "Mötet är planerat."

    def get_initial(self) -> dict[str, Any]:
        return {"dagordning": dagordning_for(self.team, self.user)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        slutar = ending_before(self.team, self.user, horizon(self.team))
        return super().get_context_data(slutar=slutar, **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        actions.plan_mote(team=self.team, actor=self.user, **data)


class MoteView(TeamView):
    """What all parties share of a meeting: agenda, attendance, minutes; and own åtaganden."""

    gate = Gate(Verb.MOTE_READ, DELTAGANDE)
    template_name = "samverkansteam/mote.html"
    mote: Mote

    def prepare(self) -> None:
        self.mote = get_object_or_404(Mote, team=self.team, pk=self.kwargs["mote"])
        self.mote.team = self.team

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
            rader=self.rader(),
            internt=self.internt(),
            may_hold=policy.may_hold(user, self.mote),
            may_read_protokoll=policy.may_read_protokoll(user, self.mote),
            **kwargs,
        )

    def rader(self) -> QuerySet[Motesrad]:
        """What was said, with whom it was about for those who reach the team's ärenden."""
        med = () if self.is_extern else ("teamarende",)
        return (
            Motesrad.objects.visible_to(self.user)
            .filter(mote=self.mote)
            .select_related("lagrum", "sagt_av__anvandare", "sagt_av__part__organisation", *med)
        )

    def internt(self) -> str:
        """The socialtjänst's own layer, once the meeting has closed."""
        lager = Moteslager.objects.visible_to(self.user).filter(mote=self.mote).first()
        return lager.internt if lager is not None and not self.is_extern else ""


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


class CancelMoteView(ConfirmView):
    gate = Gate(Verb.MOTE_CANCEL, LEADING)
    rubrik = "Ställ in mötet"
    submit = "Ställ in mötet"
    klart = "Mötet är inställt."
    foljder = (
        "Mötet står kvar bland teamets möten som inställt.",
        "Kalenderfilen säger att mötet är inställt.",
        "Planera ett nytt möte om det ska hållas en annan dag.",
    )
    mote: Mote

    def prepare(self) -> None:
        self.mote = get_object_or_404(Mote, team=self.team, pk=self.kwargs["mote"])
        require(policy.may_hold(self.user, self.mote))

    def perform(self, data: dict[str, Any]) -> None:
        actions.cancel_mote(mote=self.mote, actor=self.user)


class MoteIcalView(TeamSida):
    """The time of a meeting for one's own calendar: that there is one and when, nothing else."""

    gate = Gate(Verb.MOTE_READ_ICAL, DELTAGANDE)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        mote = get_object_or_404(Mote, team=self.team, pk=kwargs["mote"])
        fil = mote_to_ical(
            mote.pk,
            timezone.localtime(mote.planerat),
            minuter=mote.minuter,
            is_installt=mote.installt is not None,
            stampel=timezone.now(),
        )
        svar = HttpResponse(fil, content_type="text/calendar; charset=utf-8")
        svar["Content-Disposition"] = 'attachment; filename="mote.ics"'
        return svar


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
