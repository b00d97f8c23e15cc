"""What am I here for: my duties with what they allow, what is open to me and why, and notices."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from access.gate import gate
from access.models import Roll
from access.request import AuthedRequest
from access.rules.roller import handlingar_for
from access.views.aviseringar import aviseringar_for
from audit.verb import Verb


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
