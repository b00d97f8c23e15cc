"""Three ways along the log: one akt through time, one person's day, one request."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Min
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from access.gate import gate
from access.middleware import note_read
from access.models import Anvandare, Enhet
from access.request import AuthedRequest
from audit.verb import Verb
from granskning.aterblick import lagen_of
from granskning.forms.logg import DagForm
from granskning.models import Loggrad
from granskning.views.logg import GRANSKARE, KOLUMNER, fetch_page
from granskning.views.rader import Visning, as_shown

PER_BEGARAN = 200


@gate(Verb.LOGG_READ, roller=GRANSKARE)
def akt(request: AuthedRequest, akt: UUID) -> HttpResponse:
    """All that this reviewer may see of what was done with one akt, the latest first."""
    rader = Loggrad.objects.visible_to(request.user).for_akt(akt)
    if not rader.exists():
        raise Http404
    note_read(akt)
    lagen = lagen_of(akt)
    enheter = Enhet.objects.in_bulk({lage.enhet_id for lage in lagen})
    context = fetch_page(request, rader) | {
        "akt": akt,
        "beteckning": f"…{str(akt)[-6:]}",
        "lagen": [
            {"fran": lage.fran, "enhet": enheter.get(lage.enhet_id), "skyddad": lage.is_skyddad}
            for lage in lagen
        ],
        "vem_sag_url": reverse("granskning:vem_sag"),
    }
    return render(request, "granskning/akt.html", _with_timeline(context))


@gate(Verb.LOGG_READ, roller=GRANSKARE)
def dag(request: AuthedRequest, person: UUID) -> HttpResponse:
    """What one person did during one day: the latest with any event, or the one asked for."""
    rader = Loggrad.objects.visible_to(request.user).by_aktor(person)
    senast = rader.newest_first().values_list("tid", flat=True).first()
    if senast is None:
        raise Http404
    form = DagForm(request.GET)
    vald = (form.is_valid() and form.cleaned_data["dag"]) or timezone.localdate(senast)
    dagens = rader.filter(tid__gte=_midnight(vald), tid__lt=_midnight(vald + timedelta(days=1)))
    context = fetch_page(request, dagens) | {
        "person": get_object_or_404(Anvandare, pk=person),
        "form": form if form.is_bound else DagForm(initial={"dag": vald}),
        "dag": vald,
        "fore": vald - timedelta(days=1),
        "efter": vald + timedelta(days=1) if vald < timezone.localdate() else None,
        "summa": dagens.aggregate(
            antal=Count("pk"),
            akter=Count("akt_id", distinct=True),
            forst=Min("tid"),
            sist=Max("tid"),
        ),
    }
    for visning in context["rader"]:
        if visning.rad.akt_id:
            note_read(visning.rad.akt_id)
    return render(request, "granskning/dag.html", _with_timeline(context))


@gate(Verb.LOGG_READ, roller=GRANSKARE)
def begaran(request: AuthedRequest, begaran: UUID) -> HttpResponse:
    """Everything that one request left in the log, in order."""
    rader = Loggrad.objects.visible_to(request.user).filter(begaran_id=begaran)
    visade = as_shown(list(rader.order_by("id")[: PER_BEGARAN + 1]))
    if not visade:
        raise Http404
    for visning in visade:
        if visning.rad.akt_id:
            note_read(visning.rad.akt_id)
    context = {
        "begaran": begaran,
        "forst": visade[0],
        "rader": visade[:PER_BEGARAN],
        "kolumner": [{"namn": namn} for namn in KOLUMNER],
        "is_avkortad": len(visade) > PER_BEGARAN,
    }
    return render(request, "granskning/begaran.html", context)


def _with_timeline(context: dict[str, Any]) -> dict[str, Any]:
    return context | {"handelser": [_event(visning) for visning in context["rader"]]}


def _event(visning: Visning) -> dict[str, Any]:
    vem: Sequence[str] = [visning.vem, visning.roll.lower(), visning.enhet]
    return {
        "dag": timezone.localdate(visning.rad.tid),
        "nar": visning.rad.tid,
        "rubrik": visning.vad,
        "url": reverse("granskning:handelse", args=[visning.rad.pk]),
        "text": visning.falt,
        "vem": ", ".join(del_ for del_ in vem if del_),
        "akt": visning.akt,
        "etikett": visning.forklaring if visning.is_oforklarad else "",
        "ton": "sen",
        "forklaring": "" if visning.is_oforklarad else visning.forklaring,
    }


def _midnight(dag: date) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time.min))
