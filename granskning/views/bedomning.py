"""The verdict on one row: the row anew for who works by keys, the next row for who posts a page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from access.gate import gate
from access.middleware import note_read
from access.request import AuthedRequest
from access.views.svar import see_other
from arenden.views.bas import content_of
from audit.verb import Verb
from granskning.actions.granskning import RedanBedomd, judge
from granskning.actions.granskningsutkast import save_granskningsutkast
from granskning.forms.granskning import BedomForm
from granskning.models import Atkomst, Loggranskning
from granskning.views.granskning import BEDOMARE, framsteg_of, next_row_url, row_url
from granskning.views.granskningsrad import as_shown, rows_of, with_what_is_shown


@gate(Verb.LOGGRANSKNING_READ, roller=BEDOMARE)
@require_POST
def bedom(request: AuthedRequest, loggranskning: UUID, atkomst: UUID) -> HttpResponse:
    """Judge. 422 when words are missing, 409 when somebody else was first; nothing is lost."""
    granskning, rad = _find(request, loggranskning, atkomst)
    form = BedomForm(request.POST)
    if not form.is_valid():
        return _refuse(request, granskning, rad, "Skriv högst 2 000 tecken.", 422)
    try:
        judge(rad=rad, actor=request.user, **form.verdict())
    except ValidationError as fel:
        return _refuse(request, granskning, rad, str(fel.message), 422)
    except RedanBedomd as redan:
        text = f"{redan} Det du valde sparades inte."
        return _refuse(request, granskning, rad, text, 409)
    if request.htmx:
        return render(request, "granskning/rad_svar.html", _context(request, granskning, rad))
    return see_other(next_row_url(granskning, request.user, efter=rad))


@gate(Verb.LOGGRANSKNING_DRAFT, roller=BEDOMARE)
@require_POST
def rad_utkast(request: AuthedRequest, loggranskning: UUID, atkomst: UUID) -> HttpResponse:
    """Keep what is being written on a row."""
    _, rad = _find(request, loggranskning, atkomst)
    try:
        save_granskningsutkast(
            namnd_id=rad.namnd_id,
            objekt_id=rad.pk,
            innehall=content_of(request.POST),
            actor=request.user,
        )
    except ValidationError as fel:
        return HttpResponse(fel.message, status=413)
    return HttpResponse(status=204)


def _find(request: AuthedRequest, pk: UUID, rad: UUID) -> tuple[Loggranskning, Atkomst]:
    lasta = Loggranskning.objects.read_by(request.user).select_related("namnd", "enhet")
    granskning = get_object_or_404(lasta, pk=pk)
    funnen = get_object_or_404(rows_of(granskning, request.user), pk=rad)
    funnen.granskning = granskning
    if funnen.akt_id:
        note_read(funnen.akt_id)
    return granskning, funnen


def _refuse(
    request: AuthedRequest, granskning: Loggranskning, rad: Atkomst, text: str, status: int
) -> HttpResponse:
    if request.htmx:
        context = _context(request, granskning, rad) | {
            "fel": text,
            "oppna": request.POST.get("utfall", ""),
            "skrivet": request.POST,
        }
        return render(request, "granskning/rad_svar.html", context, status=status)
    messages.error(request, text)
    return see_other(row_url(granskning, request.user, rad))


def _context(request: AuthedRequest, granskning: Loggranskning, rad: Atkomst) -> dict[str, Any]:
    rader = rows_of(granskning, request.user)
    framsteg = framsteg_of(granskning, request.user)
    (visad,) = as_shown(
        list(with_what_is_shown(rader).filter(pk=rad.pk)),
        granskning=granskning,
        user=request.user,
        fore=rader.filter(ordning__lt=rad.ordning).count(),
        antal=framsteg["antal"],
    )
    return framsteg | {"visad": visad, "oob": True}
