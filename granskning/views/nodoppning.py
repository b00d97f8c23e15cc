"""Break-glass to review: a list, and one with its reason, its traces and the verdict."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic.edit import FormView

from access.gate import Gate, gate
from access.middleware import note_read
from access.models import Nodoppning
from access.request import AuthedRequest, InloggadVy
from access.views.svar import FormSvar, see_other
from audit.models import Logghandelse
from audit.verb import Verb
from granskning.actions.nodoppning import review_nodoppning
from granskning.forms.granskning import GranskaForm
from granskning.policy import may_judge, nodoppningar_for
from granskning.rules.aterblick import granskas_senast
from granskning.views.logg import GRANSKARE

PER_SIDA = 25
MOST = 200
VERB = {verb.value: verb.label for verb in Verb}


@gate(Verb.NODOPPNING_EXAMINE, roller=GRANSKARE)
def lista(request: AuthedRequest) -> HttpResponse:
    """Those not yet reviewed first, the oldest of them on top."""
    alla = nodoppningar_for(request.user)
    kvar = alla.filter(granskning=None).order_by("oppnad")
    klara = Paginator(alla.exclude(granskning=None).order_by("-oppnad"), PER_SIDA)
    idag = timezone.localdate()
    context = {
        "kvar": [_rad(nodoppning, idag) for nodoppning in kvar],
        "sida": klara.get_page(request.GET.get("sida")),
    }
    return render(request, "granskning/nodoppningar.html", context)


class NodoppningView(FormSvar, InloggadVy, FormView):
    """One break-glass. The reason is opened here, which is logged as any reading."""

    gate = Gate(Verb.NODOPPNING_EXAMINE, GRANSKARE)
    form_class = GranskaForm
    template_name = "granskning/nodoppning.html"
    nodoppning: Nodoppning

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.nodoppning = get_object_or_404(nodoppningar_for(self.user), pk=kwargs["nodoppning"])
        if self.nodoppning.akt_id:
            note_read(self.nodoppning.akt_id)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rad = self.nodoppning
        spar = Logghandelse.objects.filter(
            aktor_id=rad.anvandare_id,
            akt_id=rad.akt_id,
            tid__gte=rad.begard,
            tid__lte=rad.till or rad.begard,
        ).order_by("tid", "id")[: MOST + 1]
        handelser = list(spar)
        return super().get_context_data(
            rad=_rad(rad, timezone.localdate()),
            handelser=[(h.tid, VERB.get(h.verb, h.verb)) for h in handelser[:MOST]],
            fler=len(handelser) > MOST,
            antal=Nodoppning.objects.filter(anvandare=rad.anvandare).count(),
            utan_akt=Nodoppning.objects.filter(anvandare=rad.anvandare, akt_id=None).count(),
            far=may_judge(self.user, rad),
            granskning=getattr(rad, "granskning", None),
            **kwargs,
        )

    def form_valid(self, form: GranskaForm) -> HttpResponse:
        try:
            review_nodoppning(nodoppning=self.nodoppning, actor=self.user, **form.cleaned_data)
        except PermissionDenied as nekad:
            form.add_error(None, str(nekad))
            return self.form_invalid(form)
        messages.success(self.request, "Granskningen är sparad.")
        return see_other(reverse("granskning:nodoppningar"))


def _rad(nodoppning: Nodoppning, idag: Any) -> dict[str, Any]:
    senast = granskas_senast(timezone.localdate(nodoppning.oppnad))
    return {"nodoppning": nodoppning, "senast": senast, "forsenad": senast < idag}
