"""Security keys: adding and removing one's own, and answering with one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from django_otp_webauthn import views as ceremonier
from django_otp_webauthn.models import WebAuthnCredential

from access.gate import Gate
from access.inloggning import nyckel as nycklar
from access.inloggning import sessioner
from access.models import Session
from access.request import InloggadVy
from access.views.svar import see_other
from audit.verb import Verb


@method_decorator(never_cache, name="dispatch")
class NyNyckelView(InloggadVy, TemplateView):
    """Where a key is named and touched. Browsers offer the touching to JavaScript only."""

    gate = Gate(Verb.SESSION_LIST, steg_upp=True)
    template_name = "access/ny_nyckel.html"


@method_decorator(require_POST, name="dispatch")
class BorjaNyView(ceremonier.BeginCredentialRegistrationView):
    gate = Gate(Verb.SESSION_LIST, steg_upp=True)


@method_decorator(require_POST, name="dispatch")
class KlarNyView(ceremonier.CompleteCredentialRegistrationView):
    gate = Gate(Verb.SESSION_LIST, steg_upp=True)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post(request, *args, **kwargs)
        nycklar.record_added(actor=request.user)  # type: ignore[arg-type]  # the gate lets no other in
        messages.success(request, "Säkerhetsnyckeln är tillagd.")
        return response


@method_decorator(require_POST, name="dispatch")
class BorjaAnvandaView(ceremonier.BeginCredentialAuthenticationView):
    """A challenge for whoever has given the password."""

    gate = Gate(Verb.SESSION_LOGIN, oppen=True)


@method_decorator(require_POST, name="dispatch")
class KlarAnvandaView(ceremonier.CompleteCredentialAuthenticationView):
    """The answer: completes a log-in, or confirms in a session already open."""

    gate = Gate(Verb.SESSION_LOGIN, oppen=True)

    def complete_auth(self, device: WebAuthnCredential) -> None:
        user = self.request.user
        if user.is_verified():
            sessioner.confirm(self.request, user, device)
        else:
            sessioner.let_in(self.request, user, device, Session.Faktor.NYCKEL)


class TaBortNyckelView(InloggadVy, TemplateView):
    """Ask once more, then take the key away."""

    gate = Gate(Verb.SESSION_LIST, steg_upp=True)
    template_name = "access/bekrafta.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.nyckel = get_object_or_404(WebAuthnCredential, pk=kwargs["nyckel"], user=self.user)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            rubrik="Ta bort säkerhetsnyckel",
            text=self.nyckel.name,
            foljder=["Nyckeln går inte längre att logga in med.", "Inloggningar med den avslutas."],
            knapp="Ta bort nyckeln",
            avbryt_url=reverse("access:min_inloggning"),
            farlig=True,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            nycklar.remove(nyckel=self.nyckel, actor=self.user)
        except ValidationError as fel:
            messages.error(request, " ".join(fel.messages))
        else:
            messages.success(request, "Säkerhetsnyckeln är borttagen.")
        return see_other(reverse("access:min_inloggning"))
