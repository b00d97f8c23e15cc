"""Employees whose names are not told to those whom the akter are about."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView
from django.views.generic.edit import FormView

from access.actions.namnskydd import end_namnskydd, protect_name
from access.behorighet import protectable_by
from access.forms.namnskydd import NamnskyddForm
from access.gate import Gate
from access.models import Anvandare, Namnskydd, Roll
from access.request import InloggadVy
from access.views.svar import FormSvar, see_other
from audit.verb import Verb

ROLLER = {Roll.ENHETSCHEF, Roll.ADMINISTRATOR}


class NamnskyddView(FormSvar, InloggadVy, FormView):
    """Whose names are protected, with the reason; and a form to protect one more."""

    gate = Gate(Verb.NAMNSKYDD_READ, ROLLER)
    form_class = NamnskyddForm
    template_name = "access/namnskydd.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rader = namnskydd_for(self.user).select_related("anvandare", "given_av")
        return super().get_context_data(rader=rader, submit="Skydda namnet", **kwargs)

    def form_valid(self, form: NamnskyddForm) -> HttpResponse:
        try:
            with transaction.atomic():
                protect_name(actor=self.user, **form.cleaned_data)
        except PermissionDenied as nekad:
            form.add_error(None, str(nekad))
            return self.form_invalid(form)
        except ValidationError as fel:
            form.add_error(None, fel.messages)
            return self.form_invalid(form)
        messages.success(self.request, "Namnet är skyddat. Roll och enhet står kvar i utdrag.")
        return see_other(reverse("access:namnskydd"))


class AvslutaNamnskyddView(InloggadVy, TemplateView):
    gate = Gate(Verb.NAMNSKYDD_READ, ROLLER)
    template_name = "access/bekrafta.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "rubrik": "Ta bort skyddet för namnet",
            "text": str(self._found()),
            "foljder": ["Namnet står i utdrag som tas fram från och med nu."],
            "knapp": "Ta bort skyddet",
            "avbryt_url": reverse("access:namnskydd"),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                end_namnskydd(namnskydd=self._found(), actor=self.user)
        except (PermissionDenied, ValidationError) as nekad:
            messages.error(request, " ".join(getattr(nekad, "messages", [str(nekad)])))
        else:
            messages.success(request, "Skyddet är borttaget.")
        return see_other(reverse("access:namnskydd"))

    def _found(self) -> Namnskydd:
        rad: Namnskydd = get_object_or_404(namnskydd_for(self.user), pk=self.kwargs["namnskydd"])
        return rad


def namnskydd_for(user: Anvandare) -> Any:
    """Protections in force of those whom the user decides for."""
    return Namnskydd.objects.in_force().filter(anvandare__in=protectable_by(user))
