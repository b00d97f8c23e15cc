"""«Bekräfta att det är du»: the second factor anew, in a session already open."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.views import RedirectURLMixin, redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from access.forms.inloggning import BekraftaForm
from access.gate import Gate
from access.inloggning import engangskod, steg_upp
from access.models import Anvandare
from access.request import InloggadVy
from access.views.svar import FormSvar, see_other
from audit.verb import Verb

POST_AGAIN = 307


@method_decorator(never_cache, name="dispatch")
class BekraftaDigView(FormSvar, RedirectURLMixin, InloggadVy, FormView):
    """Asks for a code and goes on to where it was needed, with whatever was posted there."""

    gate = Gate(Verb.SESSION_STEP_UP, oppen=True)
    form_class = BekraftaForm
    template_name = "access/bekrafta_dig.html"
    fel = "Koden stämmer inte eller är redan använd. Vänta på nästa kod i appen och försök igen."

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not (isinstance(request.user, Anvandare) and request.user.is_verified()):
            return redirect_to_login(self.get_success_url())
        if request.method == "GET" and steg_upp.is_fresh(request):
            return see_other(self.get_success_url())
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: BekraftaForm) -> HttpResponse:
        if not engangskod.confirm_by_code(self.request, self.user, form.cleaned_data["kod"]):
            form.add_error("kod", self.fel)
            return self.form_invalid(form)
        if not self.carries:
            return see_other(self.get_success_url())
        again = HttpResponseRedirect(self.get_success_url())
        again.status_code = POST_AGAIN
        return again

    @property
    def carries(self) -> bool:
        return steg_upp.BARS_MED in self.request.GET

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | steg_upp.context_for(
            self.request, self.get_success_url(), context["form"], carries=self.carries
        )

    def get_default_redirect_url(self) -> str:
        return resolve_url(settings.LOGIN_REDIRECT_URL)
