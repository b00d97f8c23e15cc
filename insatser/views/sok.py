"""Search by ärendenummer or identity number: the law allows no other way across cases."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from access.gate import gate
from access.models import Roll
from access.request import AuthedRequest
from arenden.models import Arende
from arenden.models.arende import ArendeQuerySet
from arenden.models.uppslag import identity_index
from arenden.rules.identitet import OgiltigtNummer, parse_nummer
from audit.verb import Verb

MOST = 20


@gate(Verb.SEARCH_RUN, roller=Roll.handlaggande())
def sok(request: AuthedRequest) -> HttpResponse:
    """Look among the cases that the user may see (SFS 2001:637 15 §); POST keeps URLs clean.

    A case outside one's grants answers exactly as one that does not exist.
    """
    fraga = request.POST.get("q", "").strip()[:40]
    traffar = list(_traffar(request, fraga)[:MOST]) if fraga else []
    if len(traffar) == 1:
        return redirect("insatser:arende", traffar[0].pk)
    return render(request, "insatser/sok.html", {"fraga": fraga, "traffar": traffar})


def _traffar(request: AuthedRequest, fraga: str) -> ArendeQuerySet:
    arenden = Arende.objects.visible_to(request.user).order_by("-oppnat")
    try:
        nummer = parse_nummer(fraga, idag=timezone.localdate())
    except OgiltigtNummer:
        return arenden.filter(arendenummer__iexact=fraga)
    index = [
        identity_index(uppdrag.namnd, nummer.siffror)
        for uppdrag in request.user.uppdrag_nu
        if uppdrag.namnd is not None
    ]
    return arenden.filter(akt__identitetsbeteckning_set__blindindex__in=index)
