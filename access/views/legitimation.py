"""Away to the issuer and back; and the administrator's page that links a legitimation."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from access.forms.inloggning import LegitimationForm
from access.gate import gate
from access.inloggning import legitimation
from access.models import Tjanstelegitimation
from access.views.anvandare import ANDRA, AdminFormView, AnvandareSida
from access.views.svar import see_other
from audit.verb import Verb

VIDARE = "legitimation_vidare"
FORBIDDEN = 403


@require_GET
@never_cache
@gate(Verb.SESSION_LOGIN, oppen=True)
def borja(request: HttpRequest) -> HttpResponse:
    """Off to the issuer; where to go afterwards waits in the session."""
    if not legitimation.is_on():
        raise Http404
    vidare = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        vidare, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    request.session[VIDARE] = vidare if is_ours else resolve_url(settings.LOGIN_REDIRECT_URL)
    tillbaka = request.build_absolute_uri(reverse("access:legitimation_svar"))
    try:
        return legitimation.send_away(request, tillbaka=tillbaka)
    except legitimation.NekadError as nekad:
        return _refuse(request, str(nekad))


@require_GET
@never_cache
@gate(Verb.SESSION_LOGIN, oppen=True)
def svar(request: HttpRequest) -> HttpResponse:
    """Back from the issuer: in, or a page that says why not."""
    if not legitimation.is_on():
        raise Http404
    vidare = request.session.pop(VIDARE, resolve_url(settings.LOGIN_REDIRECT_URL))
    try:
        legitimation.come_back(request)
    except legitimation.NekadError as nekad:
        legitimation.record_refusal()
        return _refuse(request, str(nekad), nekad.amne)
    return see_other(vidare)


def _refuse(request: HttpRequest, text: str, amne: str = "") -> HttpResponse:
    context = {"text": text, "amne": amne}
    return render(request, "access/legitimation_nekad.html", context, status=FORBIDDEN)


class KopplaLegitimationView(AnvandareSida, AdminFormView):
    """Link the subject that the person has read out from the page that refused them."""

    gate = ANDRA
    form_class = LegitimationForm
    template_name = "access/form_sida.html"
    klart = "E-tjänstelegitimationen är kopplad."
    extra_context = {"rubrik": "Koppla e-tjänstelegitimation", "submit": "Koppla"}

    def perform(self, data: dict[str, Any]) -> None:
        legitimation.link(anvandare=self.anvandare, amne=data["amne"], actor=self.user)

    def get_initial(self) -> dict[str, Any]:
        nu = Tjanstelegitimation.objects.filter(user=self.anvandare).first()
        return {"amne": nu.amne if nu else ""}
