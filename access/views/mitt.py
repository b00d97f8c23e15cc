"""What am I here for: my duties with what they allow, what is open to me and why, and notices."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from access.actions.aviseringar import mark_last
from access.gate import Gate, gate
from access.models import Anvandare, Avisering, Roll
from access.request import AuthedRequest, InloggadVy
from access.rules.roller import handlingar_for
from access.views.svar import see_other
from audit.verb import Verb

SIDA = {
    Avisering.Slag.NODOPPNING: "granskning:nodoppning",
    Avisering.Slag.FORSENAD: "granskning:nodoppning",
    Avisering.Slag.BEKRAFTA: "access:bekrafta_nodoppning",
    Avisering.Slag.JAV: "arenden:anmalt_jav",
    Avisering.Slag.LARM: "granskning:larm",
    Avisering.Slag.GRANSKNING: "granskning:loggranskning",
    Avisering.Slag.GRANSKAS: "granskning:loggranskning",
    Avisering.Slag.SVAR: "granskning:loggranskning",
    Avisering.Slag.FRAGA: "granskning:min_fraga",
    Avisering.Slag.AVVIKELSE: "granskning:avvikelse",
}
"""Where a notice leads; the others say all there is to say."""


def aviseringar_for(user: Anvandare) -> list[dict[str, Any]]:
    """Notices not yet put away, newest first, for templates/access/aviseringar.html."""
    return [
        {
            "avisering": avisering,
            "url": reverse(sida, args=[avisering.objekt_id])
            if (sida := SIDA.get(Avisering.Slag(avisering.slag)))
            else "",
        }
        for avisering in user.aviseringar.filter(last=None)
    ]


@gate(Verb.BEHORIGHET_READ)
def mitt(request: AuthedRequest) -> HttpResponse:
    user, nu, idag = request.user, timezone.now(), timezone.localdate()
    context = {
        "uppdrag": [
            {"uppdrag": uppdrag, "handlingar": handlingar_for(uppdrag.roll)}
            for uppdrag in user.uppdrag_nu
        ],
        "delegationer": user.delegationer.unended(idag).select_related("enhet", "given_av"),
        "jourpass": user.jourpass.unended(nu).select_related("namnd"),
        "ersatter": user.ersatter.unended(idag).select_related("anvandare"),
        "franvaron": user.franvaron.unended(idag).select_related("ersattare"),
        "nodoppningar": user.nodoppningar.live(nu),
        "aviseringar": aviseringar_for(user),
        "har_jav": user.has_roll({*Roll.handlaggande(), Roll.REGISTRATOR}),
        "far_nodoppna": user.has_roll(Roll.handlaggande()),
    }
    return render(request, "access/mitt.html", context)


class LastView(InloggadVy, View):
    """Put a notice away."""

    gate = Gate(Verb.BEHORIGHET_READ)
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        egna = Avisering.objects.filter(mottagare=self.user)
        mark_last(avisering=get_object_or_404(egna, pk=kwargs["avisering"]), actor=self.user)
        return see_other(reverse("insatser:forstasida"))
