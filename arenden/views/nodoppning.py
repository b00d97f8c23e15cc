"""Break-glass: ask for one akt, see what came of it, close it again."""

from __future__ import annotations

import time
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic.base import View
from django.views.generic.edit import FormView

from access.actions.nodoppning import end_nodoppning
from access.gate import Gate, gate
from access.models import Nodoppning, Roll
from access.request import AuthedRequest, InloggadVy
from arenden.actions.nodoppning import break_glass
from arenden.forms.nodoppning import NodoppningForm
from arenden.models import Arende
from arenden.views.bas import add_errors, redirect
from audit.verb import Verb

HANDLAGGANDE = Roll.handlaggande()
SVARSTID = 0.5
"""Seconds before which no attempt is answered, so that its time says nothing of what was found."""


class NodoppningView(InloggadVy, FormView):
    gate = Gate(Verb.NODOPPNING_READ, HANDLAGGANDE, steg_upp=True)
    form_class = NodoppningForm
    template_name = "arenden/nodoppning.html"

    def form_valid(self, form: NodoppningForm) -> HttpResponse:
        borjan = time.monotonic()
        try:
            nodoppning = break_glass(actor=self.user, **form.cleaned_data)
        except PermissionDenied as nekad:
            form.add_error(None, str(nekad))
            return self.form_invalid(form)
        except ValidationError as fel:
            add_errors(form, fel)
            return self.form_invalid(form)
        time.sleep(max(0, borjan + SVARSTID - time.monotonic()))
        return redirect(reverse("arenden:nodoppning_svar", args=[nodoppning.pk]))

    def form_invalid(self, form: NodoppningForm) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response


@gate(Verb.NODOPPNING_READ, roller=HANDLAGGANDE)
def svar(request: AuthedRequest, nodoppning: Any) -> HttpResponse:
    """What came of one's own attempt: an akt that is open, or the same answer to all else."""
    rad = get_object_or_404(Nodoppning, pk=nodoppning, anvandare=request.user)
    nu = timezone.now()
    is_open = rad.till is not None and rad.till > nu
    context: dict[str, Any] = {"nodoppning": rad if rad.oppnad else None, "is_open": is_open}
    if is_open:
        context["arenden"] = Arende.objects.visible_to(request.user).filter(akt_id=rad.akt_id)
    return render(request, "arenden/nodoppning_svar.html", context)


class AvslutaNodoppningView(InloggadVy, View):
    """Close the akt again, before the four hours are over."""

    gate = Gate(Verb.NODOPPNING_READ, HANDLAGGANDE)
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        egna = Nodoppning.objects.live(timezone.now()).filter(anvandare=self.user)
        nodoppning = get_object_or_404(egna, pk=kwargs["nodoppning"])
        end_nodoppning(nodoppning=nodoppning, actor=self.user)
        messages.success(request, "Nödöppningen är avslutad. Akten är stängd för dig.")
        return redirect(reverse("insatser:min_dag"))
