"""Where forms leave their drafts while someone types."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from access.gate import gate
from access.models import Roll
from access.request import AuthedRequest
from arenden.actions.utkast import LARGEST, drop_utkast, save_utkast
from arenden.models import Arende
from arenden.views.bas import redirect
from audit.verb import Verb

NOT_CONTENT = {"csrfmiddlewaretoken", "version", "gor"}


@gate(Verb.UTKAST_SAVE, roller=Roll.handlaggande())
@require_POST
def save(request: AuthedRequest, arende: UUID, formular: str, objekt: UUID) -> HttpResponse:
    """Keep the form's fields as they are; 413 if they are larger than any form takes."""
    rad = get_object_or_404(
        Arende.objects.visible_to(request.user).select_related("akt"), pk=arende
    )
    innehall = {namn: varde for namn, varde in request.POST.items() if namn not in NOT_CONTENT}
    if sum(map(len, innehall.values())) > LARGEST:
        return HttpResponse("Texten är för lång för ett utkast.", status=413)
    save_utkast(
        arende=rad, formular=formular, objekt_id=objekt, innehall=innehall, actor=request.user
    )
    return HttpResponse(status=204)


@gate(Verb.UTKAST_DROP, roller=Roll.handlaggande())
@require_POST
def drop(request: AuthedRequest, arende: UUID, formular: str, objekt: UUID) -> HttpResponse:
    rad = get_object_or_404(Arende.objects.visible_to(request.user), pk=arende)
    drop_utkast(formular=formular, objekt_id=objekt, actor=request.user)
    return redirect(reverse("insatser:arende", args=[rad.pk]))
