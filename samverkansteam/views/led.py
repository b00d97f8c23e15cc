"""The page where a meeting is led while it goes on: one form, so that no button loses a word."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic.base import TemplateResponseMixin

from access.gate import Gate
from access.policy import require
from arenden.views.bas import add_errors, redirect
from audit.verb import Verb
from samverkansteam import policy
from samverkansteam.actions import motesrum as actions
from samverkansteam.actions.mote import NyttAtagande
from samverkansteam.forms.led import LedForm
from samverkansteam.models import Atagande, Mote, Moteslager, Motespunkt, Motesrad, Narvaro
from samverkansteam.policy import LEADING
from samverkansteam.views.bas import TeamSida
from samverkansteam.views.dagordning import ending_before, horizon
from samverkansteam.views.team import personer_in

STANG = "stang"
FALT = {"vad": "sagt"}
"""What an action calls its fields, where the form has another name."""


class LedMoteView(TeamSida, TemplateResponseMixin):
    """Lead a meeting. Saved as it is typed; each button saves all of it first."""

    gate = Gate(Verb.MOTE_CHAIR, LEADING)
    template_name = "samverkansteam/led.html"
    mote: Mote

    def prepare(self) -> None:
        self.mote = get_object_or_404(Mote, team=self.team, pk=self.kwargs["mote"])
        self.mote.team = self.team
        require(policy.may_hold(self.user, self.mote))

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=self.make_form()))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        is_autosave = request.headers.get("X-Requested-With") == "fetch"
        form = self.make_form(request.POST)
        if not form.is_valid():
            return HttpResponse(status=413) if is_autosave else self.refused(form)
        try:
            with transaction.atomic():
                self.perform(form)
        except actions.NagonAnnanSkrev as annan:
            return self.overtaken(form, annan.lager)
        except PermissionDenied as nekad:
            form.add_error(None, str(nekad))
            return self.refused(form)
        except ValidationError as fel:
            self._blame(form, fel)
            return self.refused(form)
        return HttpResponse(status=204) if is_autosave else redirect(self.next_url(form.gor))

    def perform(self, form: LedForm) -> None:
        data = form.cleaned_data
        delad = {namn: data[namn] for namn in ("gemensamt", "internt", "narvarande", "sedd")}
        actions.write_lager(mote=self.mote, actor=self.user, **delad)
        match form.gor:
            case "atagande":
                nytt = NyttAtagande(data["ansvarig"], data["vad"], data["senast"])
                actions.take_on(mote=self.mote, nytt=nytt, actor=self.user)
            case "ta_upp":
                actions.take_up(mote=self.mote, teamarende=data["person"], actor=self.user)
            case "rad":
                actions.say(
                    punkt=data["punkt"],
                    sagt_av=data["sagt_av"],
                    vad=data["sagt"],
                    lagrum=data["lagrum"],
                    villkor_provade=data["villkor_provade"],
                    slag=data["slag"],
                    avvagning=data["avvagning"],
                    actor=self.user,
                )
            case "stang":
                actions.close_mote(mote=self.mote, actor=self.user)

    def make_form(self, data: Any = None) -> LedForm:
        return LedForm(
            data,
            mote=self.mote,
            personer=personer_in(self.team, self.user),
            gor=data.get("gor", "") if data else "",
            initial=self.initial() if data is None else None,
        )

    def initial(self) -> dict[str, Any]:
        lager = Moteslager.objects.filter(mote=self.mote).first()
        narvarande = Narvaro.objects.filter(mote=self.mote, narvarande=True)
        texter = {"gemensamt": lager.gemensamt, "internt": lager.internt} if lager else {}
        return {
            "sedd": timezone.now().isoformat(),
            "narvarande": list(narvarande.values_list("deltagare", flat=True)),
            **texter,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rader = Motesrad.objects.visible_to(self.user).select_related(
            "sagt_av__anvandare", "sagt_av__part__organisation", "lagrum"
        )
        punkter = (
            Motespunkt.objects.visible_to(self.user)
            .filter(mote=self.mote)
            .select_related("teamarende", "jurist__anvandare", "jurist__part__organisation")
        )
        av_punkt: dict[Any, list[Motesrad]] = {punkt.pk: [] for punkt in punkter}
        for rad in rader.filter(punkt__in=av_punkt):
            av_punkt[rad.punkt_id].append(rad)
        return super().get_context_data(
            mote=self.mote,
            har_personpunkter=self.team.teamtyp.kraver_jurist,
            punkter=[(punkt, av_punkt[punkt.pk]) for punkt in punkter],
            ataganden=Atagande.objects.filter(mote=self.mote).select_related(
                "ansvarig__anvandare", "ansvarig__part__organisation"
            ),
            slutar=ending_before(self.team, self.user, horizon(self.team)),
            **kwargs,
        )

    def refused(self, form: LedForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def overtaken(self, form: LedForm, lager: Moteslager) -> HttpResponse:
        """Another wrote in between: theirs is shown beside mine, and mine is kept in the form."""
        form.add_error(
            None,
            f"{lager.andrat_av} har skrivit sedan du öppnade sidan. Deras text står överst. För"
            " ihop den med din, och spara igen.",
        )
        data = self.request.POST.copy()
        data["sedd"] = timezone.now().isoformat()
        form.data = data
        return self.render_to_response(self.get_context_data(form=form, andras=lager), status=409)

    def next_url(self, gor: str) -> str:
        namn = "mote" if gor == STANG else "led_mote"
        ankare = f"#{gor}" if gor and gor != STANG else ""
        return reverse(f"samverkansteam:{namn}", args=[self.team.pk, self.mote.pk]) + ankare

    @staticmethod
    def _blame(form: LedForm, fel: ValidationError) -> None:
        if form.gor == "rad" and hasattr(fel, "error_dict"):
            for namn, i_form in FALT.items():
                if namn in fel.error_dict:
                    fel.error_dict[i_form] = fel.error_dict.pop(namn)
        add_errors(form, fel)
