"""Where forms leave their drafts while someone types."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from access.gate import gate
from access.middleware import note_read
from access.models import Roll
from access.request import AuthedRequest
from arenden.actions.utkast import drop_utkast, save_utkast
from arenden.models import Arende
from arenden.models.utkast import FORMULAR
from arenden.views.bas import content_of, redirect
from audit.verb import Verb


@gate(Verb.UTKAST_SAVE, roller=Roll.handlaggande())
@require_POST
def save(request: AuthedRequest, arende: UUID, formular: str, objekt: UUID) -> HttpResponse:
    """Keep the form's fields as they are; 413 if they are larger than any form takes."""
    if formular not in FORMULAR:
        raise Http404
    rad = get_object_or_404(
        Arende.objects.visible_to(request.user).select_related("akt"), pk=arende
    )
    note_read(rad.akt_id)
    try:
        save_utkast(
            arende=rad,
            formular=formular,
            objekt_id=objekt,
            innehall=content_of(request.POST),
            actor=request.user,
        )
    except ValidationError as fel:
        return HttpResponse(fel.message, status=413)
    return HttpResponse(status=204)


@gate(Verb.UTKAST_DROP, roller=Roll.handlaggande())
@require_POST
def drop(request: AuthedRequest, arende: UUID, formular: str, objekt: UUID) -> HttpResponse:
    rad = get_object_or_404(Arende.objects.visible_to(request.user), pk=arende)
    note_read(rad.akt_id)
    drop_utkast(formular=formular, objekt_id=objekt, actor=request.user)
    return redirect(reverse("insatser:arende", args=[rad.pk]))
