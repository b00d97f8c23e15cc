"""Questions between nämnder: ask in an ärende, see what was answered, answer what others ask."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView
from django.views.generic.edit import FormView

from access.gate import Gate
from access.models import Roll
from access.policy import Decision
from access.request import InloggadVy
from arenden.actions.aktualitet import answer_namnd, ask_namnd, proposal_for, questions_to
from arenden.forms.aktualitet import FragaForm, SvarForm
from arenden.models import Aktualitetsforfragan
from arenden.policy import may_ask_namnd
from arenden.views.bas import ArendeFormView, add_errors, redirect
from audit.verb import Verb

GATE = Gate(Verb.NAMNDFRAGA_READ, Roll.handlaggande())
MOST = 50
ATT_BESVARA = [
    {"namn": namn} for namn in ("Fråga från", "Frågad av", "Ändamål", "Ställd", "Svara senast")
]
MINA = [{"namn": namn} for namn in ("Fråga till", "Ärende", "Ställd", "Svar")]


class FragaView(ArendeFormView):
    """Asks about the person of the ärende and nobody else, by the number that stands in the akt."""

    gate = GATE
    rubrik = "Fråga en annan nämnd"
    form_class = FragaForm
    template_name = "arenden/namndfraga.html"
    autosave = False
    submit = "Ställ frågan"
    klart = "Frågan är ställd."

    def may(self) -> Decision:
        return may_ask_namnd(self.user, self.arende)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"egen": self.arende.namnd}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stallda = Aktualitetsforfragan.objects.filter(akt_id=self.arende.akt_id)
        return super().get_context_data(
            stallda=stallda.select_related("tillfragad").order_by("-stalld"), **kwargs
        )

    def get_success_url(self) -> str:
        return reverse("arenden:fraga_namnd", args=[self.arende.pk])

    def perform(self, data: dict[str, Any]) -> None:
        ask_namnd(arende=self.arende, actor=self.user, **data)


class FragorView(InloggadVy, TemplateView):
    """What others ask this user's nämnd, and what the user has asked."""

    gate = GATE
    template_name = "arenden/namndfragor.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mina = (
            Aktualitetsforfragan.objects.visible_to(self.user)
            .filter(fragad_av=self.user)
            .select_related("tillfragad", "arende")
            .order_by("-stalld")
        )
        return super().get_context_data(
            att_besvara=[fraga for fraga, _ in questions_to(self.user)],
            kolumner_att_besvara=ATT_BESVARA,
            mina=list(mina[:MOST]),
            kolumner_mina=MINA,
            **kwargs,
        )


class SvarView(InloggadVy, FormView):
    """One question to answer; for whoever is not to answer it there is none."""

    gate = GATE
    form_class = SvarForm
    template_name = "arenden/namndsvar.html"
    fraga: Aktualitetsforfragan

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        fragor = Aktualitetsforfragan.objects.visible_to(self.user).waiting()
        self.fraga = get_object_or_404(
            fragor.filter(tillfragad_id__in=self.user.namnder()).select_related(
                "namnd", "tillfragad", "fragad_av"
            ),
            pk=kwargs["fraga"],
        )
        self.forslag = proposal_for(self.fraga, self.user)
        if self.forslag is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            fraga=self.fraga,
            forslag=self.forslag,
            avbryt_url=reverse("arenden:namndfragor"),
            **kwargs,
        )

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            answer_namnd(forfragan=self.fraga, actor=self.user, **form.cleaned_data)
        except ValidationError as fel:
            add_errors(form, fel)
            return self.form_invalid(form)
        messages.success(self.request, f"Svaret är lämnat till {self.fraga.namnd}.")
        return redirect(reverse("arenden:namndfragor"))

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response
