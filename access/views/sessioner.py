"""One's own sessions: when this one ends, making it last, and ending any of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from django.views.generic import TemplateView

from access.gate import Gate, gate
from access.inloggning import engangskod, reservkoder, sessioner
from access.inloggning.nyckel import keys_of
from access.models import Session
from access.models.session import digest
from access.request import AuthedRequest, InloggadVy
from access.views.svar import see_other
from audit.verb import Verb


@require_GET
@never_cache
@gate(Verb.SESSION_LIST, oppen=True)
def tid(request: HttpRequest) -> HttpResponse:
    """Seconds left. Asking is not using: it makes nothing last longer."""
    return JsonResponse(sessioner.time_left(request))


@require_POST
@gate(Verb.SESSION_EXTEND)
def fortsatt(request: AuthedRequest) -> HttpResponse:
    """Being here is use enough; the middleware has noted it."""
    sessioner.touch(request, at_once=True)
    return JsonResponse(sessioner.time_left(request))


class MinInloggningView(InloggadVy, TemplateView):
    """What I log in with, and where I am logged in."""

    gate = Gate(Verb.SESSION_LIST)
    template_name = "access/min_inloggning.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            denna=sessioner.current(self.request),
            sessioner=self.user.sessioner.live().exclude(faktor="").order_by("-senast"),
            har_app=engangskod.has_app(self.user),
            koder_kvar=reservkoder.left(self.user),
            nycklar=keys_of(self.user),
            **kwargs,
        )


@require_POST
@gate(Verb.SESSION_LIST)
def avsluta(request: AuthedRequest, session: UUID) -> HttpResponse:
    """End one of my sessions; ending the one I am in is to log out."""
    antal = sessioner.end_own(sessioner=Session.objects.filter(pk=session), actor=request.user)
    if not antal:
        raise Http404
    messages.success(request, "Inloggningen är avslutad.")
    return see_other(reverse("access:min_inloggning"))


@require_POST
@gate(Verb.SESSION_LIST)
def avsluta_andra(request: AuthedRequest) -> HttpResponse:
    """End all my sessions but this one."""
    andra = Session.objects.exclude(nyckel=digest(request.session.session_key or ""))
    sessioner.end_own(sessioner=andra, actor=request.user)
    messages.success(request, "Du är nu utloggad överallt utom här.")
    return see_other(reverse("access:min_inloggning"))
