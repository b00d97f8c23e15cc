"""The monthly reviews one after another: mine, those under way, and those that are finished."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from access.gate import gate
from access.models import Anvandare
from access.request import AuthedRequest
from audit.verb import Verb
from granskning.models import Loggranskning
from granskning.models.granskare import LASARE, UTREDARE, LoggranskningQuerySet

PER_SIDA = 25
FLIKAR = {"mina": "Mina", "pagaende": "Alla pågående", "klara": "Klara"}
SORT = {
    kod: (ordning.asc(), ordning.desc())
    for kod, ordning in {
        "senast": F("senast"),
        "manad": F("manad"),
        "enhet": F("enhet__namn"),
    }.items()
}
KOLUMNER = [
    ("enhet", "Enhet"),
    ("manad", "Månad"),
    ("senast", "Senast"),
    ("", "Granskare"),
    ("", "Bedömt"),
]
TOMT = {
    "mina": ("Inga granskningar väntar på dig", "Under «Alla pågående» finns det andra granskar."),
    "pagaende": ("Inga granskningar pågår", "Urvalet dras den första arbetsdagen i månaden."),
    "klara": ("Inga granskningar är klara än", "De som avslutas hamnar här."),
}


@gate(Verb.LOGGRANSKNING_LIST, roller=LASARE)
def lista(request: AuthedRequest) -> HttpResponse:
    """The reviews that this user sees, one tab at a time; the whole state is in the URL."""
    flik = request.GET.get("flik", "mina")
    flik = flik if flik in FLIKAR else "mina"
    sort = request.GET.get("sort", "")
    if sort.removeprefix("-") not in SORT:
        sort = "-manad" if flik == "klara" else "senast"
    stigande, fallande = SORT[sort.removeprefix("-")]
    rader = _in_tab(flik, request.user).select_related("namnd", "enhet", "granskare")
    ordnade = rader.with_progress().order_by(fallande if sort.startswith("-") else stigande, "id")
    sida = Paginator(ordnade, PER_SIDA).get_page(request.GET.get("sida"))
    rubrik, varfor = TOMT[flik]
    context = {
        "flik": flik,
        "flikar": [
            {"namn": namn, "url": f"?flik={kod}", "aktiv": kod == flik}
            for kod, namn in FLIKAR.items()
        ],
        "sida": sida,
        "rader": [_rad(granskning) for granskning in sida],
        "kolumner": [_kolumn(flik, sort, kod, namn) for kod, namn in KOLUMNER],
        "tom_rubrik": rubrik,
        "tom_varfor": varfor,
        "utreder": request.user.has_roll(UTREDARE),
    }
    return render(request, "granskning/granskningar.html", context)


def _in_tab(flik: str, user: Anvandare) -> LoggranskningQuerySet:
    synliga: LoggranskningQuerySet = Loggranskning.objects.visible_to(user)
    if flik == "klara":
        return synliga.exclude(avslutad=None)
    pagaende = synliga.ongoing()
    return pagaende.filter(granskare=user) if flik == "mina" else pagaende


def _rad(granskning: Any) -> dict[str, Any]:
    return {
        "granskning": granskning,
        "url": reverse("granskning:loggranskning", args=[granskning.pk]),
        "forsenad": granskning.avslutad is None and granskning.senast < timezone.localdate(),
    }


def _kolumn(flik: str, sort: str, kod: str, namn: str) -> dict[str, Any]:
    if not kod:
        return {"namn": namn}
    nasta = f"-{kod}" if sort == kod else kod
    riktning = {kod: "ascending", f"-{kod}": "descending"}.get(sort)
    return {
        "namn": namn,
        "url": f"?{urlencode({'flik': flik, 'sort': nasta})}",
        "riktning": riktning,
    }
