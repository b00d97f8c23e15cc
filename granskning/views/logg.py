"""The log: for its reviewers, and for each person their own part."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode

from access.gate import gate
from access.middleware import note_read
from access.models import Roll
from access.request import AuthedRequest
from access.views.aviseringar import aviseringar_for
from audit.models import Kontrollpunkt, Loggblad
from audit.verb import Verb
from granskning.forms.logg import EgenLoggForm, LoggForm
from granskning.models import Loggrad, LoggradQuerySet
from granskning.policy import LARMROLLER
from granskning.views.rader import as_shown

GRANSKARE = {Roll.LOGGRANSKARE, Roll.ENHETSCHEF, Roll.DATASKYDDSOMBUD}
PER_SIDA = 50
KOLUMNER = ["När", "Vem", "Vad", "Akt", "Fält", "Utfall", "Förklaring"]


@gate(Verb.LOGG_READ, roller=GRANSKARE)
def logg(request: AuthedRequest) -> HttpResponse:
    """What others have done, as far as this reviewer may see it; newest first."""
    form = LoggForm(request.GET)
    rader = form.narrow(Loggrad.objects.visible_to(request.user))
    if form.is_valid() and form.cleaned_data["akt"]:
        note_read(form.cleaned_data["akt"])
    context = _page(request, rader, form, KOLUMNER) | {
        "sedan": form.sedan,
        "foregaende": _earlier(form),
        "rensa_url": reverse("granskning:logg"),
        "aviseringar": aviseringar_for(request.user),
        "far_halsa": request.user.has_roll(LARMROLLER),
        "kontrollpunkt": Kontrollpunkt.objects.order_by("-storlek").first(),
    }
    return render(request, "granskning/logg.html", context)


@gate(Verb.LOGG_READ, roller=GRANSKARE)
def handelse(request: AuthedRequest, handelse: int) -> HttpResponse:
    """All the facts of one entry, and what else happened in the same request."""
    synliga = Loggrad.objects.visible_to(request.user)
    rad = get_object_or_404(synliga, pk=handelse)
    if rad.akt_id:
        note_read(rad.akt_id)
    samma = synliga.filter(begaran_id=rad.begaran_id) if rad.begaran_id else synliga.none()
    visade = as_shown([rad, *samma.exclude(pk=rad.pk).order_by("id")[:PER_SIDA]])
    context = {
        "visad": visade[0],
        "rader": visade[1:],
        "kolumner": [{"namn": namn} for namn in KOLUMNER],
        "loggblad": Loggblad.objects.filter(handelse_id=rad.pk).first(),
    }
    return render(request, "granskning/handelse.html", context)


@gate(Verb.MYLOG_READ)
def min_logg(request: AuthedRequest) -> HttpResponse:
    """What I have done myself: everyone may see what is written about them."""
    form = EgenLoggForm(request.GET)
    rader = form.narrow(Loggrad.objects.done_by(request.user))
    context = _page(request, rader, form, [k for k in KOLUMNER if k != "Vem"]) | {
        "rensa_url": reverse("granskning:min_logg"),
        "egen": True,
    }
    return render(request, "granskning/min_logg.html", context)


def _page(
    request: AuthedRequest, rader: LoggradQuerySet, form: EgenLoggForm, kolumner: list[str]
) -> dict[str, Any]:
    return fetch_page(request, rader) | {
        "filter_form": form,
        "filterval": _chosen(request, form),
        "kolumner": [{"namn": namn} for namn in kolumner],
    }


def fetch_page(request: AuthedRequest, rader: LoggradQuerySet) -> dict[str, Any]:
    """One page by keyset: nothing is counted, so the size of the log does not matter."""
    hamtade = list(rader.newest_first(before=_before(request))[: PER_SIDA + 1])
    visade = hamtade[:PER_SIDA]
    sist = visade[-1] if len(hamtade) > PER_SIDA else None
    return {
        "rader": as_shown(visade),
        "aldre": f"{sist.tid.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}_{sist.pk}" if sist else "",
        "is_forsta": _before(request) is None,
    }


def _chosen(request: AuthedRequest, form: EgenLoggForm) -> list[dict[str, str]]:
    """The filters in use, each with the address of the list without it."""
    if not form.is_valid():
        return []
    valda = {namn: str(val) for namn, val in request.GET.items() if val and namn != "fore"}
    return [
        {
            "namn": f"{form.fields[namn].label}: {_in_words(form.fields[namn], varde)}",
            "url": f"?{urlencode({k: v for k, v in valda.items() if k != namn})}",
        }
        for namn, varde in valda.items()
        if namn in form.fields
    ]


def _in_words(field: Any, varde: str) -> str:
    return str(dict(getattr(field, "choices", ())).get(varde, varde))


def _earlier(form: LoggForm) -> str:
    """The query of the thirty days before those shown; empty when the filters name the days."""
    if form.sedan is None:
        return ""
    till = form.sedan - timedelta(days=1)
    valda = {namn: str(val) for namn, val in form.data.items() if val and namn != "fore"}
    return urlencode(valda | {"till": str(till)})


def _before(request: AuthedRequest) -> tuple[datetime, int] | None:
    """Where the address says to go on from: «ÅÅÅÅ-MM-DDTHH:MM:SS.ffffffZ_id»."""
    tid, _, pk = request.GET.get("fore", "").partition("_")
    try:
        return datetime.fromisoformat(tid).astimezone(UTC), int(pk)
    except ValueError:
        return None
