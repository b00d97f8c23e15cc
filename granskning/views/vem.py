"""«Vem kunde se akten» at a moment, and «Vem såg akten» in a period."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from access.gate import gate
from access.middleware import note_read
from access.models import Roll
from access.request import AuthedRequest
from audit.verb import Verb
from granskning.aterblick import SYNLIGT, kunde_se, sag
from granskning.forms.logg import VemKundeSeForm, VemSagForm
from granskning.views.rader import VERB

GRANSKARE = {Roll.LOGGRANSKARE, Roll.ENHETSCHEF, Roll.DATASKYDDSOMBUD}
PER_SIDA = 50

KUNDE_KOLUMNER = [("namn", "Vem"), ("", "Nivå"), ("", "Därför"), ("fran", "Från"), ("", "Till")]
KUNDE_SORT: dict[str, Any] = {
    "namn": attrgetter("tilltrade.anvandare.namn"),
    "fran": attrgetter("tilltrade.fran"),
}
SAG_KOLUMNER = [
    ("namn", "Vem"),
    ("antal", "Händelser"),
    ("", "Vad"),
    ("sist", "Senast"),
    ("", "Förklaring"),
]
SAG_SORT: dict[str, Any] = {
    "namn": attrgetter("namn"),
    "antal": attrgetter("antal"),
    "sist": attrgetter("sist"),
}


@gate(Verb.KUNDE_SE_READ, roller=GRANSKARE)
def vem_kunde_se(request: AuthedRequest) -> HttpResponse:
    """Whom the akt was open to, by the grants, the protection and the jäv of that moment."""
    form = VemKundeSeForm(request.GET or None, reader=request.user)
    rader, javiga = [], []
    if form.is_valid():
        note_read(form.akt_id)
        alla = kunde_se(form.akt_id, form.cleaned_data["tid"])
        rader = [rad for rad in alla if not rad.is_javig]
        javiga = sorted({str(rad.tilltrade.anvandare) for rad in alla if rad.is_javig})
    context = _page(request, form, rader, KUNDE_KOLUMNER, KUNDE_SORT) | {"javiga": javiga}
    return render(request, "granskning/vem_kunde_se.html", context)


@gate(Verb.SAG_READ, roller=GRANSKARE)
def vem_sag(request: AuthedRequest) -> HttpResponse:
    """Who has been in the akt, one row each, with the grant that explains it or none."""
    form = VemSagForm(request.GET or None, reader=request.user)
    rader = []
    if form.is_valid():
        note_read(form.akt_id)
        fran, till = form.period()
        rader = sag(form.akt_id, fran=fran, till=till, reader=request.user)
        for rad in rader:
            rad.vad = sorted({VERB.get(verb, verb) for verb in rad.verb})
    context = _page(request, form, rader, SAG_KOLUMNER, SAG_SORT) | {
        "is_avkortad": sum(rad.antal for rad in rader) >= SYNLIGT,
        "synligt": SYNLIGT,
        "visade_adresser": f"handelse={Verb.FACK_READ.value}",
    }
    return render(request, "granskning/vem_sag.html", context)


def _page(
    request: AuthedRequest,
    form: Any,
    rader: list[Any],
    kolumner: list[tuple[str, str]],
    sortering: dict[str, Any],
) -> dict[str, Any]:
    sort = request.GET.get("sort", "namn")
    falt = sort.removeprefix("-")
    if falt in sortering:
        rader = sorted(rader, key=sortering[falt], reverse=sort.startswith("-"))
    sida = Paginator(rader, PER_SIDA).get_page(request.GET.get("sida"))
    return {
        "form": form,
        "is_asked": form.is_bound and form.is_valid(),
        "akt_id": getattr(form, "akt_id", None),
        "rader": sida.object_list,
        "sida": sida,
        "antal": len(rader),
        "kolumner": [_kolumn(request, kod, namn, sort) for kod, namn in kolumner],
    }


def _kolumn(request: AuthedRequest, kod: str, namn: str, sort: str) -> dict[str, Any]:
    if not kod:
        return {"namn": namn}
    fragor = {nyckel: str(v) for nyckel, v in request.GET.items() if nyckel != "sida"}
    nasta = f"-{kod}" if sort == kod else kod
    riktning = {kod: "ascending", f"-{kod}": "descending"}.get(sort, "")
    return {"namn": namn, "riktning": riktning, "url": f"?{urlencode(fragor | {'sort': nasta})}"}
