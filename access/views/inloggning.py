"""The door: password, one-time code, the first connection of an app, and the way out."""

from __future__ import annotations

from base64 import b32encode
from typing import Any

import qrcode
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import RedirectURLMixin, redirect_to_login
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from qrcode.image.svg import SvgPathFillImage

from access.forms.inloggning import KodForm, KopplaForm, LosenordForm, StartkodForm
from access.gate import Gate, gate
from access.inloggning import engangskod, legitimation, losenord
from access.inloggning.aterstallning import waits_for_startkod
from access.inloggning.nyckel import keys_of
from access.models import Anvandare, Kodapp, Session
from access.request import InloggadVy
from access.views.svar import FormSvar, see_other
from audit import log
from audit.verb import Verb

FORGET_EVERYTHING = '"cache", "cookies", "storage"'


@method_decorator(login_not_required, name="dispatch")
class LoggaInView(FormSvar, auth_views.LoginView):
    """The first factor. Unknown name, wrong password and locked account get the same answer."""

    gate = Gate(Verb.SESSION_LOGIN, oppen=True)
    authentication_form = LosenordForm
    template_name = "access/logga_in.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return see_other(self.get_success_url())
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        engangskod.prepare_app(form.get_user())
        super().form_valid(form)
        return see_other(self.get_success_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        if {"username", "password"} <= form.cleaned_data.keys():
            losenord.record_failure(form.cleaned_data["username"], factor=losenord.LOSENORD)
        return super().form_invalid(form)

    def get_success_url(self) -> str:
        return _with_next(reverse("access:kod"), self.get_redirect_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            legitimation=legitimation.is_on(),
            tiden_ute=self.request.GET.get("skal") == "tid",
            **kwargs,
        )


@method_decorator([login_not_required, never_cache], name="dispatch")
class AndraFaktornView(FormSvar, RedirectURLMixin, InloggadVy, FormView):
    """A page for whoever has given the password but not yet a code."""

    form_class = KodForm
    fel: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not isinstance(request.user, Anvandare):
            return redirect_to_login(self.get_success_url())
        if request.user.is_verified():
            return see_other(self.get_success_url())
        return super().dispatch(request, *args, **kwargs)

    def is_let_in(self, data: dict[str, str]) -> bool:
        raise NotImplementedError

    def form_valid(self, form: Form) -> HttpResponse:
        if self.is_let_in(form.cleaned_data):
            return see_other(self.get_success_url())
        form.add_error("kod", self.fel)
        return self.form_invalid(form)

    def get_default_redirect_url(self) -> str:
        return resolve_url(settings.LOGIN_REDIRECT_URL)


class KodView(AndraFaktornView):
    """The second factor."""

    gate = Gate(Verb.SESSION_LOGIN, oppen=True)
    template_name = "access/kod.html"
    fel = "Koden stämmer inte eller är redan använd. Vänta på nästa kod i appen och försök igen."

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not engangskod.has_factor(self.user):
            return see_other(_with_next(reverse("access:koppla"), self.get_redirect_url()))
        return super().get(request, *args, **kwargs)

    def is_let_in(self, data: dict[str, str]) -> bool:
        return engangskod.verify_code(self.request, self.user, data["kod"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            har_nyckel=keys_of(self.user).exists(),
            har_app=engangskod.has_app(self.user),
            vidare=self.get_success_url(),
            **kwargs,
        )


class KopplaView(AndraFaktornView):
    """The first time: put the key into an app, by picture or by hand, and prove it with a code."""

    gate = Gate(Verb.SESSION_ENROL, oppen=True)
    template_name = "access/koppla.html"
    fel = "Koden stämmer inte. Kontrollera att nyckeln är rätt inlagd och vänta på nästa kod."

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if engangskod.has_factor(self.user):
            return see_other(_with_next(reverse("access:kod"), self.get_redirect_url()))
        return super().get(request, *args, **kwargs)

    def get_form_class(self) -> type[KodForm]:
        return StartkodForm if waits_for_startkod(self.user) else KopplaForm

    def is_let_in(self, data: dict[str, str]) -> bool:
        return not engangskod.has_factor(self.user) and engangskod.connect_app(
            self.request, self.user, data["kod"], data.get("startkod", "")
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        app = engangskod.app_to_connect(self.user)
        return super().get_context_data(nyckel=app and in_groups(app), **kwargs)


@never_cache
@gate(Verb.SESSION_ENROL, oppen=True)
def qr(request: HttpRequest) -> HttpResponse:
    """The key of an app not yet connected, as a picture to point the phone at."""
    if not isinstance(request.user, Anvandare):
        raise Http404
    app = engangskod.app_to_connect(request.user)
    if app is None:
        raise Http404
    picture = qrcode.make(app.address(), image_factory=SvgPathFillImage)
    return HttpResponse(picture.to_string(), content_type="image/svg+xml")


@require_POST
@gate(Verb.SESSION_LOGOUT, oppen=True)
def logga_ut(request: HttpRequest) -> HttpResponse:
    losenord.log_out(request)
    response = see_other(resolve_url(settings.LOGOUT_REDIRECT_URL))
    response.headers["Clear-Site-Data"] = FORGET_EVERYTHING
    return response


class ValjLosenordView(FormSvar, auth_views.PasswordResetConfirmView):
    """Where a link from an administrator leads. The second factor stays as it is."""

    gate = Gate(Verb.SESSION_PASSWORD, oppen=True)
    template_name = "access/valj_losenord.html"

    def get_user(self, uidb64: str) -> Anvandare | None:
        user = super().get_user(uidb64)
        return user if user is not None and user.is_active else None

    def get_success_url(self) -> str:
        return resolve_url(settings.LOGIN_URL)

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        Session.objects.filter(anvandare=self.user).end(Session.Slut.LOSENORD)
        log.record(actor=self.user, verb=Verb.SESSION_PASSWORD, objekt=self.user)
        messages.success(self.request, "Lösenordet är valt. Logga in med det.")
        return response


def _with_next(url: str, next_url: str) -> str:
    return f"{url}?{urlencode({'next': next_url})}" if next_url else url


def in_groups(app: Kodapp) -> str:
    """The key as it is typed by hand: base32 in groups of four."""
    key = b32encode(app.secret).decode()
    return " ".join(key[i : i + 4] for i in range(0, len(key), 4))
