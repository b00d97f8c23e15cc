"""What other nämnder ask this one to take over, and the page where it is answered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.generic import TemplateView
from django.views.generic.edit import FormView

from access.gate import Gate
from access.models import Roll
from access.request import InloggadVy
from arenden.views.bas import add_errors, redirect
from audit.verb import Verb
from insatser.actions.overflyttning import answer_overflyttning, questions_to
from insatser.forms.overflyttning import SvarForm
from insatser.models import Overflyttning

GATE = Gate(Verb.OVERFLYTTNING_READ, Roll.handlaggande())
KOLUMNER = [{"namn": namn} for namn in ("Fråga från", "Frågad av", "Ställd")]


class OverflyttningarView(InloggadVy, TemplateView):
    gate = GATE
    template_name = "insatser/overflyttningar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(fragor=questions_to(self.user), kolumner=KOLUMNER, **kwargs)


class OverflyttningView(InloggadVy, FormView):
    """One question with all that the other nämnd has let go; for anybody else there is none."""

    gate = GATE
    form_class = SvarForm
    template_name = "insatser/overflyttning.html"
    fraga: Overflyttning

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        fraga = next((en for en in questions_to(self.user) if en.pk == kwargs["fraga"]), None)
        if fraga is None:
            raise Http404
        self.fraga = fraga
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            fraga=self.fraga, avbryt_url=reverse("insatser:overflyttningar"), **kwargs
        )

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            arende = answer_overflyttning(fraga=self.fraga, actor=self.user, **form.cleaned_data)
        except ValidationError as fel:
            add_errors(form, fel)
            return self.form_invalid(form)
        blev = f" Det är ärende {arende.arendenummer} här." if arende else ""
        messages.success(self.request, f"Svaret är lämnat till {self.fraga.namnd}.{blev}")
        return redirect(reverse("insatser:overflyttningar"))

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response
