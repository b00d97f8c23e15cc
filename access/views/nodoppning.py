"""The second person: a protected akt opens in an emergency only when somebody who leads agrees."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from access.actions.nodoppning import confirm_nodoppning
from access.behorighet import may_confirm
from access.gate import Gate
from access.models import Nodoppning, Roll
from access.request import InloggadVy
from access.views.svar import see_other
from audit.verb import Verb


class BekraftaNodoppningView(InloggadVy, TemplateView):
    gate = Gate(Verb.NODOPPNING_READ, Roll.ledande(), steg_upp=True)
    template_name = "access/bekrafta_nodoppning.html"
    nodoppning: Nodoppning

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        egna = Nodoppning.objects.filter(enhet__namnd__in=self.user.namnder(Roll.ledande()))
        self.nodoppning = get_object_or_404(
            egna.exclude(utgang=Nodoppning.Utgang.NEKAD).select_related("anvandare", "enhet"),
            pk=kwargs["nodoppning"],
        )
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        vantar = Nodoppning.objects.waiting(timezone.now()).filter(pk=self.nodoppning.pk).exists()
        return super().get_context_data(**kwargs) | {
            "nodoppning": self.nodoppning,
            "vantar": vantar,
            "far": may_confirm(self.user, self.nodoppning),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                confirm_nodoppning(nodoppning=self.nodoppning, actor=self.user)
        except PermissionDenied as nekad:
            messages.error(request, str(nekad))
        except ValidationError as fel:
            messages.error(request, " ".join(fel.messages))
        else:
            messages.success(request, "Akten är öppen i fyra timmar för den som bad om det.")
        return see_other(reverse("access:bekrafta_nodoppning", args=[self.nodoppning.pk]))
